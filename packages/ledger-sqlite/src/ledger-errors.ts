import { IshurError } from '@ishur/contract';

/** Another process, or another step of this one, was first. Nothing was written. */
export function moved(id: string): IshurError {
  return new IshurError({
    code: 'ledger/moved',
    remedy: 'retry',
    message: {
      he: `המסמך ${id} עודכן בינתיים על ידי תהליך אחר. דבר לא נכתב; הפעולה תבוצע שוב.`,
      en: `Case ${id} was changed by another process meanwhile. Nothing was written; load it and try again.`,
    },
  });
}

/** The file was written by a later version of Ishur. */
export function tooNew(file: string, found: number, known: number): IshurError {
  return new IshurError({
    code: 'ledger/too-new',
    remedy: 'fix-config',
    message: {
      he: `הפנקס ${file} נכתב בגרסה חדשה יותר של אישור (מבנה ${found}; גרסה זו מכירה עד ${known}). התקינו את הגרסה החדשה.`,
      en: `Ledger ${file} was written by a later version of Ishur (schema ${found}; this one knows up to ${known}). Install the later version.`,
    },
  });
}

/** The file is a sound database, and another program's. */
export function foreign(file: string): IshurError {
  return new IshurError({
    code: 'ledger/not-a-ledger',
    remedy: 'fix-config',
    message: {
      he: `הקובץ ${file} הוא מסד נתונים של תוכנה אחרת ולא פנקס של אישור. דבר לא נכתב בו; בדקו את ledger בקובץ ההגדרות.`,
      en: `File ${file} is the database of another program and no ledger of Ishur. Nothing was written to it; check \`ledger\` in the configuration.`,
    },
  });
}

/** Turns a failure of SQLite into one that says what to do. Extended result codes: https://sqlite.org/rescode.html */
export function ledgerFailure(file: string, cause: unknown): IshurError {
  const code = resultCode(cause) & 0xff;
  const detail = cause instanceof Error ? cause.message : String(cause);
  if (code === 5 || code === 6) {
    return new IshurError({
      code: 'ledger/busy',
      remedy: 'retry',
      message: {
        he: `הפנקס ${file} תפוס על ידי תהליך אחר. נסו שוב בעוד רגע.`,
        en: `Ledger ${file} is busy with another process. Try again in a moment.`,
      },
      cause,
    });
  }
  if (code === 26 || code === 11) {
    return new IshurError({
      code: 'ledger/not-a-ledger',
      remedy: 'fix-config',
      message: {
        he: `הקובץ ${file} אינו פנקס תקין של אישור (${detail}). בדקו את ledger בקובץ ההגדרות, או שחזרו מגיבוי.`,
        en: `File ${file} is not a sound ledger of Ishur (${detail}). Check \`ledger\` in the configuration, or restore a backup.`,
      },
      cause,
    });
  }
  return new IshurError({
    code: 'ledger/cannot-write',
    remedy: 'fix-config',
    message: {
      he: `לא ניתן לעבוד עם הפנקס ${file} (${detail}). בדקו שיש מקום בדיסק ושמותר לכתוב בתיקייה. שום בקשה לא תישלח בלי פנקס.`,
      en: `Ledger ${file} cannot be used (${detail}). Check the disk's space and the folder's permissions. Nothing is asked without a ledger.`,
    },
    cause,
  });
}

function resultCode(cause: unknown): number {
  return typeof cause === 'object' && cause !== null && 'errcode' in cause && typeof cause.errcode === 'number'
    ? cause.errcode
    : 0;
}
