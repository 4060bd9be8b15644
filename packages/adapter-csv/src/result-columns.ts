import { formulaSafeCell, headerKey, reorderHebrew } from '@ishur/adapter-kit';
import type { HebrewOrder } from '@ishur/adapter-kit';
import { readNumberCells, writeNumberCells } from './number-cells.ts';
import type { NumberCells } from './number-cells.ts';
import { writeCell } from './split-records.ts';

/** What we add to a row of the source. */
export interface ResultEntry {
  readonly numbers: NumberCells;
  readonly notice: string | undefined;
}

export interface ResultColumns {
  readonly number: string;
  readonly short: string;
  readonly notice: string;
}

/** What a column of allocation numbers is called where we name it. */
export const NUMBER = 'מספר הקצאה';
const SHORT = 'מספר הקצאה מקוצר';
const NOTICE = 'הערת הקצאה';
/** Added to our names where the source has such a column: two columns must never be taken for one. */
const OURS = ' (אישור)';
/** As `headerKey` leaves it; a source that was a result file itself has it already. */
const OURS_KEY = /(?:אישור)+$/u;

/**
 * The names of our columns beside those of the source. `hasOwnNumber` says that the source has a column of allocation
 * numbers, whatever it is called («מס' הקצאה»).
 */
export function resultColumnsFor(header: readonly string[], hasOwnNumber: boolean): ResultColumns {
  const taken = new Set(header.map((cell) => headerKey(cell)));
  const isTaken = (...names: readonly string[]): boolean => names.some((name) => taken.has(headerKey(name)));
  let ending = hasOwnNumber ? OURS : '';
  while (isTaken(NUMBER + ending, SHORT + ending)) ending += OURS;
  let notice = NOTICE;
  while (isTaken(notice)) notice += OURS;
  return { number: NUMBER + ending, short: SHORT + ending, notice };
}

/**
 * The column in which our own begin, in the header row of a result file: the last pair of number and short number.
 * `undefined` where there is none, so that the file is not ours or was changed.
 */
export function findResultColumns(header: readonly string[]): { start: number; hasNotice: boolean } | undefined {
  const isNamed = (cell: string | undefined, name: string): boolean =>
    cell !== undefined && headerKey(cell).replace(OURS_KEY, '') === headerKey(name);
  const start = header.findLastIndex((cell, column) => isNamed(cell, NUMBER) && isNamed(header[column + 1], SHORT));
  return start === -1 ? undefined : { start, hasNotice: isNamed(header[start + 2], NOTICE) };
}

/** How our columns stand in a file: as its own do. */
export interface ResultSpelling {
  readonly delimiter: string;
  readonly hebrew: HebrewOrder;
  readonly hasNotice: boolean;
}

/** Our cells of a row, each with the delimiter before it. */
export function writeEntry(entry: ResultEntry | undefined, spelling: ResultSpelling): string {
  const cells: string[] = entry === undefined ? ['', ''] : writeNumberCells(entry.numbers);
  if (spelling.hasNotice) cells.push(formulaSafeCell(inOrder(entry?.notice ?? '', spelling.hebrew)));
  return joinCells(cells, spelling.delimiter);
}

/** Our cells of the header row. */
export function writeNames(columns: ResultColumns, { delimiter, hebrew, hasNotice }: ResultSpelling): string {
  const names = [columns.number, columns.short, ...(hasNotice ? [columns.notice] : [])];
  return joinCells(
    names.map((name) => inOrder(name, hebrew)),
    delimiter,
  );
}

/** Reads our cells back, whatever has become of them. */
export function readEntry(
  cells: readonly string[],
  start: number,
  { hebrew, hasNotice }: Omit<ResultSpelling, 'delimiter'>,
): ResultEntry {
  const notice = hasNotice ? inOrder((cells[start + 2] ?? '').replace(/^'(?=[=+\-@\t\r])/, ''), hebrew) : '';
  return { numbers: readNumberCells(cells[start] ?? '', cells[start + 1] ?? ''), notice: notice || undefined };
}

function inOrder(text: string, order: HebrewOrder): string {
  return order === 'visual' ? reorderHebrew(text) : text;
}

function joinCells(cells: readonly string[], delimiter: string): string {
  return cells.map((cell) => delimiter + writeCell(cell, delimiter)).join('');
}
