import { createFileErrors, createResultNaming } from '@ishur/adapter-kit';
import type { FileErrors, ResultNaming } from '@ishur/adapter-kit';

/** What goes wrong with files, in this adapter's codes: `csv/no-file`, `csv/not-a-file`. */
export const fileErrors: FileErrors = createFileErrors('csv', 'csv');

/** `june.csv` has `june.ishur.csv` beside it. */
export const results: ResultNaming = createResultNaming('csv');
