import type { Fault, LocalizedMessage } from '@ishur/contract';

/** Where in a file a cell stands. */
export interface CellPlace {
  readonly file: string;
  readonly line: number;
  /** The header as it is written. */
  readonly header: string;
}

export type CsvFaultCode =
  | 'csv/bad-date'
  | 'csv/bad-amount'
  | 'csv/amount-missing'
  | 'csv/value-missing'
  | 'csv/bad-document-type'
  | 'csv/bad-reference'
  | 'csv/bad-dealer-number'
  | 'csv/bad-allocation-number'
  | 'csv/bad-currency'
  | 'csv/too-many-cells';

/** Each kind of cell that could not be spelled: what was expected there, and what to do. Codes are permanent. */
const EXPECTED: Readonly<Record<CsvFaultCode, LocalizedMessage>> = {
  'csv/bad-date': {
    he: 'תאריך כמו 30/06/2026. תקנו את התאריך; אם בקובץ החודש רשום לפני היום, ציינו dateOrder: month-first',
    en: 'a date such as 30/06/2026. Mend it; where the file writes the month first, set dateOrder: month-first',
  },
  'csv/bad-amount': {
    he: 'סכום בשקלים כמו 1,234.50, עם שתי ספרות לכל היותר אחרי הנקודה. תקנו את הסכום',
    en: 'an amount in shekels such as 1,234.50, with at most two digits after the point. Mend it',
  },
  'csv/amount-missing': {
    he: 'סכום; מתוך שלושת הסכומים (לפני מע"מ, מע"מ, כולל מע"מ) ניתן להשלים רק אחד. מלאו את החסר',
    en: 'an amount; of the three amounts (net, VAT, gross) only one can be worked out. Fill it in',
  },
  'csv/value-missing': {
    he: 'ערך בתא. מלאו אותו',
    en: 'a value. Fill it in',
  },
  'csv/bad-document-type': {
    he: 'סוג מסמך (למשל חשבונית מס, או 305). תקנו אותו, או הוסיפו את הכתוב ל-documentTypes בהגדרות',
    en: 'a document type (such as «חשבונית מס», or 305). Mend it, or add its text to `documentTypes` in the settings',
  },
  'csv/bad-reference': {
    he: 'מספר מסמך. Excel קיצר את המספר ואיבד ספרות; הפיקו את הקובץ מחדש בלי לפתוח אותו ב-Excel',
    en: 'a document number. A spreadsheet has lost its digits; export the file again without opening it there',
  },
  'csv/bad-dealer-number': {
    he: 'מספר עוסק של עד 9 ספרות. תקנו אותו; אם Excel קיצר את המספר, הפיקו את הקובץ מחדש',
    en: "a dealer's number of up to 9 digits. Mend it; where a spreadsheet lost digits, export the file again",
  },
  'csv/bad-allocation-number': {
    he: 'מספר הקצאה בספרות בלבד, או תא ריק. תקנו אותו; אם Excel קיצר את המספר, העתיקו אותו מן החשבונית',
    en: 'an allocation number of digits alone, or an empty cell. Mend it; where a spreadsheet lost digits, copy it from the invoice',
  },
  'csv/bad-currency': {
    he: 'קוד מטבע כמו ILS או USD. תקנו אותו',
    en: 'a currency code such as ILS or USD. Mend it',
  },
  'csv/too-many-cells': {
    he: 'סוף השורה: יש בה יותר תאים מאשר כותרות, ולכן העמודות אינן מתאימות. בדרך כלל פסיק בתוך סכום או שם בלי מירכאות; תקנו את השורה',
    en: 'the end of the row: it has more cells than the header, so the columns do not fit. Usually a comma in an amount or a name without quotation marks; mend the row',
  },
};

const LONGEST_QUOTATION = 60;

/** A fault of one cell: file, line and header, what was found, what was expected, and what to do. */
export function cellFault(code: CsvFaultCode, place: CellPlace, found: string): Fault {
  const shown = found.length > LONGEST_QUOTATION ? `${found.slice(0, LONGEST_QUOTATION)}…` : found;
  const expected = EXPECTED[code];
  return {
    code,
    path: place.header,
    message: {
      he: `${place.file}, שורה ${place.line}, עמודה «${place.header}»: נמצא ${shown === '' ? 'תא ריק' : `«${shown}»`}, נדרש ${expected.he}.`,
      en: `${place.file}, line ${place.line}, column «${place.header}»: found ${shown === '' ? 'nothing' : `«${shown}»`}, expected ${expected.en}.`,
    },
  };
}
