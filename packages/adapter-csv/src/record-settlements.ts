import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { isIshurError } from '@ishur/contract';
import type { IshurError } from '@ishur/contract';
import type { RecordReceipt, Settlement } from '@ishur/contract/v1';
import { encodeText, isSameAllocationNumber, materialDifferences, replaceFile } from '@ishur/adapter-kit';
import type { EncodingName, ReplaceFileOptions } from '@ishur/adapter-kit';
import type { CsvConfig } from './config.ts';
import { documentGone, fileChanged, notEncodable, numberNotDigits } from './errors.ts';
import type { Layout } from './layout.ts';
import { inspectFile, readRecords } from './read-file.ts';
import { createRowReader } from './read-row.ts';
import type { ResultEntry } from './result-columns.ts';
import { readResult, writeResult } from './result-file.ts';
import type { StoredResult } from './result-file.ts';
import { resultPathOf } from './result-path.ts';
import { createRowKeys } from './row-keys.ts';

/** A row of a source file that belongs to a settlement. */
interface Hit {
  readonly key: string;
  readonly line: number;
  /** Whether the row still says what the authority was asked about. */
  readonly isAsAsked: boolean;
  /** The number in the source's own column. */
  readonly sourceNumber: string | undefined;
}

/** One source file, looked through once for all settlements. */
interface ScannedFile {
  readonly source: string;
  readonly result: string;
  readonly layout: Layout;
  readonly width: number;
  readonly version: string;
  readonly hits: ReadonlyMap<string, readonly Hit[]>;
  readonly stored: StoredResult | undefined;
  /** What this call adds, by row key. */
  readonly additions: Map<string, ResultEntry>;
}

/** What is to be written, once all settlements have been looked at. */
interface Pending {
  readonly ref: string;
  readonly kind: 'write';
  readonly where: string;
  readonly files: readonly ScannedFile[];
}

/**
 * Brings numbers and notices into result files beside the sources, and answers for each settlement. A row that has a number
 * already, in the source or in the result file, keeps it. The sources are only read.
 */
export async function* recordSettlements(
  settlements: readonly Settlement[],
  files: readonly string[],
  config: CsvConfig,
  signal: AbortSignal,
  system?: ReplaceFileOptions['system'],
): AsyncGenerator<RecordReceipt, void> {
  const wanted = new Map(settlements.map((settlement) => [settlement.ref, settlement]));
  const scanned: ScannedFile[] = [];
  const problems: IshurError[] = [];
  for (const file of files) {
    try {
      scanned.push(await scan(file, wanted, config, signal));
    } catch (cause) {
      if (!isIshurError(cause)) throw cause;
      problems.push(cause);
    }
  }

  const pending: Pending[] = [];
  for (const settlement of settlements) {
    const outcome = settle(settlement, scanned, problems);
    if (outcome.kind === 'write') pending.push(outcome);
    else yield outcome;
  }

  const failures = new Map<ScannedFile, IshurError>();
  for (const file of scanned) {
    if (file.additions.size === 0) continue;
    try {
      await rewrite(file, config, signal, system);
    } catch (cause) {
      if (!isIshurError(cause)) throw cause;
      failures.set(file, cause);
    }
  }
  for (const { ref, where, files: written } of pending) {
    const cause = written.map((file) => failures.get(file)).find((failure) => failure !== undefined);
    yield cause === undefined ? { ref, kind: 'handed-over', where } : { ref, kind: 'failed', cause };
  }
}

async function scan(
  source: string,
  wanted: ReadonlyMap<string, Settlement>,
  config: CsvConfig,
  signal: AbortSignal,
): Promise<ScannedFile> {
  const version = await versionOf(source);
  const layout = await inspectFile(source, config, signal);
  const result = resultPathOf(source);
  const stored = await readResult(result, config, signal);
  const reader = createRowReader(layout, config, basename(source));
  const keys = createRowKeys();
  const hits = new Map<string, Hit[]>();
  let width = layout.header.length;
  for await (const records of readRecords(source, layout, signal)) {
    for (const record of records) {
      if (record.line < layout.headerLine) continue;
      const row = reader.read(record);
      if (row.kind === 'none') continue;
      width = Math.max(width, record.cells.length);
      const ref = reader.identify(record);
      if (ref === undefined) continue;
      const key = keys.next(ref);
      const settlement = wanted.get(ref);
      if (settlement === undefined) continue;
      const isDocument = row.kind === 'document';
      const hit: Hit = {
        key,
        line: record.line,
        isAsAsked: isDocument && materialDifferences(settlement.asked, row.fields).length === 0,
        sourceNumber: isDocument ? row.existingNumber : undefined,
      };
      hits.set(ref, [...(hits.get(ref) ?? []), hit]);
    }
  }
  return { source, result, layout, width, version, hits, stored, additions: new Map() };
}

function settle(
  settlement: Settlement,
  scanned: readonly ScannedFile[],
  problems: readonly IshurError[],
): RecordReceipt | Pending {
  const { ref, number } = settlement;
  if (number !== undefined && !/^\d{1,30}$/.test(number)) return { ref, kind: 'failed', cause: numberNotDigits(ref) };

  const places = scanned.flatMap((file) => (file.hits.get(ref) ?? []).map((hit) => ({ file, hit })));
  const standing = standingNumbers(ref, scanned);
  if (number !== undefined) {
    const other = standing.find((found) => !isSameAllocationNumber(found.number, number));
    if (other !== undefined) return { ref, kind: 'conflict', existingNumber: other.number };
  }

  const notice = noticeOf(settlement);
  const open = places.filter(({ file, hit }) => hit.isAsAsked && lacks(file, hit, number, notice));
  const first = standing[0];
  if (open.length === 0) {
    const settledAt = places.find(({ file, hit }) => !lacks(file, hit, number, notice));
    if (settledAt !== undefined) {
      return { ref, kind: 'already-there', where: first?.where ?? `${settledAt.file.result}:${settledAt.hit.line}` };
    }
    if (places.length > 0) return { ref, kind: 'stale' };
    if (first !== undefined && number !== undefined && notice === undefined)
      return { ref, kind: 'already-there', where: first.where };
    const cause =
      problems[0] ??
      documentGone(
        ref,
        scanned.map(({ source }) => basename(source)),
      );
    return { ref, kind: 'failed', cause };
  }

  for (const { file } of open) {
    const cause = unencodable(file.result, file.layout.encoding.name, notice ?? '');
    if (cause !== undefined) return { ref, kind: 'failed', cause };
  }
  for (const { file, hit } of open) {
    const stored = file.stored?.entries.get(hit.key);
    file.additions.set(hit.key, { number: number ?? stored?.number, notice: joinNotices(stored?.notice, notice) });
  }
  const [place] = open;
  const where = place === undefined ? '' : `${place.file.result}:${place.hit.line}`;
  return { ref, kind: 'write', where, files: open.map(({ file }) => file) };
}

/** Every number that stands beside this document, in a source's own column or in a result file, also of a row that is gone. */
function standingNumbers(ref: string, scanned: readonly ScannedFile[]): { number: string; where: string }[] {
  const found: { number: string; where: string }[] = [];
  for (const { source, result, hits, stored, additions } of scanned) {
    for (const { key, sourceNumber, line } of hits.get(ref) ?? []) {
      if (sourceNumber !== undefined) found.push({ number: sourceNumber, where: `${source}:${line}` });
      const added = additions.get(key)?.number;
      if (added !== undefined) found.push({ number: added, where: `${result}:${line}` });
    }
    for (const entry of stored?.entries.values() ?? []) {
      if (entry.ref === ref && entry.number !== undefined)
        found.push({ number: entry.number, where: `${result}:${entry.line}` });
    }
  }
  return found;
}

function lacks(file: ScannedFile, hit: Hit, number: string | undefined, notice: string | undefined): boolean {
  const stored = file.stored?.entries.get(hit.key);
  const hasNumber = number === undefined || hit.sourceNumber !== undefined || stored?.number !== undefined;
  const hasNotice = notice === undefined || (stored?.notice ?? '').includes(notice);
  return !hasNumber || !hasNotice;
}

function noticeOf({ notices }: Settlement): string | undefined {
  if (notices.length === 0) return undefined;
  return notices.map(({ text }) => text.replace(/\s+/g, ' ').trim()).join('; ');
}

function joinNotices(stored: string | undefined, added: string | undefined): string | undefined {
  if (stored === undefined || added === undefined || stored.includes(added)) return stored ?? added;
  return `${stored}; ${added}`;
}

function unencodable(result: string, encoding: EncodingName, text: string): IshurError | undefined {
  const encoded = encodeText(text, encoding);
  return encoded.kind === 'encoded' ? undefined : notEncodable(result, encoding, encoded.characters);
}

async function rewrite(
  file: ScannedFile,
  config: CsvConfig,
  signal: AbortSignal,
  system: ReplaceFileOptions['system'],
): Promise<void> {
  const { source, result, layout, width, stored, additions } = file;
  const entries = new Map<string, ResultEntry>([...(stored?.entries ?? []), ...additions]);
  const chunks = writeResult(result, { source, layout, config, entries, stored, width }, signal);
  // A result file shows customers and amounts: no more people may read it than may read the source.
  const mode = (await stat(source)).mode & 0o777;
  await replaceFile(result, unchanged(chunks, file), { mode, signal, ...(system === undefined ? {} : { system }) });
}

/** Passes the bytes through, and refuses to finish where the source changed since it was looked through. */
async function* unchanged(
  chunks: AsyncIterable<Uint8Array>,
  { source, version }: ScannedFile,
): AsyncGenerator<Uint8Array> {
  yield* chunks;
  if ((await versionOf(source)) !== version) throw fileChanged(source);
}

async function versionOf(path: string): Promise<string> {
  const { size, mtimeMs, ino } = await stat(path);
  return `${size} ${mtimeMs} ${ino}`;
}
