import { basename, dirname, extname, resolve } from 'node:path';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';

/** What our own result files are called, which no source reads. */
const OURS = /\.ishur\.csv$/i;

/**
 * The source whose pattern finds a file that is written into its folder, such as `./*.csv`: its next run would take the file for
 * documents, and stop at it. `undefined` where there is none.
 */
export function sourceThatReads(
  file: string,
  { folder, businesses }: Pick<LoadedConfiguration, 'folder' | 'businesses'>,
): string | undefined {
  if (OURS.test(file)) return undefined;
  for (const business of businesses) {
    for (const { id, with: settings } of business.sources) {
      if (patternsIn(settings).some((pattern) => isFoundBy(pattern, folder, file))) return `${business.id}/${id}`;
    }
  }
  return undefined;
}

function patternsIn(settings: unknown): readonly string[] {
  const path: unknown = typeof settings === 'object' && settings !== null && 'path' in settings ? settings.path : [];
  return [path].flat().filter((each) => typeof each === 'string');
}

/** Patterns with a star for the whole name, which is how folders are watched; rarer ones are not guessed at. */
function isFoundBy(pattern: string, folder: string, file: string): boolean {
  const plain = pattern.replaceAll('\\', '/');
  const name = basename(plain);
  if (name !== '*' && name.toLowerCase() !== `*${extname(file).toLowerCase()}`) return false;
  return resolve(folder, dirname(plain)) === dirname(file);
}
