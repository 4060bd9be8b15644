import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { JsonConfig } from './config.ts';
import { fileNotReadable, isResult, noFile, notAFile } from './errors.ts';
import { isResultFile, nameFile } from './named-file.ts';
import type { NamedFile } from './named-file.ts';

const ABSENT: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR']);

/**
 * The source files of a configuration, each once, in the order of their paths. A path that exists is taken as it is, so that
 * brackets in a name are no pattern. Backslashes separate folders, on every system. Our result files are never sources.
 *
 * @throws IshurError (`fix-config`) `json/no-file`, `json/not-a-file`, `json/path-is-result` or `json/file-not-readable`.
 */
export async function findFiles({ path }: JsonConfig, folder: string, signal: AbortSignal): Promise<NamedFile[]> {
  const patterns = typeof path === 'string' ? [path] : path;
  const found = new Set<string>();
  for (const pattern of patterns) {
    signal.throwIfAborted();
    for (const each of await filesOf(pattern, folder, signal)) found.add(each);
  }
  if (found.size === 0) throw noFile(patterns, folder);
  return [...found].toSorted().map((each) => nameFile(each, folder));
}

async function filesOf(pattern: string, folder: string, signal: AbortSignal): Promise<string[]> {
  for (const candidate of new Set([pattern, pattern.replaceAll('\\', '/')])) {
    const path = resolve(folder, candidate);
    const { name } = nameFile(path, folder);
    const entry = await stat(path).catch((cause: unknown) => {
      if (cause instanceof Error && 'code' in cause && ABSENT.has(cause.code)) return undefined;
      throw fileNotReadable(name, cause);
    });
    if (entry === undefined) continue;
    if (!entry.isFile()) throw notAFile(name);
    if (isResultFile(path)) throw isResult(name);
    return [path];
  }
  const { glob } = await import('tinyglobby');
  const { base, rest } = await splitPattern(pattern.replaceAll('\\', '/'), folder);
  const paths = await glob(rest, { cwd: base, expandDirectories: false, caseSensitiveMatch: false, signal });
  return paths.map((found) => resolve(base, found)).filter((found) => !isResultFile(found));
}

/** Splits a pattern after the longest part that names an existing folder, so that brackets in its name are no pattern. */
async function splitPattern(pattern: string, folder: string): Promise<{ base: string; rest: string }> {
  const parts = pattern.split('/');
  for (let cut = parts.length - 1; cut > 0; cut -= 1) {
    const start = parts.slice(0, cut).join('/');
    const base = resolve(folder, start === '' || /^[A-Za-z]:$/.test(start) ? `${start}/` : start);
    const entry = await stat(base).catch(() => undefined);
    if (entry?.isDirectory() === true) return { base, rest: parts.slice(cut).join('/') };
  }
  return { base: folder, rest: pattern };
}
