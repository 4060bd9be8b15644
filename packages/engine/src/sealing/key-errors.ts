import { IshurError } from '@ishur/contract';

/** The content of a key file or of a variable is no key. What was found is never shown: it may be a key after all. */
export function unreadable(where: string, problem: { readonly he: string; readonly en: string }): IshurError {
  return new IshurError({
    code: 'key/unreadable',
    remedy: 'fix-config',
    message: {
      he: `${where}: ${problem.he} נדרש מפתח אחד בכל שורה, החדש ביותר ראשון: 32 בתים, כתובים ב-base64 או כ-64 ספרות הקסדצימליות. בדקו את key בקובץ ההגדרות.`,
      en: `${where}: ${problem.en} Expected is one key a line, the newest first: 32 bytes, written in base64 or as 64 hexadecimal digits. Check \`key\` in the configuration.`,
    },
  });
}

/** Sealed with a key that is not among ours. The ids say nothing about the keys. */
export function unknownKey(found: string, known: readonly string[]): IshurError {
  return new IshurError({
    code: 'key/unknown',
    remedy: 'fix-config',
    message: {
      he: `הנתונים הוצפנו במפתח ${found}, שאינו בין המפתחות שהוגדרו (${known.join(', ')}). החזירו את המפתח הקודם כשורה נוספת אחרי החדש. אם המפתח הוחלף לא מזמן, הפעילו מחדש את תהליכי אישור שעדיין רצים.`,
      en: `The data was sealed with key ${found}, which is not among the keys of the configuration (${known.join(', ')}). Put the earlier key back, on a line of its own below the new one. If the key was changed lately, restart whatever of Ishur is still running.`,
    },
  });
}

/** The text is not what was sealed, or was sealed for another place. */
export function damaged(cause?: unknown): IshurError {
  return new IshurError({
    code: 'key/damaged',
    remedy: 'fix-config',
    message: {
      he: 'הנתונים המוצפנים השתנו, הועתקו ממקום אחר או נכתבו בגרסה חדשה יותר, ולכן לא ניתן לפתוח אותם. אם אלה טוקנים (הכספת): התחברו מחדש, ishur connect, ואל תשחזרו את הכספת מגיבוי. אם זו בקשה שבפנקס: אל תשנו בו דבר, והשוו לגיבוי עם ishur audit verify.',
      en: 'The sealed data was changed, was copied from another place or was written by a later version, so that it cannot be opened. Where it is tokens (the vault): log in again, `ishur connect`, and do not restore the vault from a backup. Where it is an ask in the ledger: change nothing in it, and compare it with a backup by `ishur audit verify`.',
    },
    ...(cause === undefined ? {} : { cause }),
  });
}
