import { materialKey, versionOf } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import type { CsvConfig } from './config.ts';
import type { Layout } from './layout.ts';
import { hasNumber, NO_NUMBER, numberIn } from './number-cells.ts';
import { inspectFile, readRecords } from './read-file.ts';
import { createRowReader } from './read-row.ts';
import type { Row } from './read-row.ts';
import type { ResultEntry } from './result-columns.ts';
import { readResult } from './result-file.ts';
import type { StoredEntry, StoredResult } from './result-file.ts';
import { createRowKeys } from './row-keys.ts';
import { fileErrors, results } from './source-files.ts';
import { joinNotices, staleNote } from './stale-note.ts';

/** So often a result file may be replaced while it is read, before that is a failure. */
const MOST_READINGS = 20;

/** A row of a source file that belongs to a settlement. */
export interface Hit {
  readonly key: string;
  readonly line: number;
  /** What the row says now, as {@link materialKey}; `undefined` where it cannot be read. */
  readonly says: string | undefined;
  /** The number in the source's own column. */
  readonly sourceNumber: string | undefined;
  /** What stands beside it in the result file. */
  readonly stored: StoredEntry | undefined;
}

/** One source file, looked through once for all settlements. */
export interface ScannedFile {
  readonly source: NamedFile;
  readonly result: NamedFile;
  readonly layout: Layout;
  readonly width: number;
  /** As {@link versionOf} tells them. */
  readonly sourceVersion: string | undefined;
  readonly resultVersion: string | undefined;
  /** By ref, of the settlements alone. */
  readonly hits: ReadonlyMap<string, readonly Hit[]>;
  readonly stored: StoredResult | undefined;
  /** Keys of what the result file holds beside rows that the source does not have any more. */
  readonly gone: ReadonlySet<string>;
  /** Those of them that have a ref, by it. */
  readonly goneByRef: ReadonlyMap<string, readonly string[]>;
  /** Numbers were handed over before an import file was wanted, or it was taken away: it is written again. */
  readonly isImportMissing: boolean;
  /** What is to be written, and is reason enough to write, by row key. */
  readonly changes: Map<string, ResultEntry>;
  /** What goes with it when the file is written. */
  readonly asides: Map<string, ResultEntry>;
}

/** Looks through a source file and its result file, each once. `wanted` are the refs of the settlements. */
export async function scanSource(
  source: NamedFile,
  wanted: ReadonlySet<string>,
  config: CsvConfig,
  signal: AbortSignal,
): Promise<ScannedFile> {
  const sourceVersion = await versionOf(source, fileErrors);
  const layout = await inspectFile(source, config, signal);
  const result = results.resultFileOf(source);
  const { stored, resultVersion } = await readSteadyResult(result, config, signal);
  const reader = createRowReader(layout, config, source.name);
  const keys = createRowKeys();
  const hits = new Map<string, Hit[]>();
  const asides = new Map<string, ResultEntry>();
  const gone = new Set(stored?.entries.keys());
  let width = layout.header.length;
  for await (const records of readRecords(source, layout, signal)) {
    for (const record of records) {
      const row = reader.read(record);
      if (row.kind === 'none') continue;
      width = Math.max(width, record.cells.length);
      if (row.ref === undefined) continue;
      const key = keys.next(row.ref);
      const entry = stored?.entries.get(key);
      gone.delete(key);
      const isWanted = wanted.has(row.ref);
      if (entry === undefined && !isWanted) continue;
      const says = row.kind === 'document' ? materialKey(row.fields) : undefined;
      const withdrawn = entry === undefined ? undefined : withdrawnWhereEdited(entry, says);
      if (withdrawn !== undefined) asides.set(key, withdrawn);
      if (!isWanted) continue;
      const hit = { key, line: record.line, says, sourceNumber: sourceNumberOf(row), stored: entry };
      const others = hits.get(row.ref);
      if (others === undefined) hits.set(row.ref, [hit]);
      else others.push(hit);
    }
  }
  return {
    source,
    result,
    layout,
    width,
    sourceVersion,
    resultVersion,
    hits,
    stored,
    gone,
    goneByRef: byRef(gone, stored),
    isImportMissing: await isImportMissing(source, stored, config),
    changes: new Map(),
    asides,
  };
}

/** Another run may put a new file in the place of the one that is being read: then half of each was read. */
async function readSteadyResult(
  result: NamedFile,
  config: CsvConfig,
  signal: AbortSignal,
): Promise<{ stored: StoredResult | undefined; resultVersion: string | undefined }> {
  for (let attempt = 0; attempt < MOST_READINGS; attempt += 1) {
    const before = await versionOf(result, fileErrors);
    const reading = await readResult(result, config, signal).then(
      (stored) => ({ stored }),
      (failure: unknown) => ({ failure }),
    );
    const resultVersion = await versionOf(result, fileErrors);
    if (before !== resultVersion) continue;
    if ('failure' in reading) throw reading.failure;
    return { stored: reading.stored, resultVersion };
  }
  throw fileErrors.fileChanged(result.name);
}

async function isImportMissing(
  source: NamedFile,
  stored: StoredResult | undefined,
  { importFile }: CsvConfig,
): Promise<boolean> {
  if (importFile === undefined || stored === undefined) return false;
  if (![...stored.entries.values()].some(({ numbers }) => hasNumber(numbers))) return false;
  return (await versionOf(results.importFileOf(source), fileErrors)) === undefined;
}

function sourceNumberOf(row: Row): string | undefined {
  return row.kind === 'document' ? row.existingNumber : undefined;
}

/** A number must not stand beside amounts that it was not given for: what replaces such an entry. */
function withdrawnWhereEdited(entry: StoredEntry, says: string | undefined): ResultEntry | undefined {
  if (entry.said === undefined || entry.said === says) return undefined;
  const number = numberIn(entry.numbers);
  if (number === undefined) return undefined;
  return { numbers: NO_NUMBER, notice: joinNotices(entry.notice, staleNote(number)) };
}

function byRef(keys: ReadonlySet<string>, stored: StoredResult | undefined): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const key of keys) {
    const ref = stored?.entries.get(key)?.ref;
    if (ref !== undefined) found.set(ref, [...(found.get(ref) ?? []), key]);
  }
  return found;
}
