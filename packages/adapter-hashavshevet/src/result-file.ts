import {
  digitsCell,
  formulaSafeCell,
  isAbsent,
  openFile,
  parseAllocationNumberCell,
  replaceFile,
} from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import type { InvoiceFields } from '@ishur/contract/v1';
import { stat } from 'node:fs/promises';
import { fileErrors, resultNotUnderstood } from './errors.ts';

/** One document in a result file: what it was when its number was written, so that a number never moves to a changed one. */
export interface ResultRow {
  readonly ref: string;
  readonly fields: InvoiceFields;
  /** Empty where there are only notices. */
  readonly number: string;
  readonly note: string;
}

const HEADER = [
  'סוג מסמך',
  'מספר מסמך',
  'תאריך',
  'לפני מע"מ',
  'מע"מ',
  'כולל מע"מ',
  'מספר עוסק',
  'מספר הקצאה',
  'מספר הקצאה מקוצר',
  'הערת הקצאה',
  'מזהה',
];
const BYTE_ORDER_MARK = '\ufeff';
const LARGEST = 256 * 1024 ** 2;

/**
 * What a result file holds, by ref; nothing where there is none.
 *
 * @throws IshurError (`fix-config`) `hashavshevet/result-not-understood` for one that another program changed.
 */
export async function readResult(file: NamedFile): Promise<Map<string, ResultRow>> {
  const rows = new Map<string, ResultRow>();
  const text = await readWhole(file);
  if (text === undefined) return rows;
  const [header = '', ...lines] = text.replace(BYTE_ORDER_MARK, '').split(/\r?\n/);
  if (header !== lineOf(HEADER)) throw resultNotUnderstood(file.name, 1);
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const row = rowOf(splitCells(line));
    if (row === undefined) throw resultNotUnderstood(file.name, index + 2);
    rows.set(row.ref, row);
  }
  return rows;
}

/** Puts the rows in the place of the result file, whole or not at all. */
export async function writeResult(
  { path, name }: NamedFile,
  rows: Iterable<ResultRow>,
  mode: number,
  signal: AbortSignal,
): Promise<void> {
  await replaceFile(path, pieces(rows), { name, mode, signal });
}

function* pieces(rows: Iterable<ResultRow>): Generator<Uint8Array, void> {
  yield Buffer.from(`${BYTE_ORDER_MARK}${lineOf(HEADER)}\r\n`);
  for (const { ref, fields, number, note } of rows) {
    const cells = [
      String(fields.documentType),
      textCell(fields.reference),
      fields.documentDate,
      fields.netAmount,
      fields.vatAmount,
      fields.grossAmount,
      textCell(fields.customer.vatNumber ?? ''),
      textCell(number),
      textCell(number.slice(-9)),
      formulaSafeCell(note),
      formulaSafeCell(ref),
    ];
    yield Buffer.from(`${lineOf(cells)}\r\n`);
  }
}

/** Digits keep their leading zeros. */
function textCell(text: string): string {
  return /^\d+$/.test(text) ? digitsCell(text) : formulaSafeCell(text);
}

function rowOf(cells: readonly string[]): ResultRow | undefined {
  const [type = '', reference = '', documentDate = '', net = '', vat = '', gross = '', dealer = ''] = cells;
  const [number = '', , note = '', ref = ''] = cells.slice(7);
  const allocation = parseAllocationNumberCell(number);
  if (cells.length !== HEADER.length || ref === '' || !/^\d{1,4}$/.test(type) || allocation.kind === 'refused')
    return undefined;
  const vatNumber = plain(dealer);
  return {
    ref: plain(ref),
    fields: {
      documentType: Number(type),
      reference: plain(reference),
      documentDate,
      netAmount: net,
      vatAmount: vat,
      grossAmount: gross,
      customer: vatNumber === '' ? {} : { vatNumber },
    },
    number: allocation.kind === 'number' ? allocation.number : '',
    note: plain(note),
  };
}

function plain(cell: string): string {
  const formula = /^="(\d+)"$/.exec(cell);
  return formula?.[1] ?? cell.replace(/^'(?=[=+\-@])/, '');
}

function lineOf(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}

/** A row of ours holds no line ends, so a line is a row. */
function splitCells(line: string): string[] {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return Array.from(cells, ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '');
}

async function readWhole(file: NamedFile): Promise<string | undefined> {
  const entry = await stat(file.path).catch((cause: unknown) => {
    if (isAbsent(cause)) return undefined;
    throw fileErrors.fileNotReadable(file.name, cause);
  });
  if (entry === undefined) return undefined;
  if (entry.size > LARGEST) throw resultNotUnderstood(file.name, 1);
  const handle = await openFile(file, fileErrors);
  try {
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}
