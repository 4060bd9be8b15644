import { isUtf8 } from 'node:buffer';
import { createFileErrors, decodeByteText, quote } from '@ishur/adapter-kit';
import type { FileErrors } from '@ishur/adapter-kit';
import { IshurError } from '@ishur/contract';
import type { LocalizedMessage, Remedy } from '@ishur/contract';
import { meaningOf } from './layouts.ts';
import type { LayoutName } from './layouts.ts';

/** What is wrong with a file before anything in it is understood. */
export const fileErrors: FileErrors = createFileErrors('hashavshevet', 'DOC');

/** One place for the words: every failure that concerns a whole file. Files are named as `nameFile` names them. */
function failure(what: string, message: LocalizedMessage, remedy: Remedy = 'fix-config', cause?: unknown): IshurError {
  return new IshurError({ code: `hashavshevet/${what}`, remedy, message, cause });
}

export function noParameters(name: string): IshurError {
  return failure('no-parameters', {
    he: `לצד ${name} אין קובץ פרמטרים (PRM) בשם זה, ולכן לא ניתן לדעת היכן עומד כל שדה; הקובץ אינו נקרא בניחוש. העתיקו את ה-PRM לאותה תיקייה, או ציינו אותו ב-parameters בהגדרות.`,
    en: `There is no parameter file (PRM) of the same name beside ${name}, so nobody knows where its fields stand; it is not read by guess. Copy the PRM into the folder, or name it in \`parameters\`.`,
  });
}

export function noData(name: string): IshurError {
  return failure('no-data', {
    he: `לצד קובץ הפרמטרים ${name} אין קובץ נתונים בשם זה (DOC, DAT או TXT). העתיקו אותו לאותה תיקייה, או ציינו ב-path את קובץ הנתונים.`,
    en: `There is no data file (DOC, DAT or TXT) of the same name beside the parameter file ${name}. Copy it into the folder, or name the data in \`path\`.`,
  });
}

export function unknownFormat(name: string): IshurError {
  return failure('unknown-format', {
    he: `לפי שמו לא ניתן לדעת אם ${name} הוא קובץ מסמכים (IMOVEIN) או פקודות יומן (MOVEIN). רשמו בהגדרות format: documents, journal, journal-fixed או report.`,
    en: `Its name does not say whether ${name} holds documents (IMOVEIN) or journal entries (MOVEIN). Write \`format\`: documents, journal, journal-fixed or report.`,
  });
}

export function isAccounts(name: string): IshurError {
  return failure('is-accounts', {
    he: `${name} הוא קובץ כרטיסי חשבון (HESHIN) ואין בו מסמכים. ציינו ב-path את IMOVEIN או MOVEIN; כרטיסי החשבון שלצדם נקראים מאליהם.`,
    en: `${name} holds accounts' cards (HESHIN) and no documents. Name IMOVEIN or MOVEIN in \`path\`; the cards beside them are found without being named.`,
  });
}

type Damage =
  | 'two-lines'
  | 'line-lost'
  | 'line-doubled'
  | 'misnumbered'
  | 'record-length'
  | 'positions'
  | 'beyond-record'
  | 'overlap'
  | 'too-long'
  | 'not-text';

const EXPECTED: Readonly<Record<Damage, (known: string) => LocalizedMessage>> = {
  'record-length': () => ({
    he: 'בשורה הראשונה נדרש אורך הרשומה, מ-1 עד 65536',
    en: "line 1 has to be a record's length, from 1 to 65536",
  }),
  positions: () => ({
    he: 'נדרשים שני מספרים, מיקום התחלה ומיקום סיום, למשל 16 24; שדה שאינו קיים נרשם 0 0',
    en: 'expected two numbers, the first and the last position, such as 16 24; a field that is not there is 0 0',
  }),
  'beyond-record': (known) => ({
    he: `השדה מסתיים אחרי סוף הרשומה; לפי השורה הראשונה אורכה ${known}`,
    en: `the field ends behind the record, whose length is ${known} by line 1`,
  }),
  overlap: (known) => ({
    he: `השדה חופף לשדה שבשורה ${known}; לכל שדה נדרש מקום משלו`,
    en: `the field overlaps that of line ${known}; each field needs a place of its own`,
  }),
  'two-lines': () => ({
    he: 'נראה ששתי שורות התחברו לשורה אחת, וכל השדות שאחריהן אינם במקומם',
    en: 'it seems that two lines ran into one, and no field behind them is in its place',
  }),
  'line-lost': () => ({
    he: 'נראה ששורה שלפניה הלכה לאיבוד, וכל השדות שאחריה אינם במקומם',
    en: 'it seems that a line before it was lost, and no field behind that is in its place',
  }),
  'line-doubled': () => ({
    he: 'נראה ששורה רשומה פעמיים, וכל השדות שאחריה אינם במקומם',
    en: 'it seems that a line stands twice, and no field behind it is in its place',
  }),
  misnumbered: () => ({
    he: 'המספר שבתחילת ההערה אינו ממשיך את מספרי השורות שלפניה, ולכן נראה ששורה הלכה לאיבוד, נכתבה פעמיים או הועברה, והשדות אינם במקומם',
    en: 'the number at the beginning of its remark does not go on from the lines before, so it seems that a line was lost, stands twice or was moved, and fields are not in their places',
  }),
  'too-long': () => ({ he: 'בקובץ פרמטרים יש עד 200 שורות', en: 'a parameter file has 200 lines at the most' }),
  'not-text': () => ({
    he: 'הקובץ אינו קובץ טקסט קצר, כפי שקובץ פרמטרים אמור להיות',
    en: 'this is no short text file, as a parameter file is',
  }),
};

/** `known` is the other line or the length. */
export function badParameters(name: string, line: number, found: string, what: Damage, known = ''): IshurError {
  const { he, en } = EXPECTED[what](known);
  const quoted = quote(asHebrew(found));
  const content = found.trim() === '' ? { he: 'שורה ריקה', en: 'an empty line' } : { he: quoted, en: quoted };
  if (what === 'not-text')
    return failure('bad-parameters', {
      he: `${name}: ${he}. הפיקו את ה-PRM מחדש בתוכנה שיצרה אותו, או העתיקו אותו שוב.`,
      en: `${name}: ${en}. Produce the PRM again in the program that made it, or copy it again.`,
    });
  return failure('bad-parameters', {
    he: `${name}:${line}: נמצא ${content.he}, אבל ${he}. הפיקו את ה-PRM מחדש בתוכנה שיצרה אותו, או העתיקו אותו שוב.`,
    en: `${name}:${line}: found ${content.en}, but ${en}. Produce the PRM again in the program that made it, or copy it again.`,
  });
}

/** Of a line of a parameter file, which is cut byte by byte: its remark is Hebrew, in the code page of Windows or in UTF-8. */
function asHebrew(line: string): string {
  const bytes = Buffer.from(line, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : decodeByteText(line, 'windows-1255');
}

export function fieldNotPlaced(name: string, line: number, layout: LayoutName): IshurError {
  const { he, en } = meaningOf(layout, line)?.name ?? { he: '', en: '' };
  return failure('field-not-placed', {
    he: `${name}:${line}: לשדה «${he}» אין מקום ברשומה (0 0, או שהשורה חסרה), ובלעדיו לא ניתן לקרוא את המסמכים. הפיקו את הקבצים מחדש עם שדה זה.`,
    en: `${name}:${line}: the field «${en}» has no place in the record (0 0, or the line is missing), and without it no document can be read. Produce the files again with it.`,
  });
}

export function typeNotPlaced(name: string): IshurError {
  return failure('field-not-placed', {
    he: `${name}:4: לסוג המסמך אין מקום ברשומה (0 0, או שהשורה חסרה). רשמו בהגדרות documentType, למשל 305, או הפיקו את הקבצים מחדש עם שדה זה.`,
    en: `${name}:4: the document type has no place in the record (0 0, or the line is missing). Write \`documentType\` in the settings, such as 305, or produce the files again with it.`,
  });
}

/** Every record of the beginning has another length than the PRM says. */
export function wrongRecordLength(name: string, parameters: string, expected: string, found: number): IshurError {
  return failure('wrong-record-length', {
    he: `כל הרשומות בתחילת ${name} אינן באורך שבקובץ הפרמטרים ${parameters}: נמצאו ${found} תווים, ונדרשים ${expected}. בדקו ששני הקבצים הופקו יחד, ושהקובץ לא נשמר בעורך טקסט.`,
    en: `No record at the beginning of ${name} has the length that ${parameters} says: ${found} characters were found, ${expected} expected. Check that the two were produced together, and that no text editor saved the data.`,
  });
}

export function tooManyAccounts(name: string, most: number): IshurError {
  return failure('too-many-accounts', {
    he: `בקובץ כרטיסי החשבון ${name} יש יותר מ-${most} כרטיסים, ולכן אינו נקרא. הפיקו קובץ של הלקוחות בלבד.`,
    en: `The file of accounts' cards ${name} holds more than ${most} cards and is not read. Produce one of the customers alone.`,
  });
}

export function tooManyRepeated(name: string, most: number): IshurError {
  return failure('too-many-repeated', {
    he: `בקובץ ${name} מופיעים יותר מ-${most} מסמכים יותר מפעם אחת, ולכן אינו נקרא. בדקו שמספר המסמך עומד במקום שבקובץ הפרמטרים, ושהקובץ לא הופק פעמיים לתוך אותו קובץ.`,
    en: `More than ${most} documents stand in ${name} more than once, and it is not read. Check that the document number stands where the PRM says, and that the file was not produced twice into itself.`,
  });
}

export function headerNotFound(name: string, missing: string): IshurError {
  return failure('header-not-found', {
    he: `בדוח ${name} לא נמצאה שורת כותרת עם העמודות ${missing}. הוסיפו אותן לדוח, או רשמו את שמותיהן ב-columns בהגדרות.`,
    en: `The report ${name} has no header with the columns ${missing}. Add them to the report, or write their names in \`columns\`.`,
  });
}

export function documentGone(ref: string): IshurError {
  return failure(
    'document-gone',
    {
      he: `המסמך ${quote(ref)} אינו נמצא עוד בקבצים, ולכן מספר ההקצאה שלו לא נכתב. החזירו את הקובץ, או רשמו את המספר ידנית.`,
      en: `Document ${quote(ref)} is no longer in the files, so its allocation number was not written. Put the file back, or enter the number by hand.`,
    },
    'fix-document',
  );
}

export function numberNotDigits(ref: string): IshurError {
  return failure(
    'number-not-digits',
    {
      he: `מספר ההקצאה של ${quote(ref)} מכיל תווים שאינם ספרות, ולכן לא נכתב. דווחו על התקלה.`,
      en: `The allocation number of ${quote(ref)} holds more than digits and was not written. Report this.`,
    },
    'report-bug',
  );
}

export function resultNotUnderstood(name: string, line: number): IshurError {
  return failure('result-not-understood', {
    he: `קובץ התוצאה ${name} השתנה ולא ניתן להבין אותו (שורה ${line}), ולכן לא נכתב דבר. העבירו אותו לתיקייה אחרת והריצו שוב; קובץ חדש ייווצר.`,
    en: `The result file ${name} was changed and cannot be understood (line ${line}), so nothing was written. Move it elsewhere and run again; a new one is made.`,
  });
}

export function importFolderTaken(name: string, cause?: unknown): IshurError {
  return failure(
    'import-folder',
    {
      he: `לא ניתן ליצור את התיקייה ${name}, שבה נכתבים קובצי הקליטה עם מספרי ההקצאה. הסירו קובץ ששמו כך ותנו הרשאת כתיבה.`,
      en: `The folder ${name}, where the import files with the allocation numbers are put, cannot be made. Remove a file of this name and grant permission to write.`,
    },
    'fix-config',
    cause,
  );
}

/** The pair of an earlier export cannot be taken away, and its parameters do not fit what is to be written. */
export function importNotReplaced(name: string, cause: unknown): IshurError {
  return failure(
    'import-not-replaced',
    {
      he: `לא ניתן להחליף את קובץ הקליטה ${name}: הוא פתוח בתוכנה אחרת או נעול. סגרו אותו; הכתיבה תנוסה שוב.`,
      en: `The import file ${name} cannot be replaced: it is open in another program, or locked. Close it; writing is tried again.`,
    },
    'retry',
    cause,
  );
}

export function importIsSource(name: string): IshurError {
  return failure('import-is-source', {
    he: `קובצי הקליטה היו נכתבים על ${name}, שהוא קובץ מקור או קובץ קליטה של מקור אחר, ולכן לא נכתב דבר. רשמו ב-importFolder תיקייה אחרת.`,
    en: `The import pair would be written over ${name}, which is a source or the pair of another, so nothing was written. Name another folder in \`importFolder\`.`,
  });
}

export function notThisEncoding(name: string, encoding: string, cause: unknown): IshurError {
  return failure(
    'not-this-encoding',
    {
      he: `לא ניתן לקרוא את ${name} בקידוד ${encoding}: יש בו תווים שאינם בקידוד זה. רשמו encoding בהגדרות, או שמרו את הדוח מחדש.`,
      en: `${name} cannot be read as ${encoding}: it holds characters that are not of it. Write \`encoding\` in the settings, or save the report again.`,
    },
    'fix-config',
    cause,
  );
}
