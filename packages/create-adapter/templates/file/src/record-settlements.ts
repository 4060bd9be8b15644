import { lockFile, replaceFile, versionOf } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import { IshurError, isIshurError } from '@ishur/contract';
import type { RecordReceipt, Settlement, SourceDocument } from '@ishur/contract/v1';
import { readFile } from './read-file.ts';
import { readResult, writtenResult } from './result-file.ts';
import { settle } from './settle.ts';
import { fileErrors, results } from './source-files.ts';
import { ID, SYSTEM } from './system.ts';

/** Writes the settlements of each file into its result file. What fails in one file stops no other. */
export async function* recordSettlements(
  settlements: readonly Settlement[],
  files: readonly NamedFile[],
  signal: AbortSignal,
): AsyncGenerator<RecordReceipt, void> {
  const open = new Map(settlements.map((settlement) => [settlement.ref, settlement]));
  for (const file of files) {
    const version = await versionOf(file, fileErrors);
    const documents = new Map<string, SourceDocument>();
    for await (const item of readFile(file, signal)) {
      if (item.kind === 'document' && open.has(item.ref)) documents.set(item.ref, item);
    }
    const here = [...open.values()].filter(({ ref }) => documents.has(ref));
    for (const { ref } of here) open.delete(ref);
    if (here.length === 0) continue;
    try {
      yield* await recordInto(file, version, here, documents, signal);
    } catch (cause) {
      if (!isIshurError(cause)) throw cause;
      for (const { ref } of here) yield { ref, kind: 'failed', cause };
    }
  }
  for (const { ref } of open.values()) yield { ref, kind: 'failed', cause: gone(ref) };
}

async function recordInto(
  file: NamedFile,
  version: string | undefined,
  settlements: readonly Settlement[],
  documents: ReadonlyMap<string, SourceDocument>,
  signal: AbortSignal,
): Promise<readonly RecordReceipt[]> {
  const result = results.resultFileOf(file);
  // Another run may write the same file: one at a time, and what stands there is read under the lock.
  const lock = await lockFile(result.path, { name: result.name, signal });
  try {
    const entries = await readResult(result);
    const settled = settlements.map((settlement) =>
      settle(settlement, documents.get(settlement.ref), entries.get(settlement.ref), result.name),
    );
    const changed = settled.flatMap(({ entry }) => entry ?? []);
    if (changed.length > 0) {
      if ((await versionOf(file, fileErrors)) !== version) throw fileErrors.fileChanged(file.name);
      for (const entry of changed) entries.set(entry.ref, entry);
      // A second file, for your system's import, is written here: before this one, which says that it was handed over.
      await replaceFile(result.path, writtenResult(entries.values()), { name: result.name, signal });
    }
    return settled.map(({ receipt }) => receipt);
  } finally {
    await lock.release();
  }
}

function gone(ref: string): IshurError {
  return new IshurError({
    code: `${ID}/document-gone`,
    remedy: 'fix-document',
    message: {
      he: `המסמך ${ref.slice(0, 60)} אינו נמצא עוד בקובצי ${SYSTEM.he}, ולכן המספר שלו לא נרשם. החזירו אותו והריצו שוב.`,
      en: `The document ${ref.slice(0, 60)} is no longer in the files of ${SYSTEM.en}, so its number was not written. Put it back and run again.`,
    },
  });
}
