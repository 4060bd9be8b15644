import { stat } from 'node:fs/promises';
import { isIshurError } from '@ishur/contract';
import type { InvoiceFields } from '@ishur/contract/v1';
import { isAbsent, mapHeaders, specialOf } from '@ishur/adapter-kit';
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

/** An entry of an existing result file, with the source's cells that it stands beside. */
export interface StoredEntry extends ResultEntry {
  /** `undefined` where a spreadsheet has spoiled the document's own number. */
  readonly ref: string | undefined;
  readonly cells: readonly string[];
  /** What the row said when it was written; `undefined` where it cannot be read. */
  readonly fields: InvoiceFields | undefined;
  readonly line: number;
}

/** What an existing result file holds: what was handed over in earlier runs, and must never be lost. */
export interface StoredResult {
  /** The source's part of the header row. */
  readonly header: readonly string[];
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
      const fields = row.kind === 'document' ? row.fields : undefined;
      entries.set(key, { ...entry, ref, cells, fields, line: record.line });
    }
  }
  return { header: layout.header, entries };
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
