import { systemCodeOf } from '@ishur/adapter-kit';
import { IshurError } from '@ishur/contract';
import type { LocalizedMessage, Remedy } from '@ishur/contract';

/** One place for the words: every failure that concerns a whole file. Files are named as `nameFile` names them. */
function failure(code: string, message: LocalizedMessage, remedy: Remedy = 'fix-config', cause?: unknown): IshurError {
  return new IshurError({ code, remedy, message, cause });
}

export function noFile(path: string, folder: string): IshurError {
  return failure('uniform-file/no-file', {
    he: `לא נמצאו קבצים במבנה אחיד (BKMVDATA.TXT או BKMVDATA.zip) ב-«${path}», מתוך התיקייה ${folder}. בדקו את path בהגדרות ואת מיקום הקבצים.`,
    en: `There is no uniform file (BKMVDATA.TXT or BKMVDATA.zip) at «${path}», from the folder ${folder}. Check \`path\` in the settings and where the files are.`,
  });
}

export function fileNotReadable(name: string, cause: unknown): IshurError {
  const code = systemCodeOf(cause);
  if (['EBUSY', 'EAGAIN', 'ETXTBSY'].includes(code)) {
    return failure(
      'uniform-file/file-busy',
      {
        he: `הקובץ ${name} תפוס כעת בתוכנה אחרת. סגרו אותה; הקריאה תנוסה שוב.`,
        en: `The file ${name} is in use by another program. Close it; reading is tried again.`,
      },
      'retry',
      cause,
    );
  }
  return failure(
    'uniform-file/file-not-readable',
    {
      he: `לא ניתן לקרוא את ${name} (${code}). בדקו שהקובץ קיים ושיש הרשאת קריאה.`,
      en: `${name} cannot be read (${code}). Check that the file is there and may be read.`,
    },
    'fix-config',
    cause,
  );
}

export function notAFile(name: string): IshurError {
  return failure('uniform-file/not-a-file', {
    he: `${name} אינו קובץ רגיל ואינו תיקייה, ולכן אינו נקרא. ציינו ב-path תיקייה, קובץ BKMVDATA.TXT או קובץ zip.`,
    en: `${name} is neither an ordinary file nor a folder, and is not read. Name a folder, a BKMVDATA.TXT or a zip in \`path\`.`,
  });
}

export function notUniform(name: string): IshurError {
  return failure('uniform-file/not-uniform', {
    he: `${name} אינו קובץ במבנה אחיד 1.31: השורה הראשונה אינה מתחילה ברשומת פתיחה A100. בחרו את הקובץ BKMVDATA.TXT, או הפיקו את הקבצים מחדש.`,
    en: `${name} is no uniform file 1.31: its first line does not begin with an opening record A100. Choose BKMVDATA.TXT, or produce the files again.`,
  });
}

export function tooManyEntries(name: string, most: number): IshurError {
  return failure('uniform-file/too-many-entries', {
    he: `ב-${name} יש יותר מ-${most} קבצים ותיקיות, ולכן לא נסרק. ציינו ב-path תיקייה או קובץ מדויקים יותר.`,
    en: `${name} holds more than ${most} files and folders and is not searched. Name a more exact folder or file in \`path\`.`,
  });
}

export function badZip(name: string, cause: unknown): IshurError {
  return failure(
    'uniform-file/bad-zip',
    {
      he: `קובץ ה-zip ${name} פגום או קטוע, ולא ניתן לפתוח אותו. העתיקו אותו שוב או הפיקו את הקבצים מחדש.`,
      en: `The zip ${name} is damaged or cut off and cannot be opened. Copy it again, or produce the files again.`,
    },
    'fix-config',
    cause,
  );
}

export function zipTooLarge(name: string, limit: string): IshurError {
  return failure('uniform-file/zip-too-large', {
    he: `הקובץ ${name} גדול מדי לאחר הפריסה (הגבול: ${limit}), ולכן לא נקרא. פרסו אותו לתיקייה וציינו אותה ב-path.`,
    en: `${name} is too large when unpacked (the limit is ${limit}) and is not read. Unpack it into a folder and name that in \`path\`.`,
  });
}

export function twiceInZip(name: string, path: string): IshurError {
  return failure('uniform-file/twice-in-zip', {
    he: `בקובץ ${name} מופיע ${path} פעמיים, ולא ניתן לדעת איזה מהם הנכון. הפיקו את הקבצים מחדש, או פרסו את הנכון לתיקייה וציינו אותה ב-path.`,
    en: `${name} holds ${path} twice, and nobody knows which is right. Produce the files again, or unpack the right one into a folder and name that in \`path\`.`,
  });
}

export function zipNotSupported(name: string): IshurError {
  return failure('uniform-file/zip-not-supported', {
    he: `הקובץ ${name} מוגן בסיסמה או דחוס בשיטה שאינה נתמכת. פרסו אותו לתיקייה וציינו אותה ב-path.`,
    en: `${name} has a password or is compressed in a way that is not supported. Unpack it into a folder and name that in \`path\`.`,
  });
}

export function documentGone(ref: string): IshurError {
  return failure(
    'uniform-file/document-gone',
    {
      he: `המסמך ${ref} אינו נמצא עוד בקבצים, ולכן מספר ההקצאה שלו לא נרשם בקובץ תוצאה. החזירו את הקובץ, או רשמו את המספר ידנית.`,
      en: `Document ${ref} is no longer in the files, so its allocation number was not written to a result file. Put the file back, or enter the number by hand.`,
    },
    'fix-document',
  );
}

export function resultNotUnderstood(name: string, line: number): IshurError {
  return failure('uniform-file/result-not-understood', {
    he: `קובץ התוצאה ${name} השתנה ולא ניתן להבין אותו (שורה ${line}), ולכן לא נכתב דבר. העבירו אותו לתיקייה אחרת והריצו שוב; קובץ חדש ייווצר.`,
    en: `The result file ${name} was changed and cannot be understood (line ${line}), so nothing was written. Move it elsewhere and run again; a new one is made.`,
  });
}

export function numberNotDigits(ref: string): IshurError {
  return failure(
    'uniform-file/number-not-digits',
    {
      he: `מספר ההקצאה של ${ref} מכיל תווים שאינם ספרות, ולכן לא נרשם. דווחו על התקלה.`,
      en: `The allocation number of ${ref} holds more than digits and was not written. Report this.`,
    },
    'report-bug',
  );
}
