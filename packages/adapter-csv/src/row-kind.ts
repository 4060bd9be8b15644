import { cleanCell, parseDocumentType } from '@ishur/adapter-kit';
import type { HeaderField } from '@ishur/adapter-kit';
import type { Layout } from './layout.ts';
import { isTotal } from './total.ts';

/** What makes a row a document, or something that was meant to be one. */
const IDENTIFYING: readonly HeaderField[] = ['documentType', 'reference', 'documentDate', 'customer.vatNumber'];
const STARTS_LIKE_A_DATE = /^\s*\d{1,4}[/.-]/;
/** So many figures without a name a total may have beside it, and so many delimiters a note. */
const MOST_UNNAMED = 2;
const MOST_IN_TEXT = 4;
const AGOROT = /^\s*-?[\d,]*\d\.\d\d\s*$/;
const DAY = /^\s*(?:\d{1,4}[/.-]\d{1,2}[/.-]\d|20\d{6}\s*$)/;

/**
 * Tells rows below the header that are documents, or were meant to be, from those that are not, so that leaving these out
 * loses nothing. None of these is one:
 *
 * - a blank row, and a row that names neither a document nor a type, a date or a dealer (a total without words);
 * - a total: neither date nor number, and some cell begins with «סה"כ», «סך הכל», «סיכום» or «total»;
 * - a footer: one cell alone, of several words, and no document type («הופק ב-30/06/2026»);
 * - the header again, as some systems print it on every page.
 *
 * Everything else is read, and is a document or unreadable. The cells are in logical order.
 */
export function createRowJudge({ columns, header, delimiter }: Layout): (cells: readonly string[]) => boolean {
  const dateColumn = columns.get('documentDate') ?? -1;
  const referenceColumn = columns.get('reference') ?? -1;
  const identifying = IDENTIFYING.map((field) => columns.get(field) ?? -1);

  const isUnnamed = (cells: readonly string[]): boolean =>
    cells.filter((cell, column) => (header[column] ?? '') === '' && /\d/.test(cell)).length > MOST_UNNAMED;
  // It ends before the columns that would name a document, and holds what no total does: a day.
  const isShort = (cells: readonly string[]): boolean =>
    identifying.every((column) => column === -1 || column >= cells.length) && cells.some((cell) => DAY.test(cell));
  // It ends early, and holds a dealer's number, or a day beside an amount or a type, as no total does: a part was lost.
  const isCut = (cells: readonly string[]): boolean =>
    cells.length < header.length &&
    identifying.some((column) => column >= cells.length) &&
    cells.filter((cell) => cell.trim() !== '').length > MOST_UNNAMED &&
    (cells.some((cell) => /^\s*\d{9}\s*$/.test(cell)) ||
      (cells.some((cell) => DAY.test(cell)) && cells.some((cell) => AGOROT.test(cell) || isType(cell))));
  // Figures in columns without a name, or a row within a cell that a quotation mark left open: the header is another row's.
  const isStray = (cells: readonly string[]): boolean =>
    cells.some((cell) => holdsRow(cell, delimiter)) ||
    (!cells.some(isTotal) && (isUnnamed(cells) || isShort(cells) || isCut(cells)));

  return (cells) => {
    const date = cells[dateColumn] ?? '';
    if (STARTS_LIKE_A_DATE.test(date)) return true;
    // Two rows that became one, where a line end was lost.
    if (cells.length > header.length && cells.slice(header.length).some((cell) => /\d/.test(cell))) return true;
    if (identifying.every((column) => cleanCell(cells[column] ?? '') === '')) return isStray(cells);
    const filled = cells.map(cleanCell).filter((cell) => cell !== '');
    if (isEmptyOrTotal(date) && isEmptyOrTotal(cells[referenceColumn] ?? '') && filled.some(isTotal))
      return cells.some((cell) => holdsRow(cell, delimiter));
    const [only = ''] = filled;
    if (filled.length === 1 && /\p{L}/u.test(only) && only.includes(' ') && parseDocumentType(only) === undefined)
      return false;
    return !header.every((name, column) => (cells[column] ?? '').trim() === name);
  };
}

function isType(cell: string): boolean {
  return /\p{L}/u.test(cell) && parseDocumentType(cell) !== undefined;
}

/** A row, or all of them, behind a quotation mark that nobody closed. */
function holdsRow(cell: string, delimiter: string): boolean {
  return /[\r\n]/.test(cell) && cell.split(delimiter).length > MOST_IN_TEXT;
}

function isEmptyOrTotal(cell: string): boolean {
  return cleanCell(cell) === '' || isTotal(cell);
}
