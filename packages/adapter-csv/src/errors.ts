import { IshurError } from '@ishur/contract';
import type { LocalizedMessage, Remedy } from '@ishur/contract';
import { cut, HEADER_FIELD_NAMES, placeOf, quoteRow } from '@ishur/adapter-kit';
import type { HeaderField } from '@ishur/adapter-kit';
import type { RunTogether } from './run-together.ts';

/** One place for the words: every failure that concerns a whole file. Files are named as `nameFile` names them. */
function failure(code: string, message: LocalizedMessage, remedy: Remedy = 'fix-config', cause?: unknown): IshurError {
  return new IshurError({ code, remedy, message, cause });
}

export function emptyFile(file: string): IshurError {
  return failure('csv/empty-file', {
    he: `הקובץ ${file} ריק. הפיקו אותו מחדש, או הוציאו אותו מן התיקייה.`,
    en: `The file ${file} is empty. Export it again, or take it out of the folder.`,
  });
}

export function notText(file: string, looksLike: string | undefined): IshurError {
  const [he, en] = looksLike === undefined ? ['', ''] : [` (נראה כמו ${looksLike})`, ` (it looks like ${looksLike})`];
  return failure('csv/not-text', {
    he: `הקובץ ${file} אינו קובץ טקסט${he}. שמרו אותו בתוכנה שבה נוצר כ-CSV (UTF-8)${looksLike === undefined ? ', או ציינו encoding בהגדרות' : ''}.`,
    en: `The file ${file} is not text${en}. Save it as CSV (UTF-8) in the program that made it${looksLike === undefined ? ', or set `encoding`' : ''}.`,
  });
}

export function wrongEncoding(file: string, encoding: string, line: number): IshurError {
  return failure('csv/wrong-encoding', {
    he: `${placeOf(file, line)}: הקובץ אינו בקידוד ${encoding}; אחרי שורה זו יש תווים שלא ניתן לפענח. ציינו את הקידוד הנכון (encoding) בהגדרות.`,
    en: `${placeOf(file, line)}: the file is not in ${encoding}; after this line it has bytes that cannot be decoded. Set the right \`encoding\`.`,
  });
}

export function cellTooLong(file: string, line: number, limit: number): IshurError {
  return failure('csv/cell-too-long', {
    he: `${placeOf(file, line)}: תא ארוך מ-${limit} תווים. בדרך כלל חסרה מירכה (") סוגרת; תקנו את השורה או הפיקו את הקובץ מחדש.`,
    en: `${placeOf(file, line)}: a cell of more than ${limit} characters. Usually a closing quotation mark (") is missing; mend the line or export the file again.`,
  });
}

export function rowTooLong(file: string, line: number, limit: number): IshurError {
  return failure('csv/row-too-long', {
    he: `${placeOf(file, line)}: שורה ארוכה מ-${limit} תווים. הקובץ כנראה אינו טבלת מסמכים; בדקו אותו והפיקו מחדש.`,
    en: `${placeOf(file, line)}: a row of more than ${limit} characters. It is hardly a table of documents; check the file and export it again.`,
  });
}

/** What a header row has to name; of the amounts, two will do. */
const NEEDED: readonly HeaderField[] = [
  'documentType',
  'reference',
  'documentDate',
  'netAmount',
  'vatAmount',
  'grossAmount',
];

/** `row` is the one that comes closest to a header row. */
export function noHeader(file: string, line: number, row: readonly string[]): IshurError {
  const place = placeOf(file, line);
  const found = quoteRow(row);
  return failure('csv/no-header', {
    he: `${place}: לא נמצאה שורת כותרות. השורה הקרובה ביותר לכך היא ${found}. נדרשות עמודות של ${fieldNames(NEEDED, 'he')}. הוסיפו שורה עם שמות העמודות, או ציינו ב-columns איזו כותרת שייכת לכל שדה.`,
    en: `${place}: no header row was found. The row that comes closest is ${found}. Columns are needed for ${fieldNames(NEEDED, 'en')}. Add a row with the names of the columns, or say in \`columns\` which header belongs to each field.`,
  });
}

function fieldNames(fields: readonly HeaderField[], language: 'he' | 'en'): string {
  return fields.map((field) => `${HEADER_FIELD_NAMES[field][language]} (${field})`).join(', ');
}

export function columnsMissing(
  file: string,
  line: number,
  headers: readonly string[],
  fields: readonly HeaderField[],
): IshurError {
  const [place, found] = [placeOf(file, line), quoteRow(headers)];
  return failure('csv/columns-missing', {
    he: `${place}: בשורת הכותרות לא נמצאו העמודות ${fieldNames(fields, 'he')}. הכותרות שנמצאו: ${found}. ציינו ב-columns איזו כותרת שייכת לכל שדה${typeHint(fields, 'he')}.`,
    en: `${place}: the header row has no columns for ${fieldNames(fields, 'en')}. The headers found: ${found}. Say in \`columns\` which header belongs to each field${typeHint(fields, 'en')}.`,
  });
}

function typeHint(fields: readonly HeaderField[], language: 'he' | 'en'): string {
  if (!fields.includes('documentType')) return '';
  return language === 'he'
    ? '; אם כל המסמכים בקובץ מאותו סוג, ציינו אותו ב-documentType (למשל 305)'
    : '; where all documents are of one type, set `documentType` (such as 305)';
}

export function declaredColumnMissing(
  file: string,
  line: number,
  headers: readonly string[],
  missing: readonly { readonly field: HeaderField; readonly header: string }[],
): IshurError {
  const wanted = missing.map(({ field, header }) => `${field}: «${header}»`).join(', ');
  const [place, found] = [placeOf(file, line), quoteRow(headers)];
  return failure('csv/declared-column-missing', {
    he: `${place}: אין בשורת הכותרות עמודה כפי שהוגדר ב-columns: ${wanted}. הכותרות שנמצאו: ${found}. תקנו את ההגדרה או את הקובץ.`,
    en: `${place}: the header row has no column as declared in \`columns\`: ${wanted}. The headers found: ${found}. Mend the setting or the file.`,
  });
}

export function headerHoldsValue(file: string, line: number, value: string): IshurError {
  const place = placeOf(file, line);
  const found = quoteRow([value]);
  return failure('csv/header-holds-value', {
    he: `${place}: בשורת הכותרות נמצא ערך של מסמך: ${found}. כנראה אבד סוף השורה, ושורת הכותרות ושורת מסמך התחברו לאחת; הפיקו את הקובץ מחדש.`,
    en: `${place}: the header row holds a value of a document: ${found}. Probably a line end was lost, and the header and a row have become one; export the file again.`,
  });
}

/** A column that holds values of a field for which there is no column. */
export interface UnnamedColumn {
  /** Empty where it has no name. */
  readonly header: string;
  /** Its index. */
  readonly column: number;
  readonly field: HeaderField;
}

/** A header in which the delimiter between two names was lost. */
export function headerRunTogether(file: string, line: number, header: string, names: RunTogether): IshurError {
  const place = placeOf(file, line);
  const found = JSON.stringify(header);
  return failure('csv/header-run-together', {
    he: `${place}: הכותרת ${quoteRow([header])} נראית כמו שתי עמודות, ${quoteRow([names.first])} ו־${quoteRow([names.second])}, שהמפריד ביניהן אבד; אז הערכים שבשורות אינם בעמודות שלהם. תקנו את שורת הכותרות או הפיקו את הקובץ מחדש. אם זה באמת שם של עמודה אחת, ציינו otherColumns: [${found}].`,
    en: `${place}: the header ${quoteRow([header])} looks like two columns, ${quoteRow([names.first])} and ${quoteRow([names.second])}, whose delimiter was lost; then values stand in the wrong columns. Mend the header row or export the file again. Where it is the name of one column, set \`otherColumns: [${found}]\`.`,
  });
}

/** @param headers that speak of suppliers. */
export function ofPurchases(file: string, line: number, headers: readonly string[]): IshurError {
  const place = placeOf(file, line);
  const found = quoteRow(headers);
  return failure('csv/purchases', {
    he: `${place}: בכותרת יש ספקים (${found}) ואין לקוחות, כמו ברשימה של חשבוניות שהתקבלו. מספר הקצאה מבקשים רק לחשבוניות שהעסק מפיק. לאימות חשבוניות של ספקים: ishur verify. אם אלה בכל זאת מסמכים של העסק, ציינו בהגדרות את עמודת הלקוח, למשל columns: { customer.vatNumber: ע.מ }.`,
    en: `${place}: the header speaks of suppliers (${found}) and of no customers, as a list of received invoices does. Numbers are asked for only for invoices that the business issues. To verify suppliers' invoices: \`ishur verify\`. Where these are documents of the business all the same, name the customer's column, as in \`columns: { customer.vatNumber: ע.מ }\`.`,
  });
}

/** Columns that hold values of fields for which there is no column. */
export function columnUnnamed(file: string, line: number, columns: readonly UnnamedColumn[]): IshurError {
  const place = placeOf(file, line);
  const told = columns.map(unnamedColumn);
  return failure('csv/column-unnamed', {
    he: `${place}: ${told.map(({ he }) => he).join(' ')}`,
    en: `${place}: ${told.map(({ en }) => en).join(' ')}`,
  });
}

function unnamedColumn({ header, column, field }: UnnamedColumn): LocalizedMessage {
  const found = quoteRow([header]);
  const name = JSON.stringify(header);
  const [he, en] =
    header === ''
      ? [`בעמודה ${column + 1}, שאין לה כותרת,`, `column ${column + 1}, which has no header,`]
      : [`בעמודה ${found}`, `the column ${found}`];
  const mend =
    header === ''
      ? ['תנו לעמודה כותרת', 'Give it a header']
      : [
          `תקנו את הכותרת, או ציינו בהגדרות columns: { ${field}: ${name} }; אם אין לעמודה קשר לשדה זה, ציינו otherColumns: [${name}]`,
          `Mend the header, or set \`columns: { ${field}: ${name} }\`; where the column is something else, set \`otherColumns: [${name}]\``,
        ];
  return {
    he: `${he} יש ערכים של ${fieldNames([field], 'he')}, אבל לא נמצאה עמודה בשם כזה, ובלעדיה ההחלטה הייתה שגויה. ${mend[0]}.`,
    en: `${en} holds values of ${fieldNames([field], 'en')}, but no column has such a name, and without it the decision would be wrong. ${mend[1]}.`,
  };
}

export function documentGone(ref: string, files: readonly string[]): IshurError {
  return failure(
    'csv/document-gone',
    {
      he: `המסמך ${cut(ref)} כבר אינו נמצא בקובצי המקור (${files.join(', ')}), ולכן המספר שלו לא נכתב. המספר שמור; החזירו את השורה לקובץ והריצו שוב.`,
      en: `The document ${cut(ref)} is no longer in the source files (${files.join(', ')}), so its number was not written. The number is safe; put the row back and run again.`,
    },
    'fix-document',
  );
}

export function resultNotUnderstood(result: string, cause?: unknown): IshurError {
  return failure(
    'csv/result-not-understood',
    {
      he: `קובץ התוצאה הקיים ${result} שונה ולא ניתן לזהות בו את העמודות, ולכן לא נכתב דבר. העבירו אותו לתיקייה אחרת והריצו שוב.`,
      en: `The result file ${result} was changed and its columns cannot be recognised, so nothing was written. Move it elsewhere and run again.`,
    },
    'fix-config',
    cause,
  );
}

export function resultOfOtherColumns(result: string): IshurError {
  return failure('csv/result-of-other-columns', {
    he: `קובץ התוצאה ${result} מכיל מספרי הקצאה של מסמכים שאינם עוד בקובץ המקור, ומבנה העמודות שלו שונה. העבירו אותו לתיקייה אחרת כדי שלא יאבדו, והריצו שוב.`,
    en: `The result file ${result} holds numbers of documents that are no longer in the source, in other columns. Move it elsewhere so that they are kept, and run again.`,
  });
}

export function notEncodable(result: string, encoding: string, characters: readonly string[]): IshurError {
  const list = characters.slice(0, 10).join(' ');
  return failure('csv/not-encodable', {
    he: `לא ניתן לכתוב ל-${result} בקידוד ${encoding} את התווים: ${list}. הפיקו את קובץ המקור בקידוד UTF-8 והריצו שוב.`,
    en: `The characters ${list} cannot be written to ${result} in ${encoding}. Export the source in UTF-8 and run again.`,
  });
}

export function numberNotDigits(ref: string): IshurError {
  return failure(
    'csv/number-not-digits',
    {
      he: `מספר ההקצאה של המסמך ${cut(ref)} אינו מורכב מספרות בלבד, ולכן לא נכתב. פנו לתמיכה.`,
      en: `The allocation number of the document ${cut(ref)} is not made of digits alone and was not written. Report this.`,
    },
    'report-bug',
  );
}
