import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isAbsent, nameFile } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import { fileSource } from './byte-source.ts';
import type { ByteSource } from './byte-source.ts';
import type { UniformFileConfig } from './config.ts';
import { fileNotReadable, noFile, notAFile, tooManyEntries } from './errors.ts';
import type { ZipEntry } from './zip-sources.ts';

/** One production of the uniform file: its data, and the summary that belongs to it. */
export interface Run {
  readonly data: ByteSource;
  readonly ini: ByteSource | undefined;
  /** Beside what its result file is put: the data file or the zip. */
  readonly beside: NamedFile;
}

const DATA = /^bkmvdata\.txt$/i;
const INI = /^ini\.txt$/i;
const ARCHIVE = /^(?:bkmvdata|openfrmt).*\.zip$/i;
const MOST_ENTRIES = 100_000;
const DEEPEST = 12;

/**
 * All runs that the configuration names, each once. A folder is searched at any depth that the rules (OPENFRMT, business,
 * minute: section 2.1) and some folders around them need.
 *
 * @throws IshurError (`fix-config`) `uniform-file/no-file` and others that name the file.
 */
export async function findRuns(config: UniformFileConfig, folder: string, signal: AbortSignal): Promise<Run[]> {
  const runs = new Map<string, Run>();
  for (const path of typeof config.path === 'string' ? [config.path] : config.path) {
    const found = await runsAt(path, folder, signal);
    if (found.length === 0) throw noFile(path, folder);
    for (const run of found) runs.set(run.data.name, run);
  }
  return [...runs.values()];
}

async function runsAt(path: string, folder: string, signal: AbortSignal): Promise<Run[]> {
  for (const candidate of new Set([path, path.replaceAll('\\', '/')])) {
    const file = nameFile(resolve(folder, candidate), folder);
    const entry = await stat(file.path).catch((cause: unknown) => {
      if (isAbsent(cause)) return undefined;
      throw fileNotReadable(file.name, cause);
    });
    if (entry?.isDirectory() === true) return await runsInFolder(file, folder, signal);
    if (entry?.isFile() === true) return await runsOfFile(file, folder);
    if (entry !== undefined) throw notAFile(file.name);
  }
  return [];
}

async function runsInFolder(top: NamedFile, folder: string, signal: AbortSignal): Promise<Run[]> {
  const runs: Run[] = [];
  let seen = 0;
  const visit = async (path: string, depth: number): Promise<void> => {
    signal.throwIfAborted();
    const entries = await readdir(path, { withFileTypes: true }).catch((cause: unknown) => {
      throw fileNotReadable(nameFile(path, folder).name, cause);
    });
    seen += entries.length;
    if (seen > MOST_ENTRIES) throw tooManyEntries(top.name, MOST_ENTRIES);
    const files = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
    const data = files.find((name) => DATA.test(name));
    // The rules want both the data and an archive of it; one of them is enough.
    const chosen = data === undefined ? files.filter((name) => ARCHIVE.test(name)).toSorted() : [data];
    for (const name of chosen) runs.push(...(await runsOfFile(nameFile(join(path, name), folder), folder)));
    // Links to folders are not followed, so that no circle is walked.
    const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    for (const name of depth < DEEPEST ? folders.toSorted() : []) await visit(join(path, name), depth + 1);
  };
  await visit(top.path, 0);
  return runs;
}

async function runsOfFile(file: NamedFile, folder: string): Promise<Run[]> {
  if (await isZip(file)) return await runsInZip(file, folder);
  if (!INI.test(basename(file.path))) {
    return [{ data: fileSource(file), ini: await iniBeside(file.path, folder), beside: file }];
  }
  const beside = dirname(file.path);
  const names = await readdir(beside).catch((cause: unknown) => {
    throw fileNotReadable(nameFile(beside, folder).name, cause);
  });
  const data = names.find((name) => DATA.test(name)) ?? names.find((name) => ARCHIVE.test(name));
  return data === undefined ? [] : await runsOfFile(nameFile(join(beside, data), folder), folder);
}

async function runsInZip(file: NamedFile, folder: string): Promise<Run[]> {
  // Only zips need the library that opens them.
  const { listZip } = await import('./zip-sources.ts');
  const entries = await listZip(file);
  const outside = await iniBeside(file.path, folder);
  return entries
    .filter(({ path }) => DATA.test(lastPart(path)))
    .map((data) => ({ data: data.source, ini: iniOf(data, entries) ?? outside, beside: file }));
}

function iniOf(data: ZipEntry, entries: readonly ZipEntry[]): ByteSource | undefined {
  const folder = data.path.slice(0, -lastPart(data.path).length);
  return entries.find(({ path }) => path.startsWith(folder) && INI.test(path.slice(folder.length)))?.source;
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

async function iniBeside(path: string, folder: string): Promise<ByteSource | undefined> {
  const beside = dirname(path);
  const names = await readdir(beside).catch(() => []);
  const ini = names.find((name) => INI.test(name));
  return ini === undefined ? undefined : fileSource(nameFile(join(beside, ini), folder));
}

/** By its first bytes, which of an empty zip are others, or by its name, so that half of one is not called a text. */
async function isZip({ path, name }: NamedFile): Promise<boolean> {
  if (/\.zip$/i.test(path)) return true;
  const handle = await open(path).catch((cause: unknown) => {
    throw fileNotReadable(name, cause);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0).catch((cause: unknown) => {
      throw fileNotReadable(name, cause);
    });
    return bytesRead === 4 && [0x504b0304, 0x504b0506].includes(buffer.readUInt32BE(0));
  } finally {
    await handle.close();
  }
}
