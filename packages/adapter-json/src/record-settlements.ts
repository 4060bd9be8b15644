import { stat } from 'node:fs/promises';
import { isIshurError } from '@ishur/contract';
import type { InvoiceFields, RecordReceipt, Settlement } from '@ishur/contract/v1';
import { isSameAllocationNumber, lockFile, materialDifferences, replaceFile, versionOf } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import { documentGone, numberNotDigits } from './errors.ts';
import { readDocuments } from './read-document.ts';
import { readRecords } from './read-file.ts';
import { readResult, writtenResult } from './result-file.ts';
import type { ResultEntry } from './result-file.ts';
import { fileErrors, results } from './source-files.ts';

/** A document of the source that a settlement is about. */
interface Hit {
  readonly fields: InvoiceFields;
  readonly existingNumber: string | undefined;
  readonly line: number;
}

interface Scanned {
  readonly source: NamedFile;
  readonly result: NamedFile;
  readonly version: string | undefined;
  readonly hits: ReadonlyMap<string, readonly Hit[]>;
}

/**
 * Brings numbers into result files beside the sources. Every source is read once, and a result file is written once, under
 * its lock, and only when something in it changes.
 */
export async function* recordSettlements(
  settlements: readonly Settlement[],
  files: readonly NamedFile[],
  signal: AbortSignal,
): AsyncGenerator<RecordReceipt, void> {
  const wanted = new Set(settlements.map(({ ref }) => ref));
  const scanned: Scanned[] = [];
  for (const file of files) scanned.push(await scan(file, wanted, signal));
  const homes = new Map<Scanned | undefined, Settlement[]>();
  for (const settlement of settlements) {
    const home = await homeOf(settlement, scanned);
    homes.set(home, [...(homes.get(home) ?? []), settlement]);
  }
  for (const [home, group] of homes) {
    if (home === undefined) {
      const names = files.map(({ name }) => name);
      for (const { ref } of group) yield { ref, kind: 'failed', cause: documentGone(ref, names) };
    } else {
      yield* recordInto(home, group, signal);
    }
  }
}

async function scan(source: NamedFile, wanted: ReadonlySet<string>, signal: AbortSignal): Promise<Scanned> {
  const version = await versionOf(source, fileErrors);
  const hits = new Map<string, Hit[]>();
  for await (const record of readRecords(source, signal)) {
    for (const read of readDocuments(record, source.name)) {
      if (read.kind !== 'document' || !wanted.has(read.ref)) continue;
      hits.set(read.ref, [...(hits.get(read.ref) ?? []), read]);
    }
  }
  return { source, result: results.resultFileOf(source), version, hits };
}

/** The file of the document as it was asked about, else of the one that it became, else where its number is kept. */
async function homeOf({ ref, asked }: Settlement, scanned: readonly Scanned[]): Promise<Scanned | undefined> {
  const holding = scanned.filter(({ hits }) => hits.has(ref));
  const same = holding.find(({ hits }) => hits.get(ref)?.some(({ fields }) => isSame(asked, fields)));
  if (same !== undefined || holding.length > 0) return same ?? holding[0];
  for (const each of scanned) {
    const entries = await readResult(each.result).catch(() => undefined);
    if (entries?.has(ref) === true) return each;
  }
  return undefined;
}

async function* recordInto(
  home: Scanned,
  settlements: readonly Settlement[],
  signal: AbortSignal,
): AsyncGenerator<RecordReceipt, void> {
  try {
    const before = await readResult(home.result);
    const first = settleAll(home, settlements, before);
    if (!first.isChanged) {
      yield* first.receipts;
      return;
    }
    yield* await writeUnderLock(home, settlements, signal);
  } catch (cause) {
    if (!isIshurError(cause)) throw cause;
    for (const { ref } of settlements) yield { ref, kind: 'failed', cause };
  }
}

/** Another run may have written meanwhile: what stands there is read again. */
async function writeUnderLock(
  home: Scanned,
  settlements: readonly Settlement[],
  signal: AbortSignal,
): Promise<readonly RecordReceipt[]> {
  const { source, result, version } = home;
  const lock = await lockFile(result.path, { name: result.name, signal });
  try {
    const settled = settleAll(home, settlements, await readResult(result));
    if (!settled.isChanged) return settled.receipts;
    if ((await versionOf(source, fileErrors)) !== version) throw fileErrors.fileChanged(source.name);
    // A result file names documents: no more people may read it than may read the source.
    const { mode } = await stat(source.path);
    await replaceFile(result.path, writtenResult(settled.entries.values()), {
      name: result.name,
      mode: mode & 0o777,
      signal,
    });
    return settled.receipts;
  } finally {
    await lock.release();
  }
}

interface Settled {
  readonly entries: ReadonlyMap<string, ResultEntry>;
  readonly receipts: readonly RecordReceipt[];
  readonly isChanged: boolean;
}

function settleAll(
  home: Scanned,
  settlements: readonly Settlement[],
  before: ReadonlyMap<string, ResultEntry>,
): Settled {
  const entries = new Map(before);
  const outcomes = settlements.map((settlement) => settle(home, settlement, entries));
  // A line is known only when all entries are there.
  const lines = new Map([...entries.keys()].map((ref, index) => [ref, index + 2]));
  const receipts = outcomes.map((outcome): RecordReceipt => {
    if (outcome.kind !== 'handed-over' && outcome.kind !== 'already-there') return outcome;
    return outcome.where === '' ? { ...outcome, where: `${home.result.name}:${lines.get(outcome.ref) ?? 1}` } : outcome;
  });
  const isChanged = [...entries].some(([ref, entry]) => JSON.stringify(before.get(ref)) !== JSON.stringify(entry));
  return { entries, receipts, isChanged };
}

/** Decides one settlement, and notes in `entries` what it changes. */
function settle({ source, hits }: Scanned, settlement: Settlement, entries: Map<string, ResultEntry>): RecordReceipt {
  const { ref, number, asked, notices } = settlement;
  if (number !== undefined && !/^\d{1,30}$/.test(number)) return { ref, kind: 'failed', cause: numberNotDigits(ref) };
  const found = hits.get(ref) ?? [];
  const entry = entries.get(ref);
  const inSource = found.find(({ existingNumber }) => existingNumber !== undefined);
  for (const existingNumber of [inSource?.existingNumber, entry?.number]) {
    if (existingNumber === undefined || number === undefined) continue;
    if (!isSameAllocationNumber(existingNumber, number)) return { ref, kind: 'conflict', existingNumber };
  }
  const isStale = !found.some(({ fields }) => isSame(asked, fields));
  if (found.length === 0) {
    if (entry?.number !== undefined && number !== undefined) return { ref, kind: 'already-there', where: '' };
    return { ref, kind: 'failed', cause: documentGone(ref, [source.name]) };
  }
  if (isStale) {
    if (entry?.number !== undefined) entries.set(ref, withdrawn(entry, entry.number));
    return { ref, kind: 'stale' };
  }
  if (number !== undefined && inSource !== undefined && notices.length === 0 && hasNone(entry, settlement)) {
    return { ref, kind: 'already-there', where: `${source.name}:${inSource.line}` };
  }
  const isThere =
    entry !== undefined && entry.number === number && hasAll(entry, notices) && hasNone(entry, settlement);
  if (isThere) return { ref, kind: 'already-there', where: '' };
  entries.set(ref, entryOf(settlement, entry));
  return { ref, kind: 'handed-over', where: '' };
}

function entryOf(
  { ref, asked, number, notices, withdrawn: taken = [] }: Settlement,
  before: ResultEntry | undefined,
): ResultEntry {
  const whole = number ?? before?.number;
  const codes = new Set([...notices, ...taken].map(({ code }) => code));
  const all = [...(before?.notices ?? []).filter(({ code }) => !codes.has(code)), ...notices];
  return {
    ref,
    documentType: asked.documentType,
    reference: asked.reference,
    ...(whole === undefined ? {} : { number: whole, shortNumber: whole.slice(-9) }),
    ...(all.length === 0 ? {} : { notices: all.map(({ code, text }) => ({ code, text })) }),
  };
}

/** A number must not stand beside amounts that it was not given for. */
function withdrawn({ number: _number, shortNumber: _short, ...rest }: ResultEntry, number: string): ResultEntry {
  const remark = `למסמך הוקצה מספר ${number} לפני שהמסמך שונה; בדקו`;
  return { ...rest, withdrawnNumber: number, remark };
}

function hasAll(entry: ResultEntry, notices: Settlement['notices']): boolean {
  return notices.every(
    ({ code, text }) => entry.notices?.some((each) => each.code === code && each.text === text) === true,
  );
}

/** Nothing of what holds no more. */
function hasNone(entry: ResultEntry | undefined, { withdrawn: taken = [] }: Settlement): boolean {
  return !taken.some(({ code }) => entry?.notices?.some((each) => each.code === code) === true);
}

function isSame(asked: InvoiceFields, now: InvoiceFields): boolean {
  return materialDifferences(asked, now).length === 0;
}
