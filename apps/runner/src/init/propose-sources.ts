import { basename, dirname, extname, isAbsolute, join, relative, sep } from 'node:path';
import { isIshurError } from '@ishur/contract';
import type { Adapter } from '@ishur/contract/v1';
import type { Adapters } from '../built-in-adapters.ts';
import { likelyByName } from '../recognition/not-recognised.ts';
import { recogniseFile } from '../recognition/recognise-file.ts';

/** A source that a configuration could have: files that belong together, and the settings that read them. */
export interface ProposedSource {
  readonly id: string;
  readonly adapter: Adapter;
  /** As they stand under `with`, paths relative to the configuration. */
  readonly settings: unknown;
  /** What to take where the adapter cannot be told by a pattern: the files by their names. */
  readonly plain: unknown;
  /** Absolute paths. */
  readonly files: readonly string[];
}

export interface Proposal {
  readonly sources: readonly ProposedSource[];
  /** Files that no adapter knows; absolute paths. */
  readonly unknown: readonly string[];
  /** Zips of a folder that lies beside them: the same books once more. Left out; absolute paths. */
  readonly copies: readonly string[];
}

interface Found {
  readonly path: string;
  readonly adapter: Adapter;
  readonly settings: unknown;
}

/**
 * What could be read among these files. Files of one kind in one folder are one source, so that the next month's file is read
 * without another word; where a stranger of the same kind lies beside them, they are named one by one.
 *
 * @param folder that of the configuration, from which paths start.
 */
export function proposeSources(adapters: Iterable<Adapter>, files: readonly string[], folder: string): Proposal {
  const all = [...adapters];
  const found: Found[] = [];
  const unknown: string[] = [];
  for (const path of files) {
    const each = recognised(all, path);
    if (each === undefined) unknown.push(path);
    else found.push({ path, ...each });
  }
  const runs = new Set(
    found.flatMap(({ adapter, path }) => (adapter.id === 'uniform-file' ? (runsFolder(path) ?? []) : [])),
  );
  const isCopy = ({ path }: Found): boolean => /\.zip$/i.test(path) && runs.has(path.slice(0, -'.zip'.length));
  const copies = found.filter(isCopy).map(({ path }) => path);
  const originals = found.filter((each) => !isCopy(each));
  const groups = Map.groupBy(withoutTwins(originals), groupOf);
  const taken = new Set<string>();
  const sources = [...groups.values()].map((group): ProposedSource => {
    const [first] = group as [Found, ...Found[]];
    const paths = group.map(({ path }) => path);
    const { settings, plain } = settingsOf(first, paths, unknown, folder);
    return { id: idOf(first, folder, taken), adapter: first.adapter, settings, plain, files: paths };
  });
  return { sources, unknown, copies };
}

/** What could be read among files that nobody knows by their content, each by itself, after their names alone. */
export function proposeByName(
  adapters: Adapters,
  unknown: readonly string[],
  folder: string,
): readonly ProposedSource[] {
  const taken = new Set<string>();
  return unknown.flatMap((path): readonly ProposedSource[] => {
    const adapter = likelyByName(adapters, path);
    if (adapter === undefined) return [];
    const settings = { path: spell(path, folder) };
    return [
      { id: idOf({ path, adapter, settings }, folder, taken), adapter, settings, plain: settings, files: [path] },
    ];
  });
}

/** Data and the file that describes it, of one name, are one: the data stands for both. */
function withoutTwins(found: readonly Found[]): readonly Found[] {
  const byName = Map.groupBy(found, ({ adapter, path }) =>
    JSON.stringify([adapter.id, path.slice(0, path.length - extname(path).length).toLowerCase()]),
  );
  return [...byName.values()].flatMap((twins) => {
    const data = twins.filter(({ path }) => !/\.prm$/i.test(path));
    return data.length === 0 ? twins : data;
  });
}

function recognised(adapters: readonly Adapter[], path: string): Omit<Found, 'path'> | undefined {
  try {
    return recogniseFile(adapters, path);
  } catch (error) {
    // A file that cannot be opened is no document of ours.
    if (isIshurError(error)) return undefined;
    throw error;
  }
}

/** Settings that only say where the file is may say where its neighbours are. */
function isPlain({ path, settings }: Found): boolean {
  return typeof settings === 'object' && settings !== null && JSON.stringify(settings) === JSON.stringify({ path });
}

function groupOf(found: Found): string {
  const { adapter, path } = found;
  if (!isPlain(found)) return JSON.stringify([adapter.id, found.settings]);
  if (adapter.id === 'uniform-file') return JSON.stringify([adapter.id, runsFolder(path) ?? path]);
  return JSON.stringify([adapter.id, dirname(path), extname(path).toLowerCase()]);
}

/** Exports that come with a new name every month. Others are written over, or share their ending with files of all kinds. */
const TAKES_MORE = /^\.(?:csv|tsv|json|ndjson|jsonl)$/i;

function settingsOf(
  first: Found,
  paths: readonly string[],
  unknown: readonly string[],
  folder: string,
): { readonly settings: unknown; readonly plain: unknown } {
  if (!isPlain(first)) {
    const settings = fromFolder(first.settings, folder);
    return { settings, plain: settings };
  }
  const spelled = paths.map((path) => spell(path, folder));
  const plain = { path: spelled.length === 1 ? spelled[0] : spelled };
  if (first.adapter.id === 'uniform-file') {
    const runs = runsFolder(first.path);
    return { settings: runs === undefined ? plain : { path: spell(runs, folder) }, plain };
  }
  const ending = extname(first.path);
  const isStranger = (path: string): boolean =>
    dirname(path) === dirname(first.path) && extname(path).toLowerCase() === ending.toLowerCase();
  if (!TAKES_MORE.test(ending) || unknown.some(isStranger)) return { settings: plain, plain };
  return { settings: { path: spell(join(dirname(first.path), `*${ending.toLowerCase()}`), folder) }, plain };
}

/**
 * The folder in which a uniform file's runs lie: OPENFRMT, which the rules prescribe (section 2.1), or else the one of the
 * file. A zip that is not called like one is read only by its own name.
 */
function runsFolder(path: string): string | undefined {
  const parts = dirname(path).split(sep);
  const top = parts.findIndex((part) => /^openfrmt$/i.test(part));
  if (top >= 0) return parts.slice(0, top + 1).join(sep);
  return /^(?:ini\.txt|bkmvdata\.txt)$/i.test(basename(path)) ? dirname(path) : undefined;
}

/** A path as the configuration has it: from its folder, with `/` on every system. */
function spell(path: string, folder: string): string {
  const inside = relative(folder, path);
  if (inside === '') return '.';
  if (isAbsolute(inside)) return path;
  const spelled = inside.split(sep).join('/');
  return spelled.startsWith('..') ? spelled : `./${spelled}`;
}

/** Settings of an adapter's own, every absolute path in them from the folder of the configuration. */
function fromFolder(value: unknown, folder: string): unknown {
  if (typeof value === 'string') return isAbsolute(value) ? spell(value, folder) : value;
  if (Array.isArray(value)) return value.map((each) => fromFolder(each, folder));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fromFolder(each, folder)]));
}

/** A name that the schema takes: of the folder in which the files are, else of the adapter. */
function idOf({ adapter, path }: Found, folder: string, taken: Set<string>): string {
  // The folders within a uniform file are called after the day and the hour of their run.
  const place = (adapter.id === 'uniform-file' ? runsFolder(path) : undefined) ?? dirname(path);
  const [within = ''] = relative(folder, place).split(sep).slice(-1);
  const plain = within.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[^\p{L}\p{N}]+/u, '');
  const base = (plain === '' || /^\.+$/.test(plain) ? adapter.id : plain).slice(0, 36);
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`;
  taken.add(id);
  return id;
}
