import { stat } from 'node:fs/promises';
import { isIshurError } from '@ishur/contract';
import type { IshurError } from '@ishur/contract';
import type { RecordReceipt, Settlement } from '@ishur/contract/v1';
import { replaceFile } from '@ishur/adapter-kit';
import type { ReplaceFileOptions } from '@ishur/adapter-kit';
import type { CsvConfig } from './config.ts';
import { fileChanged } from './errors.ts';
import type { NamedFile } from './named-file.ts';
import { mendNumberCells } from './number-cells.ts';
import type { ResultEntry } from './result-columns.ts';
import { scanSource, versionOf } from './scan-source.ts';
import type { ScannedFile } from './scan-source.ts';
import { settle } from './settle.ts';
import type { Outcome } from './settle.ts';
import { writeResult } from './write-result.ts';

/**
 * Brings numbers and notices into result files beside the sources, and answers for each settlement. All settlements may be
 * handed over again in every run: each file is looked through once for all of them, and written only where something
 * changes. A row that has a number already, in the source or in the result file, keeps it. The sources are only read.
 */
export async function* recordSettlements(
  settlements: readonly Settlement[],
  files: readonly NamedFile[],
  config: CsvConfig,
  signal: AbortSignal,
  system?: ReplaceFileOptions['system'],
): AsyncGenerator<RecordReceipt, void> {
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

  const outcomes = settlements.map((settlement) => ({ settlement, ...settle(settlement, scanned, problems) }));
  const pending: (Outcome & { readonly settlement: Settlement })[] = [];
  for (const outcome of outcomes) {
    if (outcome.files.length > 0) pending.push(outcome);
    else yield outcome.receipt();
  }

  const failures = new Map<ScannedFile, IshurError>();
  for (const file of scanned) {
    if (file.changes.size === 0) continue;
    try {
      await rewrite(file, config, signal, system);
    } catch (cause) {
      if (!isIshurError(cause)) throw cause;
      failures.set(file, cause);
    }
  }
  for (const { settlement, files: written, receipt } of pending) {
    const cause = written.map((file) => failures.get(file)).find((failure) => failure !== undefined);
    yield cause === undefined ? receipt() : { ref: settlement.ref, kind: 'failed', cause };
  }
}

async function rewrite(
  file: ScannedFile,
  config: CsvConfig,
  signal: AbortSignal,
  system: ReplaceFileOptions['system'],
): Promise<void> {
  const { source, result, layout, width, stored, changes, asides } = file;
  const entries = new Map<string, ResultEntry>();
  for (const [key, { numbers, notice }] of stored?.entries ?? []) {
    entries.set(key, { numbers: mendNumberCells(numbers), notice });
  }
  for (const [key, entry] of [...asides, ...changes]) entries.set(key, entry);
  const chunks = writeResult(result.name, { source, layout, config, entries, stored, width }, signal);
  // A result file shows customers and amounts: no more people may read it than may read the source.
  const mode = (await stat(source.path)).mode & 0o777;
  const options = { mode, name: result.name, signal, ...(system === undefined ? {} : { system }) };
  await replaceFile(result.path, unchanged(chunks, file), options);
}

/** Passes the bytes through, and refuses to finish where the source changed since it was looked through. */
async function* unchanged(
  chunks: AsyncIterable<Uint8Array>,
  { source, version }: ScannedFile,
): AsyncGenerator<Uint8Array> {
  yield* chunks;
  if ((await versionOf(source)) !== version) throw fileChanged(source.name);
}
