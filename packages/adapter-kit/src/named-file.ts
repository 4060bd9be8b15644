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

/** A row's place as receipts and messages spell it, and as editors open it: `invoices/june.csv:14`. */
export function placeOf(name: string, line: number): string {
  return `${name}:${line}`;
}
