import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { FileErrors } from './file-errors.ts';
import { nameFile } from './named-file.ts';
import type { NamedFile } from './named-file.ts';
import { refuseSpecial } from './open-file.ts';
import type { ResultNaming } from './result-naming.ts';
import { systemCodeOf } from './system-code.ts';

/** Something is there, and cannot be looked at: no pattern, and not nothing. */
const UNSEEN: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'ELOOP', 'EIO']);

export interface FindFilesOptions {
  /** The folder from which relative paths start. */
  readonly folder: string;
  readonly errors: FileErrors;
  readonly results: ResultNaming;
  readonly signal: AbortSignal;
}

/**
 * The source files that paths and patterns name, each once, in the order of their paths. A path that exists is taken as it
 * is, so that brackets and quotation marks in a file's name are no pattern. Backslashes separate folders, on every system;
 * names may be Hebrew. Result files are never sources; a spreadsheet's lock files and hidden files are not found by a pattern.
 * A link to a device or a pipe is refused.
 *
 * @throws IshurError (`fix-config`) `…/no-file`, `…/path-is-folder`, `…/path-is-result`, `…/not-a-file` or
 * `…/file-not-readable`.
 */
export async function findFiles(path: string | readonly string[], options: FindFilesOptions): Promise<NamedFile[]> {
  const { folder, errors, signal } = options;
  const patterns = typeof path === 'string' ? [path] : path;
  const found = new Set<string>();
  for (const pattern of patterns) {
    signal.throwIfAborted();
    for (const each of await filesOf(pattern, options)) found.add(each);
  }
  if (found.size === 0) throw errors.noFile(patterns, folder);
  return (await eachOnce([...found].toSorted())).map((each) => nameFile(each, folder));
}

/** A folder that links to itself, or to another that is searched, shows each file under several names: it would be read and locked twice. */
async function eachOnce(paths: readonly string[]): Promise<string[]> {
  if (paths.length < 2) return [...paths];
  const byPlace = new Map<string, string>();
  for (const path of paths) {
    // What cannot be followed is told where it is read.
    const place = await realpath(path).catch(() => path);
    if (!byPlace.has(place) || path === place) byPlace.set(place, path);
  }
  const kept = new Set(byPlace.values());
  return paths.filter((path) => kept.has(path));
}

async function filesOf(pattern: string, options: FindFilesOptions): Promise<string[]> {
  const { folder, errors, results, signal } = options;
  for (const candidate of new Set([pattern, pattern.replaceAll('\\', '/')])) {
    const path = resolve(folder, candidate);
    const file = nameFile(path, folder);
    const entry = await stat(path).catch((cause: unknown) => {
      if (UNSEEN.has(systemCodeOf(cause))) throw errors.fileNotReadable(file.name, cause);
      return undefined;
    });
    if (entry === undefined) continue;
    refuseSpecial(file, entry, errors);
    if (results.isResultFile(path)) throw errors.isResult(file.name, results.sourceNameOf(file.name));
    return [path];
  }
  // Only patterns need it.
  const { glob } = await import('tinyglobby');
  const { base, rest } = await splitPattern(pattern.replaceAll('\\', '/'), folder);
  const paths = await glob(rest, { cwd: base, expandDirectories: false, caseSensitiveMatch: false, signal });
  const sources = paths.map((found) => resolve(base, found)).filter((found) => isSource(found, results));
  for (const found of sources) {
    // A file that is gone by now is missed where it is read.
    const entry = await stat(found).catch(() => undefined);
    if (entry !== undefined) refuseSpecial(nameFile(found, folder), entry, errors);
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

function isSource(path: string, results: ResultNaming): boolean {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  return !results.isResultFile(path) && !name.startsWith('~$') && !name.startsWith('.');
}
