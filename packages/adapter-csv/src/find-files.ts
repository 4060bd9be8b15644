import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CsvConfig } from './config.ts';
import { fileNotReadable, isResult, noFile } from './errors.ts';
import { nameFile } from './named-file.ts';
import type { NamedFile } from './named-file.ts';
import { refuseSpecial } from './open-file.ts';
import { isResultFile } from './result-path.ts';
import { systemCodeOf } from './system-code.ts';

/** Something is there, and cannot be looked at: no pattern, and not nothing. */
const UNSEEN: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'ELOOP', 'EIO']);

/**
 * The source files of a configuration, each once, in the order of their paths. A path that exists is taken as it is, so that
 * brackets in a file's name are no pattern. Backslashes separate folders, on every system. Our result files are never
 * sources; Excel's lock files and hidden files are not found by a pattern. A link to a device or a pipe is refused.
 *
 * @throws IshurError (`fix-config`) `csv/no-file`, `csv/path-is-folder`, `csv/path-is-result`, `csv/not-a-file` or
 * `csv/file-not-readable`.
 */
export async function findFiles(config: CsvConfig, folder: string, signal: AbortSignal): Promise<NamedFile[]> {
  const patterns = typeof config.path === 'string' ? [config.path] : config.path;
  const found = new Set<string>();
  for (const pattern of patterns) {
    signal.throwIfAborted();
    for (const path of await filesOf(pattern, folder, signal)) found.add(path);
  }
  if (found.size === 0) throw noFile(patterns, folder);
  return [...found].toSorted().map((path) => nameFile(path, folder));
}

async function filesOf(pattern: string, folder: string, signal: AbortSignal): Promise<string[]> {
  for (const candidate of new Set([pattern, pattern.replaceAll('\\', '/')])) {
    const path = resolve(folder, candidate);
    const file = nameFile(path, folder);
    const entry = await stat(path).catch((cause: unknown) => {
      if (UNSEEN.has(systemCodeOf(cause))) throw fileNotReadable(file.name, cause);
      return undefined;
    });
    if (entry === undefined) continue;
    refuseSpecial(file, entry);
    if (isResultFile(path)) throw isResult(file.name);
    return [path];
  }
  // Only patterns need it.
  const { glob } = await import('tinyglobby');
  const { base, rest } = await splitPattern(pattern.replaceAll('\\', '/'), folder);
  const paths = await glob(rest, { cwd: base, expandDirectories: false, caseSensitiveMatch: false, signal });
  const sources = paths.map((path) => resolve(base, path)).filter((path) => isSource(path));
  for (const path of sources) {
    // A file that is gone by now is missed where it is read.
    const entry = await stat(path).catch(() => undefined);
    if (entry !== undefined) refuseSpecial(nameFile(path, folder), entry);
  }
  return sources;
}

/** Splits a pattern after the longest part that names an existing folder, so that brackets in a folder's name are no pattern. */
async function splitPattern(pattern: string, folder: string): Promise<{ base: string; rest: string }> {
  const parts = pattern.split('/');
  for (let cut = parts.length - 1; cut > 0; cut -= 1) {
    const start = parts.slice(0, cut).join('/');
    // `C:` alone would be the folder in which that drive was left.
    const base = resolve(folder, start === '' || /^[A-Za-z]:$/.test(start) ? `${start}/` : start);
    const entry = await stat(base).catch(() => undefined);
    if (entry?.isDirectory() === true) return { base, rest: parts.slice(cut).join('/') };
  }
  return { base: folder, rest: pattern };
}

function isSource(path: string): boolean {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  return !isResultFile(path) && !name.startsWith('~$') && !name.startsWith('.');
}
