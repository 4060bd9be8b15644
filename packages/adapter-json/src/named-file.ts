import { isAbsolute, relative, sep } from 'node:path';

/** A file, and how it is called wherever a person reads of it. */
export interface NamedFile {
  /** Absolute. */
  readonly path: string;
  /** From the configuration's folder where it lies inside it, else absolute; folders are parted by `/` on every system. */
  readonly name: string;
}

/** Names a file for people. `folder` is that of the configuration. */
export function nameFile(path: string, folder: string): NamedFile {
  const inside = relative(folder, path);
  const isInside = inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
  return { path, name: (isInside ? inside : path).split(sep).join('/') };
}

const RESULT = '.ishur.json';
const JSON_FILE = /\.json$/i;

/** `חשבוניות.json` has `חשבוניות.ishur.json`, `x.ndjson` has `x.ndjson.ishur.json`, in the same folder. */
export function resultFileOf({ path, name }: NamedFile): NamedFile {
  return { path: path.replace(JSON_FILE, '') + RESULT, name: name.replace(JSON_FILE, '') + RESULT };
}

/** Whether a file is a result of ours, which is never read as a source. */
export function isResultFile(path: string): boolean {
  return path.toLowerCase().endsWith(RESULT);
}
