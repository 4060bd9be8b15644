import { stat } from 'node:fs/promises';
import { isIshurError } from '@ishur/contract';
import {
  isSameAllocationNumber,
  lockFile,
  materialDifferences,
  noticeCell,
  versionOf,
  withoutNotices,
} from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import type { RecordReceipt, Settlement, SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import type { HashavshevetConfig } from './config.ts';
import { documentGone, fileErrors, importIsSource, numberNotDigits } from './errors.ts';
import { resultNaming } from './file-names.ts';
import { findSources } from './find-sources.ts';
import type { SourceFile } from './find-sources.ts';
import { importFileOf } from './import-files.ts';
import { openSource } from './open-source.ts';
import type { OpenSource } from './open-source.ts';
import { resultFile } from './result-file.ts';
import type { ResultRow } from './result-file.ts';
import { writeImportPair } from './write-import-pair.ts';

/** A source file and where its numbers go. */
interface Target {
  readonly source: SourceFile;
  readonly result: NamedFile;
  readonly imported: NamedFile | undefined;
}

/**
 * Hands numbers over: a result file beside the data, and the pair once more with each number in its field, for the next import.
 * Nothing updates an issued document in Hashavshevet by file, so nothing is ever `recorded`. The data itself is only read.
 */
export async function* recordSettlements(
  settlements: readonly Settlement[],
  config: HashavshevetConfig,
  folder: string,
  signal: AbortSignal,
): AsyncGenerator<RecordReceipt, void> {
  const targets = targetsOf((await findSources(config, folder, signal)).sources, config, folder);
  const wanted: Settlement[] = [];
  for (const settlement of settlements) {
    const { ref, number } = settlement;
    if (number !== undefined && !/^\d{1,30}$/.test(number)) yield { ref, kind: 'failed', cause: numberNotDigits(ref) };
    else wanted.push(settlement);
  }
  const routed = await route(wanted, targets, config, signal);
  for (const { ref } of wanted) {
    if (!routed.has(ref)) yield { ref, kind: 'failed', cause: documentGone(ref) };
  }
  for (const target of targets) {
    const together = wanted.filter(({ ref }) => routed.get(ref) === target);
    if (together.length > 0) yield* recordBeside(target, together, config, signal);
  }
}

/** @throws IshurError (`fix-config`) `hashavshevet/import-is-source` where a pair would be written over data. */
function targetsOf(sources: readonly SourceFile[], config: HashavshevetConfig, folder: string): Target[] {
  const taken = new Set(sources.flatMap(({ data, parameters }) => [data.path, parameters?.path ?? data.path]));
  return sources.map((source) => {
    const imported = importFileOf(source, config, folder);
    if (imported !== undefined) {
      if (taken.has(imported.path)) throw importIsSource(imported.name);
      taken.add(imported.path);
    }
    return { source, result: resultNaming.resultFileOf(source.data), imported };
  });
}

/** Which file holds each document; the last one where several do, whose word is the newest. */
async function route(
  settlements: readonly Settlement[],
  targets: readonly Target[],
  config: HashavshevetConfig,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Target>> {
  const refs = new Set(settlements.map(({ ref }) => ref));
  const routed = new Map<string, Target>();
  for (const target of targets) {
    for await (const item of await documentsOf(target.source, config, signal)) {
      if (item.kind === 'document' && refs.has(item.ref)) routed.set(item.ref, target);
    }
  }
  return routed;
}

async function documentsOf(
  source: SourceFile,
  config: HashavshevetConfig,
  signal: AbortSignal,
  open?: OpenSource,
): Promise<AsyncIterable<SourceDocument | UnreadableItem>> {
  if (open !== undefined) return open.read({ signal });
  if (source.format !== 'report') return (await openSource(source, config, signal)).read({ signal });
  const { readReport } = await import('./read-report.ts');
  return readReport(source.data, config, { signal });
}

async function* recordBeside(
  { source, result, imported }: Target,
  settlements: readonly Settlement[],
  config: HashavshevetConfig,
  signal: AbortSignal,
): AsyncGenerator<RecordReceipt, void> {
  let receipts: readonly RecordReceipt[];
  try {
    const lock = await lockFile(result.path, { name: result.name, signal });
    try {
      const version = await versionOf(source.data, fileErrors);
      const open = source.format === 'report' ? undefined : await openSource(source, config, signal);
      const rows = await resultFile.read(result);
      const documents = await find(
        new Set([...settlements.map(({ ref }) => ref), ...rows.keys()]),
        source,
        config,
        signal,
        open,
      );
      const where = [...(imported === undefined ? [] : [imported]), result].map(({ name }) => name).join(', ');
      const settled = settlements.map((settlement) =>
        settle(settlement, documents.get(settlement.ref), rows, where, source.data.name),
      );
      receipts = settled.map(({ receipt }) => receipt);
      if (settled.some(({ isChanged }) => isChanged)) {
        if ((await versionOf(source.data, fileErrors)) !== version) throw fileErrors.fileChanged(source.data.name);
        // The result file is the record of what was handed over, so it is written when the pair is there.
        if (imported !== undefined && open !== undefined)
          await writeImportPair(open, imported, numbersFor(rows, documents), signal);
        await resultFile.write(result, rows.values(), (await stat(source.data.path)).mode & 0o666, signal);
      }
    } finally {
      await lock.release();
    }
  } catch (cause) {
    signal.throwIfAborted();
    if (!isIshurError(cause)) throw cause;
    receipts = settlements.map(({ ref }) => ({ ref, kind: 'failed', cause }));
  }
  yield* receipts;
}

async function find(
  refs: ReadonlySet<string>,
  source: SourceFile,
  config: HashavshevetConfig,
  signal: AbortSignal,
  open: OpenSource | undefined,
): Promise<Map<string, SourceDocument>> {
  const found = new Map<string, SourceDocument>();
  for await (const item of await documentsOf(source, config, signal, open)) {
    if (item.kind === 'document' && refs.has(item.ref)) found.set(item.ref, item);
  }
  return found;
}

interface Settled {
  readonly receipt: RecordReceipt;
  readonly isChanged: boolean;
}

/** Decides what one settlement changes, notes it in `rows`, and says which receipt it has once they are written. */
function settle(
  { ref, asked, number, notices, withdrawn = [] }: Settlement,
  document: SourceDocument | undefined,
  rows: Map<string, ResultRow>,
  where: string,
  source: string,
): Settled {
  const unchanged = (receipt: RecordReceipt): Settled => ({ receipt, isChanged: false });
  if (document === undefined) return unchanged({ ref, kind: 'failed', cause: documentGone(ref) });
  const before = rows.get(ref);
  const { existingNumber, fields } = document;
  for (const there of [existingNumber, before?.number || undefined]) {
    if (there !== undefined && number !== undefined && !isSameAllocationNumber(there, number))
      return unchanged({ ref, kind: 'conflict', existingNumber: there });
  }
  if (materialDifferences(asked, fields).length > 0) {
    const isChanged = before !== undefined && before.number !== '' && before.note !== STALE_NOTE;
    if (isChanged) rows.set(ref, { ...before, note: STALE_NOTE });
    return { receipt: { ref, kind: 'stale' }, isChanged };
  }
  const note = noticeCell(notices);
  const kept = before?.note === STALE_NOTE ? '' : withoutNotices(before?.note ?? '', withdrawn);
  if (existingNumber !== undefined && note === '' && (before === undefined || before.note === kept))
    return unchanged({ ref, kind: 'already-there', where: source });
  const after: ResultRow = { ref, fields, number: number ?? before?.number ?? '', note: note || kept };
  const isThere =
    before !== undefined &&
    before.number === after.number &&
    before.note === after.note &&
    materialDifferences(before.fields, after.fields).length === 0;
  if (isThere) return unchanged({ ref, kind: 'already-there', where });
  rows.set(ref, after);
  return { receipt: { ref, kind: 'handed-over', where }, isChanged: true };
}

/** Written beside a number whose document changed; the import pair holds the number no more. */
const STALE_NOTE = 'המסמך שונה אחרי שהוקצה לו המספר, ולכן המספר אינו בקובצי הקליטה; בדקו';

/** The numbers of documents that are still those that the numbers were given for. */
function numbersFor(
  rows: ReadonlyMap<string, ResultRow>,
  documents: ReadonlyMap<string, SourceDocument>,
): Map<string, string> {
  const numbers = new Map<string, string>();
  for (const { ref, fields, number } of rows.values()) {
    const document = documents.get(ref);
    if (number === '' || document === undefined || document.existingNumber !== undefined) continue;
    if (materialDifferences(fields, document.fields).length === 0) numbers.set(ref, number);
  }
  return numbers;
}
