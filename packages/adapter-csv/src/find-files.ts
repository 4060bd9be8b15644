import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
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
  // Only patterns need it.
  const { glob } = await import('tinyglobby');
  const { base, rest } = await splitPattern(pattern.replaceAll('\\', '/'), folder);
  const paths = await glob(rest, { cwd: base, expandDirectories: false, caseSensitiveMatch: false, signal });
  return paths.map((path) => resolve(base, path));
}

/** Splits a pattern after the longest part that names an existing folder, so that brackets in a folder's name are no pattern. */
async function splitPattern(pattern: string, folder: string): Promise<{ base: string; rest: string }> {
  const parts = pattern.split('/');
  for (let cut = parts.length - 1; cut > 0; cut -= 1) {
    const base = resolve(folder, parts.slice(0, cut).join('/') || '/');
    const entry = await stat(base).catch(() => undefined);
    if (entry?.isDirectory() === true) return { base, rest: parts.slice(cut).join('/') };
  }
  return { base: folder, rest: pattern };
}

function isSource(path: string): boolean {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  return !isResultFile(path) && !name.startsWith('~$') && !name.startsWith('.');
}
