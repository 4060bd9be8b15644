import { IshurError } from '@ishur/contract';
import type { LocalizedMessage, Remedy } from '@ishur/contract';

/** One place for the words: every failure that concerns a whole file. */
function failure(code: string, message: LocalizedMessage, remedy: Remedy = 'fix-config', cause?: unknown): IshurError {
  return new IshurError({ code, remedy, message, cause });
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
