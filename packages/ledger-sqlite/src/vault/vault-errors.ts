import { IshurError } from '@ishur/contract';

/** The file was written by a later version of Ishur. */
export function tooNew(file: string, found: number, known: number): IshurError {
  return new IshurError({
    code: 'vault/too-new',
    remedy: 'fix-config',
    message: {
      he: `הכספת ${file} נכתבה בגרסה חדשה יותר של אישור (מבנה ${found}; גרסה זו מכירה עד ${known}). התקינו את הגרסה החדשה.`,
      en: `Vault ${file} was written by a later version of Ishur (schema ${found}; this one knows up to ${known}). Install the later version.`,
    },
  });
}

/** The file is a sound database, and no vault: another program's, or the ledger. */
export function foreign(file: string): IshurError {
  return new IshurError({
    code: 'vault/not-a-vault',
    remedy: 'fix-config',
    message: {
      he: `הקובץ ${file} הוא מסד נתונים אחר ולא הכספת של אישור. דבר לא נכתב בו; בחרו בקובץ ההגדרות קובץ אחר לכספת.`,
      en: `File ${file} is another database and no vault of Ishur. Nothing was written to it; choose another file for the vault in the configuration.`,
    },
  });
}

/** Turns a failure of SQLite into one that says what to do. Extended result codes: https://sqlite.org/rescode.html */
export function vaultFailure(file: string, cause: unknown): IshurError {
  const code = resultCode(cause) & 0xff;
  const detail = cause instanceof Error ? cause.message : String(cause);
  if (code === 5 || code === 6) {
    return new IshurError({
      code: 'vault/busy',
      remedy: 'retry',
      message: {
        he: `הכספת ${file} תפוסה על ידי תהליך אחר. נסו שוב בעוד רגע.`,
        en: `Vault ${file} is busy with another process. Try again in a moment.`,
      },
      cause,
    });
  }
  // A row that SQLite can read and we cannot was not written by us.
  if (code === 26 || code === 11 || cause instanceof SyntaxError) {
    return new IshurError({
      code: 'vault/not-a-vault',
      remedy: 'fix-config',
      message: {
        he: `הקובץ ${file} אינו כספת תקינה של אישור (${detail}). אל תשחזרו אותו מגיבוי: האסימונים שבו כבר נוצלו. מחקו אותו והתחברו מחדש: ishur connect.`,
        en: `File ${file} is not a sound vault of Ishur (${detail}). Do not restore a backup, whose tokens are used up: delete the file and log in again with ishur connect.`,
      },
      cause,
    });
  }
  return new IshurError({
    code: 'vault/cannot-write',
    remedy: 'fix-config',
    message: {
      he: `לא ניתן לעבוד עם הכספת ${file} (${detail}). בדקו שיש מקום בדיסק ושמותר לכתוב בתיקייה.`,
      en: `Vault ${file} cannot be used (${detail}). Check the disk's space and the folder's permissions.`,
    },
    cause,
  });
}

function resultCode(cause: unknown): number {
  return typeof cause === 'object' && cause !== null && 'errcode' in cause && typeof cause.errcode === 'number'
    ? cause.errcode
    : 0;
}
