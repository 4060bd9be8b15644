import { cleanCell, headerKey, parseDocumentType } from '@ishur/adapter-kit';
import type { HeaderField } from '@ishur/adapter-kit';
import type { Layout } from './layout.ts';
import type { CsvRecord } from './split-records.ts';

/** What makes a row a document, or something that was meant to be one. */
const IDENTIFYING: readonly HeaderField[] = ['documentType', 'reference', 'documentDate', 'customer.vatNumber'];
const STARTS_LIKE_A_DATE = /^\s*\d{1,4}[/.-]/;
const TOTAL = /^(?:סהכ|סךהכל|סךהכול|סיכום|total|grandtotal|subtotal)/u;

/**
 * Whether a row below the header is no document, so that leaving it out loses nothing:
 *
 * - a blank row, and a row that names neither a document nor a type, a date or a dealer (a total without words);
 * - a total: neither date nor number, and some cell begins with «סה"כ», «סך הכל», «סיכום» or «total»;
 * - a footer: one cell alone, of several words, and no document type («הופק ב-30/06/2026»);
 * - the header again, as some systems print it on every page.
 *
 * Everything else is read, and is a document or unreadable.
 */
export function isNoDocument(record: CsvRecord, layout: Layout): boolean {
  const { cells } = record;
  const cellOf = (field: HeaderField): string => cells[layout.columns.get(field) ?? -1] ?? '';
  if (STARTS_LIKE_A_DATE.test(cellOf('documentDate'))) return false;

  if (IDENTIFYING.every((field) => cleanCell(cellOf(field)) === '')) return true;
  const filled = cells.map(cleanCell).filter((cell) => cell !== '');
  if (isEmptyOrTotal(cellOf('documentDate')) && isEmptyOrTotal(cellOf('reference')) && filled.some(isTotal))
    return true;
  const [only = ''] = filled;
  if (filled.length === 1 && /\p{L}/u.test(only) && only.includes(' ') && parseDocumentType(only) === undefined)
    return true;
  return layout.header.every((name, column) => (cells[column] ?? '').trim() === name);
}

function isTotal(cell: string): boolean {
  return TOTAL.test(headerKey(cell));
}

function isEmptyOrTotal(cell: string): boolean {
  return cleanCell(cell) === '' || isTotal(cell);
}
