import type { Fault } from '@ishur/contract';
import {
  parseDealerNumber,
  parseFixedDecimal,
  parseFixedDigits,
  parseFixedText,
  parseIsraeliDate,
  placeOf,
} from '@ishur/adapter-kit';
import type { FixedWidthValue } from '@ishur/adapter-kit';
import { fieldFault } from './faults.ts';
import { LAYOUT } from './layout.ts';
import type { Spelling } from './spelling.ts';

/**
 * Reads the fields of one record after the other. What cannot be spelled is a fault and `undefined`; what is not filled in is
 * `undefined`. Nearly all fields are written as the rules want; those are read by their characters, and only others by the kit.
 */
export interface FieldReader {
  /** The record that is read from now on. */
  open(record: string, line: number): void;
  /** Lets faults be collected here from now on. */
  blameIn(faults: Fault[]): void;
  text(field: number): string | undefined;
  /** Digits that mean nothing when they are all zero. */
  code(field: number): string | undefined;
  /** A decimal string with the decimals of the field. */
  decimal(field: number): string | undefined;
  day(field: number): string | undefined;
  dealer(field: number): string | undefined;
  blame(what: Parameters<typeof fieldFault>[0], field: number): void;
}

const FIRST_FIELD = 1000;
const MOST_FIELDS = 500;
/** From 0, the end not included; by the field's number from 1000 on. */
const STARTS = new Uint16Array(MOST_FIELDS);
const ENDS = new Uint16Array(MOST_FIELDS);
const DECIMALS = new Uint8Array(MOST_FIELDS);
const DECIMALS_OF: Readonly<Record<string, number>> = { signed2: 2, signed4: 4, unsigned2: 2 };
for (const { fields } of Object.values(LAYOUT)) {
  for (const [field, start, length, kind] of fields) {
    STARTS[field - FIRST_FIELD] = start - 1;
    ENDS[field - FIRST_FIELD] = start - 1 + length;
    DECIMALS[field - FIRST_FIELD] = DECIMALS_OF[kind] ?? 0;
  }
}

const startOf = (field: number): number => STARTS[field - FIRST_FIELD] ?? 0;
const endOf = (field: number): number => ENDS[field - FIRST_FIELD] ?? 0;

/** The characters of a field, as they stand. */
export function rawField(record: string, field: number): string {
  return record.slice(startOf(field), endOf(field));
}

/** A count, or any number that fits a JavaScript one; `undefined` where there is none. */
export function countIn(record: string, field: number): number | undefined {
  const value = parseFixedDigits(rawField(record, field));
  return value.kind === 'value' ? Number(value.text) : undefined;
}

const BLANK = 0x20;
const FILLER = 0x21;
const PLUS = 0x2b;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const LAST_ASCII = 0x7f;

/** `name` is how messages call the file. */
export function createFieldReader(name: string, spelling: Spelling): FieldReader {
  let record = '';
  let line = 0;
  let faults: Fault[] = [];

  const blame: FieldReader['blame'] = (what, field) => {
    faults.push(fieldFault(what, placeOf(name, line), field, spelling.textOf(rawField(record, field))));
  };
  const valueOf = (
    value: FixedWidthValue,
    what: Parameters<typeof fieldFault>[0],
    field: number,
  ): string | undefined => {
    if (value.kind === 'refused') blame(what, field);
    return value.kind === 'value' ? value.text : undefined;
  };
  const code: FieldReader['code'] = (field) => {
    const [start, end] = [startOf(field), endOf(field)];
    const first = firstDigit(record, start, end);
    if (first === end) return undefined;
    if (first !== -1) return record.slice(start, end);
    const text = valueOf(parseFixedDigits(record.slice(start, end)), 'bad-number', field);
    return text === undefined || /^0*$/.test(text) ? undefined : text;
  };

  return {
    open(text, at) {
      record = text;
      line = at;
    },
    blameIn(list) {
      faults = list;
    },
    blame,
    code,
    text(field) {
      let start = startOf(field);
      let end = Math.min(endOf(field), record.length);
      while (end > start && record.charCodeAt(end - 1) === BLANK) end -= 1;
      if (end <= start) return undefined;
      while (record.charCodeAt(start) === BLANK) start += 1;
      if (record.charCodeAt(end - 1) === FILLER) {
        const text = parseFixedText(rawField(record, field));
        return text === undefined ? undefined : spelling.textOf(text);
      }
      const text = record.slice(start, end);
      for (let index = start; index < end; index += 1) {
        const character = record.charCodeAt(index);
        if (character > LAST_ASCII || character < BLANK) return spelling.textOf(text) || undefined;
      }
      return text;
    },
    decimal(field) {
      const [start, end] = [startOf(field), endOf(field)];
      const decimals = DECIMALS[field - FIRST_FIELD] ?? 0;
      const sign = record.charCodeAt(start);
      const hasSign = sign === PLUS || sign === MINUS;
      const first = firstDigit(record, hasSign ? start + 1 : start, end);
      if (first === -1)
        return valueOf(parseFixedDecimal(signFirst(rawField(record, field)), decimals), 'bad-amount', field);
      if (first === end) return decimals === 2 ? '0.00' : '0.0000';
      const point = end - decimals;
      const text = `${first < point ? record.slice(first, point) : '0'}.${record.slice(point, end)}`;
      return sign === MINUS ? `-${text}` : text;
    },
    day(field) {
      const [start, end] = [startOf(field), endOf(field)];
      const first = firstDigit(record, start, end);
      if (first === end) return undefined;
      const day = first === -1 ? undefined : dayOf(record, start, end);
      if (day === undefined && !(first === -1 && /^[ !0]*$/.test(record.slice(start, end)))) blame('bad-date', field);
      return day;
    },
    dealer(field) {
      const digits = code(field);
      if (digits === undefined || digits.length === DEALER_LENGTH) return digits;
      const cell = parseDealerNumber(digits);
      return cell.kind === 'number' ? cell.number : undefined;
    },
  };
}

const DEALER_LENGTH = 9;

/** The rules want the sign before the digits; programs in COBOL put it behind them, which can mean nothing else. */
function signFirst(raw: string): string {
  const last = raw.at(-1) ?? '';
  return last === '+' || last === '-' ? last + raw.slice(0, -1) : raw;
}

/** Where the first digit stands that is not zero; the end where all are zero, -1 where not all are digits. */
function firstDigit(record: string, start: number, end: number): number {
  let first = end;
  for (let index = end - 1; index >= start; index -= 1) {
    const character = record.charCodeAt(index);
    // A record that is too short has no character there, and that is no digit either.
    if (!(character >= ZERO && character <= NINE)) return -1;
    if (character !== ZERO) first = index;
  }
  return first;
}

/** The days of a file are few, and each stands in it many times. */
const MOST_DAYS = 5000;
const days = new Map<number, string | undefined>();

function dayOf(record: string, start: number, end: number): string | undefined {
  let digits = 0;
  for (let index = start; index < end; index += 1) digits = digits * 10 + record.charCodeAt(index) - ZERO;
  const known = days.get(digits);
  if (known !== undefined) return known;
  if (days.size >= MOST_DAYS) days.clear();
  const day = parseIsraeliDate(record.slice(start, end));
  if (day !== undefined) days.set(digits, day);
  return day;
}
