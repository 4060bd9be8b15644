import type { Fault } from '@ishur/contract';
import {
  parseDealerNumber,
  parseFixedDecimal,
  parseFixedDigits,
  parseFixedText,
  parseIsraeliDate,
} from '@ishur/adapter-kit';
import type { FixedWidthValue } from '@ishur/adapter-kit';
import { fieldFault } from './faults.ts';
import { LAYOUT } from './layout.ts';
import type { Spelling } from './spelling.ts';

/** The fields of one record. What cannot be spelled is a fault and `undefined`; what is not filled in is `undefined`. */
export interface RecordFields {
  readonly faults: Fault[];
  text(field: number): string | undefined;
  /** Digits as they stand. */
  digits(field: number): string | undefined;
  /** Digits that mean nothing when they are all zero. */
  code(field: number): string | undefined;
  /** A decimal string with the decimals of the field. */
  decimal(field: number): string | undefined;
  day(field: number): string | undefined;
  dealer(field: number): string | undefined;
  blame(what: Parameters<typeof fieldFault>[0], field: number): void;
}

interface Cut {
  readonly from: number;
  readonly to: number;
  readonly decimals: number;
}

const DECIMALS: Readonly<Record<string, number>> = { signed2: 2, signed4: 4, unsigned2: 2 };
const CUTS: ReadonlyMap<number, Cut> = new Map(
  Object.values(LAYOUT).flatMap(({ fields }) =>
    fields.map(([field, start, length, kind]) => {
      const cut: Cut = { from: start - 1, to: start - 1 + length, decimals: DECIMALS[kind] ?? 0 };
      return [field, cut] as const;
    }),
  ),
);
const NO_CUT: Cut = { from: 0, to: 0, decimals: 0 };

/** The characters of a field, as they stand. */
export function rawField(record: string, field: number): string {
  const { from, to } = CUTS.get(field) ?? NO_CUT;
  return record.slice(from, to);
}

/** A count, or any number that fits a JavaScript one; `undefined` where there is none. */
export function countIn(record: string, field: number): number | undefined {
  const value = parseFixedDigits(rawField(record, field));
  return value.kind === 'value' ? Number(value.text) : undefined;
}

/** Reads the fields of a record; `where` is its file and line. */
export function fieldsOf(record: string, where: string, spelling: Spelling): RecordFields {
  const faults: Fault[] = [];
  const blame: RecordFields['blame'] = (what, field) => {
    faults.push(fieldFault(what, where, field, spelling.textOf(rawField(record, field))));
  };
  const valueOf = (
    value: FixedWidthValue,
    what: Parameters<typeof fieldFault>[0],
    field: number,
  ): string | undefined => {
    if (value.kind === 'refused') blame(what, field);
    return value.kind === 'value' ? value.text : undefined;
  };
  const digits = (field: number): string | undefined =>
    valueOf(parseFixedDigits(rawField(record, field)), 'bad-number', field);
  const code = (field: number): string | undefined => {
    const text = digits(field);
    return text === undefined || /^0*$/.test(text) ? undefined : text;
  };
  return {
    faults,
    blame,
    digits,
    code,
    text(field) {
      const text = parseFixedText(rawField(record, field));
      return text === undefined ? undefined : spelling.textOf(text);
    },
    decimal(field) {
      const { decimals } = CUTS.get(field) ?? NO_CUT;
      return valueOf(parseFixedDecimal(rawField(record, field), decimals), 'bad-amount', field);
    },
    day(field) {
      const raw = rawField(record, field);
      if (/^[ !0]*$/.test(raw)) return undefined;
      const day = /^\d{8}$/.test(raw) ? dayOf(raw) : undefined;
      if (day === undefined) blame('bad-date', field);
      return day;
    },
    dealer(field) {
      const text = code(field);
      if (text === undefined) return undefined;
      const cell = parseDealerNumber(text);
      return cell.kind === 'number' ? cell.number : undefined;
    },
  };
}

/** The days of a file are few, and each stands in it many times. */
const MOST_DAYS = 5000;
const days = new Map<string, string | undefined>();

function dayOf(digits: string): string | undefined {
  if (days.has(digits)) return days.get(digits);
  if (days.size >= MOST_DAYS) days.clear();
  const day = parseIsraeliDate(digits);
  days.set(digits, day);
  return day;
}
