import { digitsCell, formulaSafeCell, headerKey, parseAllocationNumberCell } from '@ishur/adapter-kit';
import { writeCell } from './split-records.ts';

/** What we add to a row of the source. */
export interface ResultEntry {
  /** The whole number; `undefined` where a row has notices alone. */
  readonly number: string | undefined;
  readonly notice: string | undefined;
}

export interface ResultColumns {
  readonly number: string;
  readonly short: string;
  readonly notice: string;
}

const NUMBER = 'מספר הקצאה';
const SHORT = 'מספר הקצאה מקוצר';
const NOTICE = 'הערת הקצאה';
/** Added to our names where the source has a column of that name: two columns must never be taken for one. */
const OURS = ' - אישור';

/** The names of our columns beside those of the source. */
export function resultColumnsFor(header: readonly string[]): ResultColumns {
  const taken = new Set(header.map((cell) => headerKey(cell)));
  let ending = '';
  while ([NUMBER, SHORT, NOTICE].some((name) => taken.has(headerKey(name + ending)))) ending += OURS;
  return { number: NUMBER + ending, short: SHORT + ending, notice: NOTICE + ending };
}

/**
 * The column in which our own begin, in the header row of a result file: the last pair of number and short number.
 * `undefined` where there is none, so that the file is not ours or was changed.
 */
export function findResultColumns(header: readonly string[]): { start: number; hasNotice: boolean } | undefined {
  const isNamed = (cell: string | undefined, name: string): boolean =>
    cell !== undefined && headerKey(cell.replaceAll(OURS, '')) === headerKey(name);
  const start = header.findLastIndex((cell, column) => isNamed(cell, NUMBER) && isNamed(header[column + 1], SHORT));
  return start === -1 ? undefined : { start, hasNotice: isNamed(header[start + 2], NOTICE) };
}

/** Our cells of a row, each with the delimiter before it. */
export function writeEntry(entry: ResultEntry | undefined, delimiter: string, hasNotice: boolean): string {
  const number = entry?.number;
  const cells = number === undefined ? ['', ''] : [numberCell(number), numberCell(number.slice(-9))];
  if (hasNotice) cells.push(formulaSafeCell(entry?.notice ?? ''));
  return cells.map((cell) => delimiter + writeCell(cell, delimiter)).join('');
}

/** Our cells of the header row. */
export function writeNames(columns: ResultColumns, delimiter: string, hasNotice: boolean): string {
  const names = [columns.number, columns.short, ...(hasNotice ? [columns.notice] : [])];
  return names.map((name) => delimiter + writeCell(name, delimiter)).join('');
}

/** Reads our cells back. A number that a spreadsheet or a person changed comes back as it stands, so that it is seen to differ. */
export function readEntry(cells: readonly string[], start: number, hasNotice: boolean): ResultEntry | undefined {
  const text = cells[start] ?? '';
  const parsed = parseAllocationNumberCell(text);
  const number = parsed.kind === 'number' ? parsed.number : parsed.kind === 'absent' ? undefined : text;
  const notice = (hasNotice ? (cells[start + 2] ?? '').replace(/^'(?=[=+\-@\t\r])/, '') : '') || undefined;
  return number === undefined && notice === undefined ? undefined : { number, notice };
}

function numberCell(number: string): string {
  return /^\d+$/.test(number) ? digitsCell(number) : number;
}
