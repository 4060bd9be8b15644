import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { escapePath, glob } from 'tinyglobby';
import type { CsvConfig } from './config.ts';
import { isFolder, noFile } from './errors.ts';
import { isResultFile } from './result-path.ts';

/**
 * The source files of a configuration, absolute, each once, in the order of their names. A path that exists is taken as it
 * is, so that brackets in a file's name are no pattern. Backslashes separate folders, on every system. Our result files,
 * Excel's lock files and hidden files are never sources.
 *
 * @throws IshurError (`fix-config`) `csv/no-file` or `csv/path-is-folder`.
 */
export async function findFiles(config: CsvConfig, folder: string, signal: AbortSignal): Promise<string[]> {
  const patterns = typeof config.path === 'string' ? [config.path] : config.path;
  const found = new Set<string>();
  for (const pattern of patterns) {
    signal.throwIfAborted();
    for (const path of await filesOf(pattern, folder, signal)) found.add(path);
  }
  const files = [...found].filter((path) => isSource(path)).toSorted();
  if (files.length === 0) throw noFile(patterns, folder);
  return files;
}

async function filesOf(pattern: string, folder: string, signal: AbortSignal): Promise<string[]> {
  for (const candidate of new Set([pattern, pattern.replaceAll('\\', '/')])) {
    const path = resolve(folder, candidate);
    const entry = await stat(path).catch(() => undefined);
    if (entry?.isFile() === true) return [path];
    if (entry?.isDirectory() === true) throw isFolder(path);
  }
  const { base, rest } = splitPattern(pattern.replaceAll('\\', '/'));
  const cwd = resolve(folder, base);
  const paths = await glob(rest, { cwd, expandDirectories: false, caseSensitiveMatch: false, signal });
  return paths.map((path) => resolve(cwd, path));
}

/** Splits a pattern before its first dynamic part, so that the search starts there: `../חשבוניות/*.csv`, `C:/data/*.csv`. */
function splitPattern(pattern: string): { base: string; rest: string } {
  const parts = pattern.split('/');
  const dynamic = parts.findIndex((part) => /[*?[\]{}()!+@]/.test(part));
  const cut = dynamic === -1 ? parts.length - 1 : dynamic;
  const base = parts.slice(0, cut).join('/');
  const rest = parts.slice(cut).join('/');
  return { base: base === '' && pattern.startsWith('/') ? '/' : base, rest: dynamic === -1 ? escapePath(rest) : rest };
}

function isSource(path: string): boolean {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  return !isResultFile(path) && !name.startsWith('~$') && !name.startsWith('.');
}
