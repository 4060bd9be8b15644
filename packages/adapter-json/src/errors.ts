import { IshurError } from '@ishur/contract';
import type { LocalizedMessage, Remedy } from '@ishur/contract';

/** One place for the words: every failure that concerns a whole file. */
function failure(code: string, message: LocalizedMessage, remedy: Remedy = 'fix-config', cause?: unknown): IshurError {
  return new IshurError({ code, remedy, message, cause });
}

export function noFile(patterns: readonly string[], folder: string): IshurError {
  const list = patterns.map((pattern) => `«${pattern}»`).join(', ');
  return failure('json/no-file', {
    he: `לא נמצא אף קובץ שמתאים ל-${list} בתיקייה ${folder}. בדקו את path בהגדרות ואת מיקום הקבצים.`,
    en: `No file matches ${list} in the folder ${folder}. Check \`path\` in the settings and where the files are.`,
  });
}

export function isResult(name: string): IshurError {
  return failure('json/path-is-result', {
    he: `${name} הוא קובץ תוצאה של אישור ולא קובץ מקור. ציינו ב-path את קובץ המקור.`,
    en: `${name} is a result file of Ishur, not a source. Name the source in \`path\`.`,
  });
}

export function notAFile(name: string): IshurError {
  return failure('json/not-a-file', {
    he: `${name} אינו קובץ רגיל, ולכן אינו נקרא ואינו נכתב. ציינו ב-path קובץ רגיל, או הוציאו אותו מן התיקייה.`,
    en: `${name} is not an ordinary file, and is neither read nor written. Name an ordinary file in \`path\`, or take it out of the folder.`,
  });
}

export function fileNotReadable(name: string, cause: unknown): IshurError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  return failure(
    'json/file-not-readable',
    {
      he: `לא ניתן לקרוא את הקובץ ${name} (${code}). בדקו שהקובץ קיים ושיש הרשאת קריאה.`,
      en: `The file ${name} cannot be read (${code}). Check that it is there and may be read.`,
    },
    'fix-config',
    cause,
  );
}

export function notUtf8(name: string): IshurError {
  return failure('json/not-utf-8', {
    he: `הקובץ ${name} אינו בקידוד UTF-8. הפיקו אותו מחדש ב-UTF-8 (לפי תקן JSON).`,
    en: `The file ${name} is not UTF-8, which JSON is. Export it again in UTF-8.`,
  });
}

export function notJson(name: string, line: number): IshurError {
  return failure('json/not-json', {
    he: `${name}, שורה ${line}: זה אינו JSON של מסמכים, או שהקובץ קטוע. נדרש מערך של מסמכים, או מסמך אחד בכל שורה (NDJSON). הפיקו את הקובץ מחדש.`,
    en: `${name}, line ${line}: this is no JSON of documents, or the file is cut off. Expected an array of documents, or one document a line (NDJSON). Export the file again.`,
  });
}

export function fileChanged(name: string): IshurError {
  return failure(
    'json/file-changed',
    {
      he: `הקובץ ${name} השתנה תוך כדי העבודה, ולכן לא נכתב דבר. הכתיבה תנוסה שוב.`,
      en: `The file ${name} changed meanwhile, so nothing was written. Writing is tried again.`,
    },
    'retry',
  );
}

export function resultNotUnderstood(name: string): IshurError {
  return failure('json/result-not-understood', {
    he: `קובץ התוצאה ${name} שונה ולא ניתן להבין אותו, ולכן לא נכתב דבר. העבירו אותו לתיקייה אחרת והריצו שוב.`,
    en: `The result file ${name} was changed and cannot be understood, so nothing was written. Move it elsewhere and run again.`,
  });
}

export function documentGone(ref: string, files: readonly string[]): IshurError {
  return failure(
    'json/document-gone',
    {
      he: `המסמך ${ref.slice(0, 60)} אינו נמצא עוד (${files.join(', ')}), ולכן המספר שלו לא נרשם. החזירו אותו לקובץ והריצו שוב.`,
      en: `The document ${ref.slice(0, 60)} is no longer there (${files.join(', ')}), so its number was not written. Put it back and run again.`,
    },
    'fix-document',
  );
}

export function numberNotDigits(ref: string): IshurError {
  return failure(
    'json/number-not-digits',
    {
      he: `מספר ההקצאה של המסמך ${ref.slice(0, 60)} אינו מורכב מספרות בלבד, ולכן לא נכתב. פנו לתמיכה.`,
      en: `The allocation number of the document ${ref.slice(0, 60)} is not made of digits alone and was not written. Report this.`,
    },
    'report-bug',
  );
}
