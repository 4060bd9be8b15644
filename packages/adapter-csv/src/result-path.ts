import { basename } from 'node:path';
import type { NamedFile } from './named-file.ts';

const RESULT = '.ishur.csv';
const CSV = /\.csv$/i;

/** The result file of a source: `חשבוניות.csv` has `חשבוניות.ishur.csv`, `x.txt` has `x.txt.ishur.csv`, in the same folder. */
export function resultFileOf(source: NamedFile): NamedFile {
  return { path: source.path.replace(CSV, '') + RESULT, name: source.name.replace(CSV, '') + RESULT };
}

/** Whether a file is a result of ours, which is never read as a source. */
export function isResultFile(path: string): boolean {
  return path.toLowerCase().endsWith(RESULT);
}

/** How the source of a result file is most likely called. */
export function sourceNameOf(result: string): string {
  return `${basename(result).slice(0, -RESULT.length)}.csv`;
}
