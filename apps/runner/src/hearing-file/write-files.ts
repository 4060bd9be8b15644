import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IshurError } from '@ishur/contract';

/** A file by its name in the folder. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/**
 * Writes files into a folder, which is made where it is not there. Each is whole or as it was: it is written beside its place,
 * flushed to the disk and then put there. The last one comes when all others are there.
 *
 * @throws IshurError `cli/not-written` (`fix-config`).
 */
export async function writeFiles(folder: string, files: readonly NamedText[]): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const { name, text } of files) await writeWhole(join(folder, name), text);
  } catch (error) {
    throw notWritten(folder, error);
  }
}

async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text, { flush: true });
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

function notWritten(folder: string, cause: unknown): IshurError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  return new IshurError({
    code: 'cli/not-written',
    remedy: 'fix-config',
    message: {
      he: `לא ניתן לכתוב לתיקייה ${folder} (${code}). בדקו שאפשר ליצור אותה, שיש הרשאת כתיבה ושאף קובץ בה אינו פתוח בתוכנה אחרת.`,
      en: `The folder ${folder} cannot be written to (${code}). Check that it can be made, may be written to, and that no file in it is open elsewhere.`,
    },
    cause,
  });
}
