import { stat } from 'node:fs/promises';
import { isIshurError } from '@ishur/contract';
import { isAbsent, mapHeaders, materialKey, specialOf } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import type { CsvConfig } from './config.ts';
import { resultNotUnderstood } from './errors.ts';
import type { Layout } from './layout.ts';
import { hasNumber } from './number-cells.ts';
import { inspectFile, readRecords } from './read-file.ts';
import { createRowReader } from './read-row.ts';
import { findResultColumns, readEntry } from './result-columns.ts';
import type { ResultEntry } from './result-columns.ts';
import { createRowKeys } from './row-keys.ts';
import { fileErrors } from './source-files.ts';

/** What another look at the same bytes does not change. */
const NOT_READ: ReadonlySet<string> = new Set(['csv/file-not-readable', 'csv/path-is-folder', 'csv/not-a-file']);

/** An entry of an existing result file. Of the source's cells beside it only what has to be compared is remembered. */
export interface StoredEntry extends ResultEntry {
  /** `undefined` where a spreadsheet has spoiled the document's own number. */
  readonly ref: string | undefined;
  /** What the row said when it was written, as {@link materialKey}; `undefined` where it cannot be read. */
  readonly said: string | undefined;
  readonly line: number;
}

/** What an existing result file holds: what was handed over in earlier runs, and must never be lost. */
export interface StoredResult {
  readonly file: NamedFile;
  /** Its header is the source's part of the header row. */
  readonly layout: Layout;
  /** By row key; an entry without a ref has a key that no row of a source has. */
  readonly entries: ReadonlyMap<string, StoredEntry>;
}

/**
 * Reads an existing result file; `undefined` where there is none. It may have been opened and saved by a spreadsheet in
 * another encoding, with another delimiter or without our formulas.
 *
 * @throws IshurError (`fix-config`) `csv/result-not-understood` where our columns or those of the source are not found,
 * `csv/result-not-a-file` or `csv/file-not-readable`.
 */
export async function readResult(
  result: NamedFile,
  config: CsvConfig,
  signal: AbortSignal,
): Promise<StoredResult | undefined> {
  const entry = await stat(result.path).catch((cause: unknown) => {
    if (isAbsent(cause)) return undefined;
    throw fileErrors.fileNotReadable(result.name, cause);
  });
  if (entry === undefined) return undefined;
  if (!entry.isFile()) throw fileErrors.resultNotAFile(result.name, specialOf(entry));
  const { layout, start, hasNotice } = await inspectResult(result, config, signal);
  const reader = createRowReader(layout, config, result.name);
  const keys = createRowKeys();
  const entries = new Map<string, StoredEntry>();
  for await (const records of readRecords(result, layout, signal)) {
    for (const record of records) {
      const cells = record.cells.slice(0, start);
      const row = reader.read({ ...record, cells });
      const ref = row.kind === 'none' ? undefined : row.ref;
      const key = ref === undefined ? `line ${record.line}` : keys.next(ref);
      if (record.line <= layout.headerLine) continue;
      const entry = readEntry(record.cells, start, { hebrew: layout.hebrew, hasNotice });
      if (!hasNumber(entry.numbers) && entry.notice === undefined) continue;
      const said = row.kind === 'document' ? materialKey(row.fields) : undefined;
      entries.set(key, { ...detached(entry), ref, said, line: record.line });
    }
  }
  return { file: result, layout, entries };
}

export interface StoredRow {
  readonly line: number;
  /** The source's part of it. */
  readonly cells: readonly string[];
}

/**
 * The rows that stand in these lines, in the order of the file, as many at a time as were read together.
 *
 * @throws IshurError (`retry`) `csv/file-being-written` where the file is no longer what was read.
 */
export async function* readStoredRows(
  { file, layout }: StoredResult,
  lines: ReadonlySet<number>,
  signal: AbortSignal,
): AsyncGenerator<readonly StoredRow[], void> {
  for await (const records of readRecords(file, layout, signal)) {
    yield records
      .filter(({ line }) => lines.has(line))
      .map(({ line, cells }) => ({ line, cells: cells.slice(0, layout.header.length) }));
  }
}

/** Texts of their own: a part of a long text keeps all of it in memory, and here that would be the file. */
function detached({ numbers, notice }: ResultEntry): ResultEntry {
  const copy = (text: string): string => Buffer.from(text).toString();
  return {
    numbers: { whole: copy(numbers.whole), short: copy(numbers.short) },
    notice: notice === undefined ? undefined : copy(notice),
  };
}

async function inspectResult(
  result: NamedFile,
  config: CsvConfig,
  signal: AbortSignal,
): Promise<{ layout: Layout; start: number; hasNotice: boolean }> {
  let layout: Layout;
  try {
    layout = await inspectFile(result, { ...config, encoding: undefined, delimiter: undefined }, signal);
  } catch (cause) {
    if (!isMisunderstood(cause)) throw cause;
    layout = await inspectFile(result, config, signal).catch((again: unknown) => {
      throw isMisunderstood(again) ? resultNotUnderstood(result.name, again) : again;
    });
  }
  const own = findResultColumns(layout.header);
  if (own === undefined) throw resultNotUnderstood(result.name);
  const header = layout.header.slice(0, own.start);
  const { columns } = mapHeaders(header, config.columns);
  return { layout: { ...layout, header, columns }, start: own.start, hasNotice: own.hasNotice };
}

/** Whether the bytes were read, and the trouble is what they say. */
function isMisunderstood(cause: unknown): boolean {
  return isIshurError(cause) && cause.remedy !== 'retry' && !NOT_READ.has(cause.code);
}
