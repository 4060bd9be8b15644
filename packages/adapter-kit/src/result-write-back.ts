import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SourceReport } from '@ishur/contract/v1';
import { specialOf } from './file-errors.ts';
import type { FileErrors } from './file-errors.ts';
import { nameFile } from './named-file.ts';
import type { NamedFile } from './named-file.ts';

/** Whether result files can be written where they are to stand: the `writeBack` of a source report. `folder` is that of the configuration. */
export async function findResultWriteBack(
  results: readonly NamedFile[],
  folder: string,
  errors: FileErrors,
): Promise<SourceReport['writeBack']> {
  for (const path of new Set(results.map((result) => dirname(result.path)))) {
    const isWritable = await access(path, constants.W_OK).then(
      () => true,
      () => false,
    );
    if (isWritable) continue;
    const { name } = nameFile(path, folder);
    const reason = {
      he: `אין הרשאת כתיבה לתיקייה ${name}, ולכן לא ניתן ליצור בה קובץ תוצאה. תנו הרשאת כתיבה.`,
      en: `The folder ${name} may not be written to, so no result file can be made there. Grant permission to write.`,
    };
    return { possible: false, reason };
  }
  for (const { path, name } of results) {
    const entry = await stat(path).catch(() => undefined);
    if (entry !== undefined && !entry.isFile())
      return { possible: false, reason: errors.resultNotAFile(name, specialOf(entry)).text };
  }
  return { possible: true, where: [...new Set(results.map(({ name }) => name))].join(', ') };
}
