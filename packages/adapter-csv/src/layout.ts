import type { IshurError } from '@ishur/contract';
import { detectHebrewOrder, headerKey, mapHeaders, reorderHebrew } from '@ishur/adapter-kit';
import type { HeaderField, HeaderMapping, HebrewOrder, TextEncoding } from '@ishur/adapter-kit';
import { delimitersOf } from './config.ts';
import type { CsvConfig } from './config.ts';
import {
  columnsMissing,
  columnUnnamed,
  declaredColumnMissing,
  emptyFile,
  headerHoldsValue,
  headerRunTogether,
  noHeader,
  notText,
  ofPurchases,
} from './errors.ts';
import { headersOfSuppliers } from './of-suppliers.ts';
import { findRunTogether, isBrokenName } from './run-together.ts';
import { createRecordSplitter } from './split-records.ts';
import { isTotal } from './total.ts';
import { findUnnamedNumbers, isValue } from './unnamed-columns.ts';
import type { CsvRecord } from './split-records.ts';

/** What {@link findLayout} finds out; the version of the file is added by whoever opened it. */
export type FoundLayout = Omit<Layout, 'version'>;

/** How one file is to be read. Settled before its rows are read, from its first bytes and the configuration. */
export interface Layout {
  /** That of the file when this was found out; empty where there were only its first bytes. */
  readonly version: string;
  readonly encoding: TextEncoding;
  readonly delimiter: string;
  readonly newline: '\n' | '\r';
  /** Whether the cells hold Hebrew as it is spoken, or as it stood on the screen of a DOS program. */
  readonly hebrew: HebrewOrder;
  /** Line of the header row, from 1. What stands above it is title. */
  readonly headerLine: number;
  /** In logical order. */
  readonly header: readonly string[];
  readonly columns: ReadonlyMap<HeaderField, number>;
  readonly notUnderstood: readonly string[];
  /** The amount that has no column and is worked out from the two others. */
  readonly derived: AmountField | undefined;
  /** The type of every document, where there is no column for it. */
  readonly assumedType: AssumedType | undefined;
}

export type AmountField = 'netAmount' | 'vatAmount' | 'grossAmount';

export interface AssumedType {
  readonly code: number;
  /** Whether the configuration says so, or only the header «מספר חשבונית». */
  readonly isDeclared: boolean;
}

const AMOUNTS: readonly AmountField[] = ['netAmount', 'vatAmount', 'grossAmount'];
/** A header is looked for among so many first rows, and is no wider and no longer than this. */
const TITLE_ROWS = 100;
const WIDEST_HEADER = 512;
const LONGEST_HEADER_CELL = 200;
/** In characters. */
const PIECE = 4096;
/** A row in which fewer names are known is a title or data, not a header with something missing. */
const FEWEST_KNOWN = 2;
/** Characters that no text has, and what stands for bytes that are none; the end-of-file mark of DOS is one that some have. */
const BINARY = /[^\P{Cc}\s]|[\uF700-\uF7FF\uFFFD-\uFFFF]/u;
/** So many delimiters no name has: behind a quotation mark that nobody closed, rows have become part of it. */
const MOST_IN_NAME = 4;
const END_OF_FILE = '\u001A';

interface Candidate {
  readonly delimiter: string;
  readonly record: CsvRecord;
  readonly mapping: HeaderMapping;
  /** `undefined` where the header row does not tell. */
  readonly hebrew: HebrewOrder | undefined;
}

/**
 * Finds the header row by its content, whatever stands above it, and with it the delimiter: the row in which the most
 * columns are understood; of equals, the first.
 *
 * @param sample the decoded beginning of the file; its last row may be cut off.
 * @param words a part of the file that holds more than ASCII, where the beginning does not.
 * @throws IshurError (`fix-config`) `csv/empty-file`, `csv/not-text`, `csv/no-header`, `csv/columns-missing`,
 * `csv/declared-column-missing`, `csv/header-holds-value`, `csv/header-run-together`, `csv/purchases` or `csv/column-unnamed`.
 */
export function findLayout(
  sample: string,
  words: string,
  file: string,
  encoding: TextEncoding,
  config: CsvConfig,
): FoundLayout {
  const newline = newlineOf(sample);
  let best: Candidate | undefined;
  let widest: CsvRecord | undefined;
  const order = config.hebrew ?? detectHebrewOrder(sample + words);
  for (const delimiter of delimitersOf(config)) {
    for (const record of firstRecords(sample, delimiter, newline, file)) {
      if (record.raw.trim() !== '' && record.cells.length > (widest?.cells.length ?? 0)) widest = record;
      if (record.cells.length > WIDEST_HEADER || record.cells.some((cell) => cell.length > LONGEST_HEADER_CELL))
        continue;
      // No row has more names than cells.
      if (record.cells.length <= (best?.mapping.columns.size ?? 0)) continue;
      for (const candidate of candidatesOf(record, delimiter, order, config)) {
        if (candidate.mapping.columns.size > (best?.mapping.columns.size ?? 0)) best = candidate;
      }
    }
  }
  if (best === undefined || best.mapping.columns.size < FEWEST_KNOWN) {
    throw unusable(sample, file, best?.record ?? widest);
  }
  const { delimiter, record, mapping } = best;
  const hebrew = best.hebrew ?? order ?? 'logical';
  const header = record.cells.map((cell) => (best.hebrew === 'visual' ? reorderHebrew(cell) : cell).trim());
  if (mapping.missing.length > 0) throw declaredColumnMissing(file, record.line, header, mapping.missing);
  // A file of a header alone may end with the mark; within a name it is damage.
  const names = record.cells.join('\n');
  if (BINARY.test(names.endsWith(END_OF_FILE) ? names.slice(0, -1) : names)) throw notText(file, undefined);
  const value =
    header.find(isValue) ?? totalBefore(header) ?? header.find((name) => name.split(delimiter).length > MOST_IN_NAME);
  if (value !== undefined) throw headerHoldsValue(file, record.line, value);

  refuseRunTogether(header, config, file, record.line);
  const suppliers = headersOfSuppliers(header, config);
  if (suppliers.length > 0) throw ofPurchases(file, record.line, suppliers);

  const assumedType = assumeType(header, mapping, config);
  const above = firstRecords(sample, delimiter, newline, file).findLast(({ line }) => line < record.line);
  const broken = `${above?.cells.at(-1) ?? ''}${header[0] ?? ''}`;
  if (isBrokenName(above?.cells.at(-1) ?? '', header[0] ?? '')) throw headerHoldsValue(file, record.line, broken);
  const problem = missingColumns(file, record.line, header, mapping, assumedType !== undefined);
  if (problem !== undefined) throw problem;
  const doubtful = findUnnamedNumbers(
    firstRecords(sample, delimiter, newline, file),
    record.line,
    header,
    mapping.columns,
    config,
  );
  if (doubtful.length > 0) throw columnUnnamed(file, record.line, doubtful);
  return {
    encoding,
    delimiter,
    newline,
    hebrew,
    headerLine: record.line,
    header,
    columns: mapping.columns,
    notUnderstood: mapping.notUnderstood,
    derived: AMOUNTS.find((field) => !mapping.columns.has(field)),
    assumedType,
  };
}

function refuseRunTogether(
  header: readonly string[],
  { columns = {}, otherColumns = [] }: CsvConfig,
  file: string,
  line: number,
): void {
  const named = new Set([...Object.values(columns), ...otherColumns].map(headerKey));
  for (const name of header) {
    const names = named.has(headerKey(name)) ? undefined : findRunTogether(name);
    if (names !== undefined) throw headerRunTogether(file, line, name, names);
  }
}

/**
 * A row as a header, read as `order` says; and both ways where the words may be visual, because names that are known only
 * backwards are those of a file in visual order.
 */
function candidatesOf(
  record: CsvRecord,
  delimiter: string,
  order: HebrewOrder | undefined,
  { columns, otherColumns = [], hebrew }: CsvConfig,
): Candidate[] {
  const others = new Set(otherColumns.map(headerKey));
  const candidate = (cells: readonly string[], found: HebrewOrder | undefined): Candidate => ({
    delimiter,
    record,
    mapping: mapHeaders(
      others.size === 0 ? cells : cells.map((cell) => (others.has(headerKey(cell)) ? '' : cell)),
      columns,
    ),
    hebrew: found,
  });
  if (order === 'logical') return [candidate(record.cells, order)];
  const turned = record.cells.map(reorderHebrew);
  if (hebrew === 'visual') return [candidate(turned, hebrew)];
  if (turned.every((cell, column) => cell === record.cells[column])) return [candidate(record.cells, undefined)];
  return [candidate(record.cells, 'logical'), candidate(turned, 'visual')];
}

/** Most lines decide: one stray line feed in a file of carriage returns must not make one row of all that stand before it. */
function newlineOf(sample: string): '\n' | '\r' {
  const returns = sample.match(/\r(?!\n)/g)?.length ?? 0;
  return returns > (returns === 0 ? 0 : sample.split('\n').length - 1) ? '\r' : '\n';
}

/** Cut no further than it takes: the rows below are read once, when it is known how. */
function firstRecords(sample: string, delimiter: string, newline: '\n' | '\r', file: string): CsvRecord[] {
  const splitter = createRecordSplitter({ delimiter, newline, file });
  const records: CsvRecord[] = [];
  for (let start = 0; start < sample.length && records.length < TITLE_ROWS; start += PIECE) {
    records.push(...splitter.push(sample.slice(start, start + PIECE)));
  }
  if (records.length < TITLE_ROWS) records.push(...splitter.end());
  return records.slice(0, TITLE_ROWS);
}

/** A row of a total that has become one with the header: words, and then nothing. */
function totalBefore([first = '', second, third]: readonly string[]): string | undefined {
  return isTotal(first) && second === '' && third === '' ? first : undefined;
}

function missingColumns(
  file: string,
  line: number,
  header: readonly string[],
  mapping: HeaderMapping,
  hasType: boolean,
): IshurError | undefined {
  const { columns } = mapping;
  const missing: HeaderField[] = [];
  if (!hasType && !columns.has('documentType')) missing.push('documentType');
  for (const field of ['reference', 'documentDate'] as const) if (!columns.has(field)) missing.push(field);
  const absentAmounts = AMOUNTS.filter((field) => !columns.has(field));
  if (absentAmounts.length > 1) missing.push(...absentAmounts);
  return missing.length === 0 ? undefined : columnsMissing(file, line, header, missing);
}

/**
 * A file without a type column holds one type: the declared one; or tax invoices, where the header of the number says
 * itself that the documents are invoices («מספר חשבונית», `invoice_no`). `check` reports the latter.
 */
function assumeType(header: readonly string[], mapping: HeaderMapping, config: CsvConfig): AssumedType | undefined {
  if (mapping.columns.has('documentType')) return undefined;
  if (config.documentType !== undefined) return { code: config.documentType, isDeclared: true };
  const reference = mapping.columns.get('reference');
  const key = reference === undefined ? '' : headerKey(header[reference] ?? '');
  const saysInvoice = /חשבונית/u.test(key) || (key.startsWith('invoice') && key !== 'invoicereferencenumber');
  return saysInvoice ? { code: 305, isDeclared: false } : undefined;
}

/** Why there is no header: nothing at all, no text, or a table without names that are known. */
function unusable(sample: string, file: string, nearest: CsvRecord | undefined): IshurError {
  if (nearest === undefined) return emptyFile(file);
  return BINARY.test(sample.replaceAll(END_OF_FILE, ''))
    ? notText(file, undefined)
    : noHeader(file, nearest.line, nearest.cells);
}
