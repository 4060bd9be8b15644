import { lookAt, replaceFile, versionOf } from '@ishur/adapter-kit';
import type { ReplaceFileOptions } from '@ishur/adapter-kit';
import type { CsvConfig } from './config.ts';
import { mendNumberCells } from './number-cells.ts';
import type { ResultEntry } from './result-columns.ts';
import type { ScannedFile } from './scan-source.ts';
import { fileErrors, results } from './source-files.ts';
import { writeImport } from './write-import.ts';
import { writeResult } from './write-result.ts';

/**
 * Writes a result file anew, with its changes, and the import file where one is wanted. Whoever calls it holds the lock of the file.
 *
 * @throws IshurError as `writeResult` and `replaceFile`; `csv/file-changed` (`retry`) where the source or the result file is
 * no longer what was looked through.
 */
export async function rewriteResult(
  file: ScannedFile,
  config: CsvConfig,
  signal: AbortSignal,
  system: ReplaceFileOptions['system'],
): Promise<void> {
  const { source, result, layout, width, stored, gone } = file;
  const entryOf = (key: string): ResultEntry | undefined => entryAt(file, key);
  const content = { source, layout, config, entryOf, hasNotice: hasNotice(file), stored, gone, width };
  const chunks = writeResult(result.name, content, signal);
  // A result file shows customers and amounts: no more people may read it than may read the source.
  const mode = (await lookAt(source, fileErrors)).mode & 0o777;
  const options = { mode, name: result.name, signal, ...(system === undefined ? {} : { system }) };
  if (config.importFile !== undefined) {
    // First, so that whoever is killed between the two finds the result file unwritten, and writes both again.
    const target = results.importFileOf(source);
    const rows = writeImport(target.name, { source, layout, config, entryOf, number: config.importFile }, signal);
    await replaceFile(target.path, unchanged(rows, file), { ...options, name: target.name });
  }
  await replaceFile(result.path, unchanged(chunks, file), options);
}

/** What is to stand beside a row. */
function entryAt({ changes, asides, stored }: ScannedFile, key: string): ResultEntry | undefined {
  const fresh = changes.get(key) ?? asides.get(key);
  if (fresh !== undefined) return fresh;
  const before = stored?.entries.get(key);
  return before && { numbers: mendNumberCells(before.numbers), notice: before.notice };
}

function hasNotice({ changes, asides, stored }: ScannedFile): boolean {
  for (const { notice } of changes.values()) if (notice !== undefined) return true;
  for (const [key, { notice }] of asides) if (notice !== undefined && !changes.has(key)) return true;
  for (const [key, { notice }] of stored?.entries ?? []) {
    if (notice !== undefined && !changes.has(key) && !asides.has(key)) return true;
  }
  return false;
}

/**
 * Passes the bytes through, and refuses to finish where a file changed since it was looked through: the source under the hands
 * of its program, or the result file under those of a person, or of another run that took our lock for stale.
 */
async function* unchanged(
  chunks: AsyncIterable<Uint8Array>,
  { source, sourceVersion, result, resultVersion }: ScannedFile,
): AsyncGenerator<Uint8Array> {
  yield* chunks;
  if ((await versionOf(source, fileErrors)) !== sourceVersion) throw fileErrors.fileChanged(source.name);
  if ((await versionOf(result, fileErrors)) !== resultVersion) throw fileErrors.fileChanged(result.name);
}
