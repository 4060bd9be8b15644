import { cleanCell, headerKey } from '@ishur/adapter-kit';
import type { HeaderField } from '@ishur/adapter-kit';
import type { Layout } from './layout.ts';
import type { CsvRecord } from './split-records.ts';

/** What makes a row a document, or something that was meant to be one. */
const IDENTIFYING: readonly HeaderField[] = ['documentType', 'reference', 'documentDate', 'customer.vatNumber'];
const TOTAL = /^(?:סהכ|סךהכל|סךהכול|סיכום|total|grandtotal|subtotal)/u;

/**
 * Whether a row below the header is no document, so that leaving it out loses nothing:
 *
 * - a blank row;
 * - a total: no date, and either some cell begins with «סה"כ», «סך הכל», «סיכום» or «total», or the row names no document,
 *   no type and no dealer;
 * - a footer: one cell with text, and that not in a column that identifies a document («הופק ב-30/06/2026»);
 * - the header again, as some systems print it on every page.
 *
 * Everything else is read, and is a document or unreadable.
 */
export function isNoDocument(record: CsvRecord, layout: Layout): boolean {
  const { cells } = record;
  const dateColumn = layout.columns.get('documentDate');
  if (dateColumn !== undefined && /^\s*\d{1,4}[/.-]/.test(cells[dateColumn] ?? '')) return false;

  const filled = cells.filter((cell) => cleanCell(cell) !== '');
  if (filled.length === 0) return true;
  const hasDate = dateColumn !== undefined && cleanCell(cells[dateColumn] ?? '') !== '';
  if (!hasDate && filled.some((cell) => TOTAL.test(headerKey(cell)))) return true;
  if (IDENTIFYING.every((field) => cleanCell(cells[layout.columns.get(field) ?? -1] ?? '') === '')) return true;
  if (filled.length === 1 && TOTAL.test(headerKey(filled[0] ?? ''))) return true;
  return layout.header.every((name, column) => (cells[column] ?? '').trim() === name);
}
