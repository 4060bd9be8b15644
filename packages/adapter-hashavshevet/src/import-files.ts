import { basename, dirname, join, resolve } from 'node:path';
import { nameFile } from '@ishur/adapter-kit';
import type { NamedFile } from '@ishur/adapter-kit';
import type { HashavshevetConfig } from './config.ts';
import { IMPORT_FOLDER } from './file-names.ts';
import type { SourceFile } from './find-sources.ts';

/**
 * Where the data file of an import pair is put: under its own name, which Hashavshevet wants, in a folder of its own. Absent for
 * the fixed journal and for reports, which have no field for the number.
 */
export function importFileOf(
  { data, format }: SourceFile,
  { importFolder }: HashavshevetConfig,
  folder: string,
): NamedFile | undefined {
  if (format === 'report' || format === 'journal-fixed') return undefined;
  const beside = importFolder === undefined ? join(dirname(data.path), IMPORT_FOLDER) : resolve(folder, importFolder);
  return nameFile(join(beside, basename(data.path)), folder);
}
