import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders below the first: the uniform file lies four deep (OPENFRMT, business, minute), and a year or a branch around it. */
const DEEPEST = 6;
/** Whoever starts in a home folder is not made to wait for all of it. */
const MOST_ENTRIES = 5_000;

export interface FilesIn {
  /** Absolute paths, in the order of their names. */
  readonly files: readonly string[];
  /** There was more than is looked through. */
  readonly isCut: boolean;
}

/** The files of a folder that may be somebody's documents. Links to folders are not followed, hidden names are left out. */
export function filesIn(folder: string): FilesIn {
  const files: string[] = [];
  let seen = 0;
  const visit = (path: string, depth: number): void => {
    const entries = readdirSync(path, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const folders: string[] = [];
    for (const entry of entries) {
      seen += 1;
      if (seen > MOST_ENTRIES) return;
      if (isOurs(entry.name)) continue;
      if (entry.isFile()) files.push(join(path, entry.name));
      else if (entry.isDirectory() && depth < DEEPEST) folders.push(join(path, entry.name));
    }
    for (const each of folders) {
      try {
        visit(each, depth + 1);
      } catch {
        // A folder that may not be looked into holds no documents for us.
      }
    }
  };
  visit(folder, 0);
  return { files, isCut: seen > MOST_ENTRIES };
}

/** Hidden, installed, locked by a spreadsheet, or written by Ishur itself. */
function isOurs(name: string): boolean {
  return (
    name.startsWith('.') || name.startsWith('~$') || name === 'node_modules' || /^ishur\.|\.ishur\.[^.]+$/i.test(name)
  );
}
