import { stat } from 'node:fs/promises';
import type { IshurError } from '@ishur/contract';
import { parseAllocationNumberCell } from './allocation-number.ts';
import type { NamedFile } from './named-file.ts';
import { openFile } from './open-file.ts';
import type { OpenErrors } from './open-file.ts';
import { replaceFile } from './replace-file.ts';
import { digitsCell, formulaSafeCell } from './spreadsheet-cell.ts';
import { isAbsent } from './system-code.ts';

/** One document in a result file, whatever else an adapter writes of it. */
export interface ResultTableRow {
  readonly ref: string;
  /** Empty where there are only notices. */
  readonly number: string;
  readonly note: string;
}

/** What an adapter writes beside number, note and ref, in the columns before them. */
export interface ResultTableColumns<Row extends ResultTableRow> {
  readonly names: readonly string[];
  /** As texts; {@link resultCell} keeps digits whole. */
  cellsOf(row: Row): readonly string[];
  /** `undefined` for cells that this adapter did not write. */
  rowOf(cells: readonly string[], common: ResultTableRow): Row | undefined;
}

export interface ResultTableErrors extends OpenErrors {
  /** `…/result-not-understood` (`fix-config`): another program changed the file. */
  resultNotUnderstood(name: string, line: number): IshurError;
}

/** The result file beside a source that is itself never written: numbers and notices by document, for people and spreadsheets. */
export interface ResultTable<Row extends ResultTableRow> {
  /**
   * What the file holds, by ref; nothing where there is none.
   *
   * @throws IshurError (`fix-config`) `…/result-not-understood` for one that another program changed, or one that cannot be read.
   */
  read(file: NamedFile): Promise<Map<string, Row>>;
  /** Puts the rows in the place of the file, whole or not at all. */
  write(file: NamedFile, rows: Iterable<Row>, mode: number, signal: AbortSignal): Promise<void>;
}

const COMMON = ['מספר הקצאה', 'מספר הקצאה מקוצר', 'הערת הקצאה', 'מזהה'];
const BYTE_ORDER_MARK = '\uFEFF';
const LARGEST = 256 * 1024 ** 2;

/** UTF-8 with its mark, CR LF, commas; no line ends in a row, no formula of anybody else's, digits with their leading zeros. */
export function createResultTable<Row extends ResultTableRow>(
  columns: ResultTableColumns<Row>,
  errors: ResultTableErrors,
): ResultTable<Row> {
  const header = lineOf([...columns.names, ...COMMON]);
  const { length } = columns.names;

  function rowOf(cells: readonly string[]): Row | undefined {
    const [number = '', , note = '', ref = ''] = cells.slice(length);
    const allocation = parseAllocationNumberCell(number);
    if (cells.length !== length + COMMON.length || ref === '' || allocation.kind === 'refused') return undefined;
    return columns.rowOf(cells.slice(0, length).map(plain), {
      ref: plain(ref),
      number: allocation.kind === 'number' ? allocation.number : '',
      note: plain(note),
    });
  }

  function* pieces(rows: Iterable<Row>): Generator<Uint8Array, void> {
    yield Buffer.from(`${BYTE_ORDER_MARK}${header}\r\n`);
    for (const row of rows) {
      const { ref, number, note } = row;
      const numbers = [resultCell(number), resultCell(number.slice(-9))];
      const cells = [...columns.cellsOf(row), ...numbers, textCell(note), textCell(ref)];
      yield Buffer.from(`${lineOf(cells)}\r\n`);
    }
  }

  return {
    async read(file) {
      const rows = new Map<string, Row>();
      const text = await readWhole(file, errors);
      if (text === undefined) return rows;
      const [first = '', ...lines] = text.replace(BYTE_ORDER_MARK, '').split(/\r?\n/);
      if (first !== header) throw errors.resultNotUnderstood(file.name, 1);
      for (const [index, line] of lines.entries()) {
        if (line === '') continue;
        const row = rowOf(splitCells(line));
        if (row === undefined) throw errors.resultNotUnderstood(file.name, index + 2);
        rows.set(row.ref, row);
      }
      return rows;
    },
    async write({ path, name }, rows, mode, signal) {
      await replaceFile(path, pieces(rows), { name, mode, signal });
    },
  };
}

/** A text as a cell of a result table: digits keep their leading zeros, and nothing becomes a formula. */
export function resultCell(text: string): string {
  return /^\d+$/.test(text) ? digitsCell(text) : textCell(text);
}

/** An apostrophe of the text's own gets one in front too, so that {@link plain} takes away what was added and nothing else. */
function textCell(text: string): string {
  return text.startsWith("'") ? `'${text}` : formulaSafeCell(text);
}

function plain(cell: string): string {
  const formula = /^="(\d+)"$/.exec(cell);
  return formula?.[1] ?? cell.replace(/^'(?=[=+\-@\t\r'])/, '');
}

function lineOf(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}

/** A row of ours holds no line ends, so a line is a row. */
function splitCells(line: string): string[] {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return Array.from(cells, ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '');
}

async function readWhole(file: NamedFile, errors: ResultTableErrors): Promise<string | undefined> {
  const entry = await stat(file.path).catch((cause: unknown) => {
    if (isAbsent(cause)) return undefined;
    throw errors.fileNotReadable(file.name, cause);
  });
  if (entry === undefined) return undefined;
  if (entry.size > LARGEST) throw errors.resultNotUnderstood(file.name, 1);
  const handle = await openFile(file, errors);
  try {
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}
