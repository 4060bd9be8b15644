import { IshurError } from '@ishur/contract';
import type { Remedy } from '@ishur/contract';

/** Another process, or another step of this one, was first. Nothing was written. */
export function moved(id: string): IshurError {
  return failure('ledger/moved', 'retry', {
    he: `המסמך ${id} עודכן בינתיים על ידי תהליך אחר. דבר לא נכתב; הפעולה תבוצע שוב.`,
    en: `Case ${id} was changed by another process meanwhile. Nothing was written; load it and try again.`,
  });
}

/** The file was written by a later version of Ishur. */
export function tooNew(file: string, found: number, known: number): IshurError {
  return failure('ledger/too-new', 'fix-config', {
    he: `הפנקס ${file} נכתב בגרסה חדשה יותר של אישור (מבנה ${found}; גרסה זו מכירה עד ${known}). התקינו את הגרסה החדשה.`,
    en: `Ledger ${file} was written by a later version of Ishur (schema ${found}; this one knows up to ${known}). Install the later version.`,
  });
}

/** The file is of an earlier version, and was not to be migrated. */
export function tooOld(file: string, found: number, known: number): IshurError {
  return failure('ledger/too-old', 'fix-config', {
    he: `הפנקס ${file} נכתב בגרסה קודמת של אישור (מבנה ${found}; גרסה זו כותבת ${known}). עצרו תהליכי ishur אחרים, גבו את הקובץ והריצו ishur migrate.`,
    en: `Ledger ${file} is of an earlier version of Ishur (schema ${found}; this one writes ${known}). Stop other ishur processes, back the file up and run \`ishur migrate\`.`,
  });
}

/** A migration has to be alone with the file, and is not. */
export function inUse(file: string, found: number, wanted: number, cause: unknown): IshurError {
  return failure(
    'ledger/in-use',
    'retry',
    {
      he: `יש להעביר את הפנקס ${file} ממבנה ${found} למבנה ${wanted}, ותהליך אחר מחזיק אותו פתוח. עצרו את תהליכי ishur האחרים ונסו שוב. דבר לא שונה.`,
      en: `Ledger ${file} has to be migrated from schema ${found} to ${wanted}, and another process has it open. Stop the other ishur processes and try again. Nothing was changed.`,
    },
    cause,
  );
}

/** The file is a sound database, and another program's. */
export function foreign(file: string): IshurError {
  return failure('ledger/not-a-ledger', 'fix-config', {
    he: `הקובץ ${file} הוא מסד נתונים של תוכנה אחרת ולא פנקס של אישור. דבר לא נכתב בו; בדקו את ledger בקובץ ההגדרות.`,
    en: `File ${file} is the database of another program and no ledger of Ishur. Nothing was written to it; check \`ledger\` in the configuration.`,
  });
}

/** The file was deleted, moved or replaced while we had it open: what we wrote would be lost with the last process. */
export function gone(file: string): IshurError {
  return failure('ledger/gone', 'fix-config', {
    he: `הפנקס ${file} נמחק, הועבר או הוחלף בזמן העבודה. דבר לא נכתב ודבר לא יישלח בלי פנקס. החזירו את הקובץ למקומו (עם הקבצים ‎-wal ו-‎-shm שלו) או שחזרו מגיבוי.`,
    en: `Ledger ${file} was deleted, moved or replaced while it was open. Nothing was written, and nothing is sent without a ledger. Put the file back (with its -wal and -shm companions), or restore a backup.`,
  });
}

/** Used after it was closed. */
export function closed(file: string): IshurError {
  return failure('ledger/closed', 'report-bug', {
    he: `הפנקס ${file} כבר נסגר. זו תקלה של אישור; דווחו עליה.`,
    en: `Ledger ${file} is closed already. This is a fault of Ishur; please report it.`,
  });
}

/** Turns a failure of SQLite into one that says what to do. Result codes: https://sqlite.org/rescode.html */
export function ledgerFailure(file: string, cause: unknown): IshurError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  if (extendedCode(cause) === DATABASE_MOVED) return gone(file);
  switch (resultCode(cause)) {
    case BUSY:
    case LOCKED:
      return failure(
        'ledger/busy',
        'retry',
        {
          he: `הפנקס ${file} תפוס על ידי תהליך אחר. נסו שוב בעוד רגע.`,
          en: `Ledger ${file} is busy with another process. Try again in a moment.`,
        },
        cause,
      );
    case READONLY:
      return failure(
        'ledger/read-only',
        'fix-config',
        {
          he: `אי אפשר לכתוב בפנקס ${file}: הקובץ או התיקייה לקריאה בלבד. תנו הרשאת כתיבה לקובץ ולתיקייה. שום בקשה לא תישלח בלי פנקס.`,
          en: `Ledger ${file} cannot be written: the file or its folder is read-only. Allow writing to both. Nothing is asked without a ledger.`,
        },
        cause,
      );
    case FULL:
      return failure(
        'ledger/disk-full',
        'fix-config',
        {
          he: `אין מקום בדיסק לפנקס ${file}. פנו מקום; אין צורך בדבר נוסף. שום בקשה לא תישלח בלי פנקס.`,
          en: `The disk has no room for ledger ${file}. Free some; nothing else is needed. Nothing is asked without a ledger.`,
        },
        cause,
      );
    case CORRUPT:
      return failure(
        'ledger/damaged',
        'fix-config',
        {
          he: `קובץ הפנקס ${file} פגום (${detail}). העתיקו אותו הצידה ושחזרו מגיבוי. שום בקשה לא תישלח בלי פנקס.`,
          en: `The file of ledger ${file} is damaged (${detail}). Copy it away and restore a backup. Nothing is asked without a ledger.`,
        },
        cause,
      );
    case NOT_A_DATABASE:
      return failure(
        'ledger/not-a-ledger',
        'fix-config',
        {
          he: `הקובץ ${file} אינו פנקס תקין של אישור (${detail}). בדקו את ledger בקובץ ההגדרות, או שחזרו מגיבוי.`,
          en: `File ${file} is not a sound ledger of Ishur (${detail}). Check \`ledger\` in the configuration, or restore a backup.`,
        },
        cause,
      );
    default:
      return failure(
        'ledger/cannot-write',
        'fix-config',
        {
          he: `לא ניתן לעבוד עם הפנקס ${file} (${detail}). בדקו את הדיסק ושמותר לכתוב בתיקייה. שום בקשה לא תישלח בלי פנקס.`,
          en: `Ledger ${file} cannot be used (${detail}). Check the disk and the folder's permissions. Nothing is asked without a ledger.`,
        },
        cause,
      );
  }
}

const DATABASE_MOVED = 1032;
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const CORRUPT = 11;
const FULL = 13;
const TOO_BIG = 18;
const CONSTRAINT = 19;
const NOT_A_DATABASE = 26;

/** Somebody else holds a lock: it is worth a moment's patience. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  return code === BUSY || code === LOCKED;
}

/** The failure of one statement, which leaves its transaction and the connection as they were. */
export function isOfOneStatement(error: unknown): boolean {
  const code = resultCode(error);
  return code === CONSTRAINT || code === TOO_BIG;
}

/** After any other failure the connection may hold on to a state that is no more: a file that was mended is opened anew. */
export function isOfConnection(error: unknown): boolean {
  return resultCode(error) !== 0 && !isBusy(error) && !isOfOneStatement(error) && resultCode(error) !== FULL;
}

/** The primary result code of SQLite; 0 where the failure is none of SQLite's. */
function resultCode(cause: unknown): number {
  return extendedCode(cause) & 0xff;
}

function extendedCode(cause: unknown): number {
  return typeof cause === 'object' && cause !== null && 'errcode' in cause && typeof cause.errcode === 'number'
    ? cause.errcode
    : 0;
}

function failure(
  code: string,
  remedy: Remedy,
  message: { readonly he: string; readonly en: string },
  cause?: unknown,
): IshurError {
  return new IshurError({ code, remedy, message, ...(cause === undefined ? {} : { cause }) });
}
