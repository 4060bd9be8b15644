import { open, stat } from 'node:fs/promises';
import { digitsCell, formulaSafeCell, isAbsent, parseAllocationNumberCell, replaceFile } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import { fileNotReadable, notAFile, resultNotUnderstood } from './errors.ts';

/** One document in a result file. */
export interface ResultRow {
  readonly ref: string;
  readonly documentType: string;
  readonly reference: string;
  readonly documentDate: string;
  /** Empty where there are only notices. */
  readonly number: string;
  readonly note: string;
}

const HEADER = ['סוג מסמך', 'מספר מסמך', 'תאריך', 'מספר הקצאה', 'מספר הקצאה מקוצר', 'הערת הקצאה', 'מזהה'];
const BYTE_ORDER_MARK = '\ufeff';
const LARGEST = 256 * 1024 ** 2;

/** `BKMVDATA.TXT` and `BKMVDATA.zip` have `BKMVDATA.ishur.csv` beside them. */
export function resultFileOf({ path, name }: NamedFile): NamedFile {
  const cutOff = (text: string): string => `${text.replace(/\.(?:txt|zip)$/i, '')}.ishur.csv`;
  return { path: cutOff(path), name: cutOff(name) };
}

/**
 * What a result file holds, by ref; nothing where there is none.
 *
 * @throws IshurError (`fix-config`) `uniform-file/result-not-understood` for one that another program changed.
 */
export async function readResult({ path, name }: NamedFile): Promise<Map<string, ResultRow>> {
  const rows = new Map<string, ResultRow>();
  const text = await readWhole(path, name);
  if (text === undefined) return rows;
  const [header = '', ...lines] = text.replace(BYTE_ORDER_MARK, '').split(/\r?\n/);
  if (header !== lineOf(HEADER)) throw resultNotUnderstood(name, 1);
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const row = rowOf(splitCells(line));
    if (row === undefined) throw resultNotUnderstood(name, index + 2);
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
  for (const { ref, documentType, reference, documentDate, number, note } of rows) {
    const numbers = number === '' ? ['', ''] : [digitsCell(number), digitsCell(number.slice(-9))];
    const cells = [
      documentType,
      textCell(reference),
      documentDate,
      ...numbers,
      formulaSafeCell(note),
      formulaSafeCell(ref),
    ];
    yield Buffer.from(`${lineOf(cells)}\r\n`);
  }
}

/** A reference of digits keeps its leading zeros. */
function textCell(text: string): string {
  return /^\d+$/.test(text) ? digitsCell(text) : formulaSafeCell(text);
}

function rowOf(cells: readonly string[]): ResultRow | undefined {
  const [documentType = '', reference = '', documentDate = '', number = '', , note = '', ref = ''] = cells;
  const allocation = parseAllocationNumberCell(number);
  if (cells.length !== HEADER.length || ref === '' || allocation.kind === 'refused') return undefined;
  return {
    ref: plain(ref),
    documentType,
    reference: plain(reference),
    documentDate,
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

async function readWhole(path: string, name: string): Promise<string | undefined> {
  const entry = await stat(path).catch((cause: unknown) => {
    if (isAbsent(cause)) return undefined;
    throw fileNotReadable(name, cause);
  });
  if (entry === undefined) return undefined;
  if (!entry.isFile()) throw notAFile(name);
  if (entry.size > LARGEST) throw resultNotUnderstood(name, 1);
  const handle = await open(path).catch((cause: unknown) => {
    throw fileNotReadable(name, cause);
  });
  try {
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}
