import type { FileSample } from '@ishur/contract/v1';
import type { Config } from './config.ts';
import { readLine } from './read-file.ts';
import { ENDING, results } from './source-files.ts';

/** REPLACE: it reads line 1 as an invoice; where a header stands there, know the file by the header. Knows a file by its ending and its first line, so that `ishur check FILE` and `ishur init` need no settings. */
export function recognise({ path, head }: FileSample): Config | undefined {
  if (!path.toLowerCase().endsWith(`.${ENDING}`) || results.isResultFile(path)) return undefined;
  const end = head.indexOf(0x0a);
  const bytes = Buffer.from(end === -1 ? head : head.subarray(0, end));
  return readLine({ number: 1, bytes, isCut: false }, path).kind === 'document' ? { path } : undefined;
}
