import { createFileErrors, createResultNaming } from '@ishur/adapter-kit';
import type { FileErrors, ResultNaming } from '@ishur/adapter-kit';

/** What goes wrong with files, in this adapter's codes: `json/no-file`, `json/not-a-file`. */
export const fileErrors: FileErrors = createFileErrors('json', 'json');

/** `june.json` has `june.ishur.json` beside it, `june.ndjson` has `june.ndjson.ishur.json`. */
export const results: ResultNaming = createResultNaming('json');
