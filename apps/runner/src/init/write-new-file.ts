import { constants } from 'node:fs';
import { copyFile, link, rename, rm, writeFile } from 'node:fs/promises';
import { IshurError } from '@ishur/contract';

/**
 * Writes a file whole or not at all: beside it, flushed to the disk, then put in its place.
 *
 * @param replaces whether a file that is there may go.
 * @throws IshurError `init/exists`, `init/not-written` (`fix-config`).
 */
export async function writeNewFile(file: string, text: string, replaces: boolean): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text, { flush: true });
    if (replaces) await rename(temporary, file);
    else await putWhereNothingIs(temporary, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw configurationExists(file);
    throw notWritten(file, error);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** A rename would take the place of a file that came meanwhile; a link does not. */
async function putWhereNothingIs(temporary: string, file: string): Promise<void> {
  try {
    await link(temporary, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw error;
    // Some drives know no links.
    await copyFile(temporary, file, constants.COPYFILE_EXCL);
  }
}

/** A configuration is work of a person: it is not written over unless somebody says so. */
export function configurationExists(file: string): IshurError {
  return new IshurError({
    code: 'init/exists',
    remedy: 'fix-config',
    message: {
      he: `יש כבר קובץ הגדרות: ${file}. דבר לא נכתב. ערכו אותו, בחרו שם אחר עם --config, או החליפו אותו עם --force.`,
      en: `There is a configuration already: ${file}. Nothing was written. Edit it, choose another name with --config, or have it replaced with --force.`,
    },
  });
}

function notWritten(file: string, cause: unknown): IshurError {
  return new IshurError({
    code: 'init/not-written',
    remedy: 'fix-config',
    message: {
      he: `לא ניתן לכתוב את ${file} (${codeOf(cause)}). בדקו שהתיקייה קיימת ושיש הרשאת כתיבה בה.`,
      en: `${file} cannot be written (${codeOf(cause)}). Check that its folder is there and may be written to.`,
    },
    cause,
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
