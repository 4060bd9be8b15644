import { basename, dirname, join } from 'node:path';

const RESULT = '.ishur.csv';

/** The result file of a source: `חשבוניות.csv` has `חשבוניות.ishur.csv`, `x.txt` has `x.txt.ishur.csv`, in the same folder. */
export function resultPathOf(source: string): string {
  return join(dirname(source), `${basename(source).replace(/\.csv$/i, '')}${RESULT}`);
}

/** Whether a file is a result of ours, which is never read as a source. */
export function isResultFile(path: string): boolean {
  return path.toLowerCase().endsWith(RESULT);
}
