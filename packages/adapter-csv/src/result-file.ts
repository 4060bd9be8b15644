import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { isIshurError } from '@ishur/contract';
import { byteOrderMarkOf, encodeText, headerKey, mapHeaders } from '@ishur/adapter-kit';
import type { CsvConfig } from './config.ts';
import { notEncodable, resultNotUnderstood, resultOfOtherColumns } from './errors.ts';
import type { Layout } from './layout.ts';
import { inspectFile, readRecords } from './read-file.ts';
import { createRowReader } from './read-row.ts';
import { findResultColumns, readEntry, resultColumnsFor, writeEntry, writeNames } from './result-columns.ts';
import type { ResultEntry } from './result-columns.ts';
import { createRowKeys } from './row-keys.ts';
import { writeCell } from './split-records.ts';

/** An entry of an existing result file, with the source's cells that it stands beside. */
export interface StoredEntry extends ResultEntry {
  readonly ref: string;
  readonly cells: readonly string[];
  readonly line: number;
}

/** What an existing result file holds: what was handed over in earlier runs, and must never be lost. */
export interface StoredResult {
  /** The source's part of the header row. */
  readonly header: readonly string[];
  readonly hasNotice: boolean;
  /** By row key. */
  readonly entries: ReadonlyMap<string, StoredEntry>;
}

/**
 * Reads an existing result file; `undefined` where there is none. It may have been opened and saved by a spreadsheet in
 * another encoding, with another delimiter or without our formulas.
 *
 * @throws IshurError `csv/result-not-understood` (`fix-config`) where our columns or those of the source are not found.
 */
export async function readResult(
  path: string,
  config: CsvConfig,
  signal: AbortSignal,
): Promise<StoredResult | undefined> {
  const exists = await stat(path).then(
    () => true,
    () => false,
  );
  if (!exists) return undefined;
  const { layout, start, hasNotice } = await inspectResult(path, config, signal);
  const reader = createRowReader(layout, config, basename(path));
  const keys = createRowKeys();
  const entries = new Map<string, StoredEntry>();
  for await (const records of readRecords(path, layout, signal)) {
    for (const record of records) {
      if (record.line <= layout.headerLine) continue;
      const ref = reader.identify(record);
      if (ref === undefined) continue;
      const key = keys.next(ref);
      const entry = readEntry(record.cells, start, hasNotice);
      if (entry !== undefined) {
        entries.set(key, { ...entry, ref, cells: record.cells.slice(0, start), line: record.line });
      }
    }
  }
  return { header: layout.header, hasNotice, entries };
}

async function inspectResult(
  path: string,
  config: CsvConfig,
  signal: AbortSignal,
): Promise<{ layout: Layout; start: number; hasNotice: boolean }> {
  let layout: Layout;
  try {
    layout = await inspectFile(path, { ...config, encoding: undefined, delimiter: undefined }, signal);
  } catch (cause) {
    if (!isIshurError(cause) || cause.remedy === 'retry') throw cause;
    layout = await inspectFile(path, config, signal).catch((again: unknown) => {
      throw isIshurError(again) && again.remedy !== 'retry' ? resultNotUnderstood(path, again) : again;
    });
  }
  const own = findResultColumns(layout.header);
  if (own === undefined) throw resultNotUnderstood(path);
  const header = layout.header.slice(0, own.start);
  const { columns } = mapHeaders(header, config.columns);
  return { layout: { ...layout, header, columns }, start: own.start, hasNotice: own.hasNotice };
}

export interface ResultContent {
  readonly source: string;
  readonly layout: Layout;
  readonly config: CsvConfig;
  /** By row key: what is to stand beside each row. */
  readonly entries: ReadonlyMap<string, ResultEntry>;
  readonly stored: StoredResult | undefined;
  /** The most cells that a row of the source has. */
  readonly width: number;
}

/**
 * The bytes of a result file: every row of the source as it stands, with our cells after it. Rows of an existing result
 * file that hold a number and are no longer in the source are kept at the end.
 *
 * @throws IshurError (`fix-config`) `csv/not-encodable` or `csv/result-of-other-columns`.
 */
export async function* writeResult(
  path: string,
  content: ResultContent,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const { source, layout, config, entries, stored, width } = content;
  const { delimiter, encoding, headerLine } = layout;
  const hasNotice = [...entries.values()].some((entry) => entry.notice !== undefined);
  const reader = createRowReader(layout, config, basename(source));
  const keys = createRowKeys();
  const met = new Set<string>();
  const pad = (cells: readonly string[]): string => delimiter.repeat(width - cells.length);
  const encode = (text: string): Uint8Array => {
    const encoded = encodeText(text, encoding.name);
    if (encoded.kind === 'unencodable') throw notEncodable(path, encoding.name, encoded.characters);
    return encoded.bytes;
  };
  let lineEnd = '\r\n';
  let isEnded = true;

  yield byteOrderMarkOf(encoding);
  for await (const records of readRecords(source, layout, signal)) {
    let text = '';
    for (const record of records) {
      let own = '';
      if (record.line === headerLine) {
        lineEnd = record.lineEnd || lineEnd;
        own = pad(record.cells) + writeNames(resultColumnsFor(layout.header), delimiter, hasNotice);
      } else if (reader.read(record).kind !== 'none') {
        const ref = reader.identify(record);
        const key = ref === undefined ? undefined : keys.next(ref);
        if (key !== undefined) met.add(key);
        own = pad(record.cells) + writeEntry(key === undefined ? undefined : entries.get(key), delimiter, hasNotice);
      }
      text += record.raw + own + record.lineEnd;
      isEnded = record.lineEnd !== '';
    }
    yield encode(text);
  }

  const gone = [...(stored?.entries ?? [])].filter(([key]) => !met.has(key));
  if (gone.length === 0 || stored === undefined) return;
  if (!isSameHeader(stored.header, layout.header)) throw resultOfOtherColumns(path);
  let text = isEnded ? '' : lineEnd;
  for (const [, entry] of gone) {
    const cells = entry.cells.slice(0, width).map((cell) => writeCell(cell, delimiter));
    text += cells.join(delimiter) + pad(cells) + writeEntry(entry, delimiter, hasNotice) + lineEnd;
  }
  yield encode(text);
}

function isSameHeader(one: readonly string[], other: readonly string[]): boolean {
  const keysOf = (header: readonly string[]): string => header.map(headerKey).join('\n').trimEnd();
  return keysOf(one) === keysOf(other);
}
