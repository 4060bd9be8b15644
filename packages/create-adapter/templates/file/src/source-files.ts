import { createFileErrors, createResultNaming } from '@ishur/adapter-kit';
import type { FileErrors, ResultNaming } from '@ishur/adapter-kit';
import { ID } from './system.ts';

/** REPLACE: the ending of the files that your system writes. */
export const ENDING = 'jsonl';

/** In milliseconds: a file that has not changed for so long is as its program left it. */
export const SETTLED_AFTER = 500;

/** What goes wrong with files, in both languages, under codes of this adapter. */
export const fileErrors: FileErrors = createFileErrors(ID, ENDING);

/** `june.jsonl` has the result file `june.ishur.jsonl` beside it. */
export const results: ResultNaming = createResultNaming(ENDING);
