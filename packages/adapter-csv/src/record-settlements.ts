import { isIshurError } from '@ishur/contract';
import type { IshurError } from '@ishur/contract';
import type { RecordReceipt, Settlement } from '@ishur/contract/v1';
import { lockFile, versionOf } from '@ishur/adapter-kit';
import type { FileLock, NamedFile, ReplaceFileOptions } from '@ishur/adapter-kit';
import type { CsvConfig } from './config.ts';
import { rewriteResult } from './rewrite-result.ts';
import { scanSource } from './scan-source.ts';
import type { ScannedFile } from './scan-source.ts';
import { settle } from './settle.ts';
import type { Outcome } from './settle.ts';
import { fileErrors } from './source-files.ts';

/** All files looked through, and what becomes of each settlement, in their order. */
interface Look {
  readonly scanned: readonly ScannedFile[];
  readonly outcomes: readonly Outcome[];
}

/** By the path of the result file: why it could not be written. */
type Failures = ReadonlyMap<string, IshurError>;

/**
 * Brings numbers and notices into result files beside the sources, and answers for each settlement. All settlements may be
 * handed over again in every run: each file is looked through once for all of them, and written only where something
 * changes. A row that has a number already, in the source or in the result file, keeps it. The sources are only read.
 *
 * Several runs may do this at once. Nothing is locked where nothing is to be written. A result file that is, is locked; where
 * another run has written it since it was looked through, all is looked through again, with what that run brought.
 */
export async function* recordSettlements(
  settlements: readonly Settlement[],
  files: readonly NamedFile[],
  config: CsvConfig,
  signal: AbortSignal,
  system?: ReplaceFileOptions['system'],
): AsyncGenerator<RecordReceipt, void> {
  const look = (): Promise<Look> => lookThrough(settlements, files, config, signal);
  const first = await look();
  const pending: number[] = [];
  for (const [index, outcome] of first.outcomes.entries()) {
    if (outcome.files.length > 0) pending.push(index);
    else yield outcome.receipt();
  }
  const { outcomes, failures } = await writeAll(
    first,
    look,
    (file) => rewriteResult(file, config, signal, system),
    signal,
  );
  for (const index of pending) {
    const [settlement, outcome] = [settlements[index], outcomes[index]];
    if (settlement === undefined || outcome === undefined) continue;
    const cause = outcome.files.map(({ result }) => failures.get(result.path)).find((failure) => failure !== undefined);
    yield cause === undefined ? outcome.receipt() : { ref: settlement.ref, kind: 'failed', cause };
  }
}

async function lookThrough(
  settlements: readonly Settlement[],
  files: readonly NamedFile[],
  config: CsvConfig,
  signal: AbortSignal,
): Promise<Look> {
  const wanted = new Set(settlements.map(({ ref }) => ref));
  const scanned: ScannedFile[] = [];
  const problems: IshurError[] = [];
  for (const file of files) {
    try {
      scanned.push(await scanSource(file, wanted, config, signal));
    } catch (cause) {
      if (!isIshurError(cause)) throw cause;
      problems.push(cause);
    }
  }
  return { scanned, outcomes: settlements.map((settlement) => settle(settlement, scanned, problems)) };
}

/** Writes what is to be written, with the sole right to it. Nothing is handed to the caller meanwhile: it may take its time. */
async function writeAll(
  first: Look,
  look: () => Promise<Look>,
  rewrite: (file: ScannedFile) => Promise<void>,
  signal: AbortSignal,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly failures: Failures }> {
  const failures = new Map<string, IshurError>();
  const wanted = new Map<string, NamedFile>();
  let locks: FileLock[] = [];
  let { scanned, outcomes } = first;
  const changed = (): ScannedFile[] => scanned.filter((file) => isToBeWritten(file) && !failures.has(file.result.path));
  try {
    while (changed().some(({ result }) => !wanted.has(result.path))) {
      for (const { result } of changed()) wanted.set(result.path, result);
      // All anew and in one order, so that no two runs wait for each other.
      await releaseAll(locks);
      locks = [];
      for (const [path, { name }] of [...wanted].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
        if (failures.has(path)) continue;
        await keepFailure(failures, path, async () => void locks.push(await lockFile(path, { name, signal })));
      }
      if (await isOutdated(changed())) ({ scanned, outcomes } = await look());
    }
    for (const file of changed()) await keepFailure(failures, file.result.path, () => rewrite(file));
  } finally {
    await releaseAll(locks);
  }
  return { outcomes, failures };
}

function isToBeWritten({ changes, isImportMissing }: ScannedFile): boolean {
  return changes.size > 0 || isImportMissing;
}

async function isOutdated(files: readonly ScannedFile[]): Promise<boolean> {
  for (const { result, resultVersion } of files) {
    if ((await versionOf(result, fileErrors)) !== resultVersion) return true;
  }
  return false;
}

async function keepFailure(failures: Map<string, IshurError>, path: string, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (cause) {
    if (!isIshurError(cause)) throw cause;
    failures.set(path, cause);
  }
}

async function releaseAll(locks: readonly FileLock[]): Promise<void> {
  for (const lock of locks) await lock.release();
}
