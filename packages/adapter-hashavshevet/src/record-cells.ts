import { parseAllocationNumberCell, parseDealerNumber, parseIsraeliDate } from '@ishur/adapter-kit';
import type { Fault } from '@ishur/contract';
import { parseDecimal } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import { fieldFault } from './faults.ts';
import type { FieldProblem } from './faults.ts';
import type { Parameters } from './parameters.ts';
import type { DataRecord } from './scan-records.ts';

/** The fields of one record, by the line of the PRM. What cannot be spelled is a fault and `undefined`; an empty field is `undefined` alone. */
export interface RecordCells {
  readonly faults: Fault[];
  text(line: number): string | undefined;
  /** A code without the zeros in front: `01` is `1`. */
  code(line: number): string | undefined;
  day(line: number): string | undefined;
  decimal(line: number): Decimal | undefined;
  /** Digits that mean nothing when they are all zero. */
  dealer(line: number): string | undefined;
  allocationNumber(line: number): string | undefined;
  blame(what: FieldProblem, line: number): void;
}

export function cellsOf(record: DataRecord, parameters: Parameters): RecordCells {
  const faults: Fault[] = [];
  const text = (line: number): string | undefined => record.text(line) || undefined;
  const blame: RecordCells['blame'] = (what, line) => {
    faults.push(fieldFault(what, record.where, parameters, line, record.text(line)));
  };
  return {
    faults,
    text,
    blame,
    code: (line) => text(line)?.replace(/^0+(?=\d+$)/, ''),
    day(line) {
      const found = text(line);
      if (found === undefined || /^[0 /.-]*$/.test(found)) return undefined;
      const day = parseDay(found);
      if (day === undefined) blame('bad-date', line);
      return day;
    },
    decimal(line) {
      const found = text(line);
      if (found === undefined) return undefined;
      const decimal = parseDecimal(found);
      if (decimal === undefined) blame('bad-number', line);
      return decimal;
    },
    dealer(line) {
      const found = text(line);
      if (found === undefined) return undefined;
      const cell = parseDealerNumber(found);
      if (cell.kind === 'refused') blame('bad-dealer-number', line);
      return cell.kind === 'number' ? cell.number : undefined;
    },
    allocationNumber(line) {
      const found = text(line);
      if (found === undefined) return undefined;
      const cell = parseAllocationNumberCell(found);
      if (cell.kind === 'refused') blame('bad-allocation-number', line);
      return cell.kind === 'number' ? cell.number : undefined;
    },
  };
}

/** A document's number is one in Hashavshevet (nine digits: its pages on MOVEIN, reference, and IMOVEIN, document number): a byte beyond ASCII is a figure that was damaged, even where it looks like a blank. */
export function hasOtherSigns(record: DataRecord, { places }: Parameters, line: number): boolean {
  const place = places.get(line);
  return place !== undefined && record.cut(place).some((byte) => byte >= 0x80);
}

const COMPACT = /^(\d{2})(\d{2})((?:\d{2})?\d{2})$/;
/** The days of a file are few, and each stands in it many times. */
const MOST_DAYS = 5000;
const days = new Map<string, string | undefined>();

/** `15/06/2026`, `15/06/26`, and `150626` and `15062026`, as MOVEIN.DAT has them: the day first, always. */
function parseDay(text: string): string | undefined {
  if (days.has(text)) return days.get(text);
  const match = COMPACT.exec(text);
  const day = parseIsraeliDate(match === null ? text : `${match[1]}/${match[2]}/${match[3]}`) ?? parseIsraeliDate(text);
  const known = day !== undefined && /^\d{1,5}(?:\.\d+)?$/.test(text) ? undefined : day;
  if (days.size >= MOST_DAYS) days.clear();
  days.set(text, known);
  return known;
}
