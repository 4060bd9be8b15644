import type { Fault, LocalizedMessage } from '@ishur/contract';
import { placeOf, quote } from '@ishur/adapter-kit';
import type { DateProblem } from '@ishur/adapter-kit';

/** Where in a file a cell stands. */
export interface CellPlace {
  /** Its name, for people. */
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
  | 'csv/too-many-cells'
  | 'csv/too-few-cells'
  | 'csv/row-above-header'
  | 'csv/damaged-row'
  | 'csv/cut-row';

/** A cell that could not be spelled: what was expected there, and what to do. Codes are permanent. */
const EXPECTED: Readonly<Record<CsvFaultCode, LocalizedMessage>> = {
  'csv/bad-date': {
    he: 'תאריך כמו 30/06/2026. תקנו את התאריך',
    en: 'a date such as 30/06/2026. Mend it',
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
  'csv/too-few-cells': {
    he: 'תא: השורה נגמרת לפני העמודה הזאת. בדרך כלל השורה נקטעה או חסר בה מפריד, ואז העמודות אינן מתאימות; תקנו את השורה או הפיקו את הקובץ מחדש. אם התוכנה משמיטה תאים ריקים בסוף השורות, ציינו shortRows: accept',
    en: 'a cell: the row ends before this column. Usually the row was cut off or a delimiter is missing, so the columns do not fit; mend the row or export the file again. Where the program leaves empty cells out at the ends of rows, set shortRows: accept',
  },
  'csv/damaged-row': {
    he: 'שורה של טקסט: יש בה בתים ריקים (NUL), סימן לקובץ שנפגם. הפיקו את הקובץ מחדש',
    en: 'a row of text: it holds NUL bytes, as damaged files do. Export the file again',
  },
  'csv/cut-row': {
    he: 'סוף השורה: הקובץ נגמר באמצע תא שנפתח במירכאות, ולכן נקטע. הפיקו את הקובץ מחדש',
    en: 'the end of the row: the file ends within a quoted cell, so it was cut off. Export it again',
  },
  'csv/row-above-header': {
    he: 'כותרת: זו שורת מסמך שנמצאת מעל שורת הכותרות. העבירו אותה אל מתחת לכותרות, או הפיקו את הקובץ מחדש',
    en: 'a title: this row of a document stands above the header row. Move it below, or export the file again',
  },
  'csv/too-many-cells': {
    he: 'סוף השורה: יש בה יותר תאים מאשר כותרות, ולכן העמודות אינן מתאימות. בדרך כלל פסיק בתוך סכום או שם בלי מירכאות; תקנו את השורה',
    en: 'the end of the row: it has more cells than the header, so the columns do not fit. Usually a comma in an amount or a name without quotation marks; mend the row',
  },
};

export const ODD_REFERENCE: LocalizedMessage = {
  he: 'מספר מסמך מאותיות, מספרות ומסימנים כמו מקף ולוכסן. יש בו תווים אחרים, סימן לקובץ שנפגם או לקידוד שגוי; תקנו אותו או הפיקו את הקובץ מחדש',
  en: 'a document number of letters, digits and signs such as - and /. It has others, as damaged files and wrong encodings do; mend it or export the file again',
};

/**
 * A fault of one cell: file, line and header, what was found, what was expected, and what to do. `expected` is given where
 * more is known than the code says.
 */
export function cellFault(
  code: CsvFaultCode,
  { file, line, header }: CellPlace,
  found: string,
  expected: LocalizedMessage = EXPECTED[code],
): Fault {
  const place = placeOf(file, line);
  return {
    code,
    path: header,
    message: {
      he: `${place}, עמודה ${quote(header)}: נמצא ${found === '' ? 'תא ריק' : quote(found)}, נדרש ${expected.he}.`,
      en: `${place}, column ${quote(header)}: found ${found === '' ? 'nothing' : quote(found)}, expected ${expected.en}.`,
    },
  };
}

const MONTHS: readonly (readonly [he: string, en: string])[] = [
  ['ינואר', 'January'],
  ['פברואר', 'February'],
  ['מרץ', 'March'],
  ['אפריל', 'April'],
  ['מאי', 'May'],
  ['יוני', 'June'],
  ['יולי', 'July'],
  ['אוגוסט', 'August'],
  ['ספטמבר', 'September'],
  ['אוקטובר', 'October'],
  ['נובמבר', 'November'],
  ['דצמבר', 'December'],
];

/** What was expected of a date whose fault is known. */
export function expectedDate(problem: DateProblem, isMonthFirst: boolean): LocalizedMessage {
  switch (problem.kind) {
    case 'no-such-day': {
      const { year, month, days } = problem;
      const [he = '', en = ''] = MONTHS[month - 1] ?? [];
      return {
        he: `יום שקיים: ב${he} ${year} יש ${days} יום. תקנו את התאריך`,
        en: `a day that exists: ${en} ${year} has ${days} days. Mend the date`,
      };
    }
    case 'no-such-month':
      return {
        he: `חודש בין 1 ל-12, ולא ${problem.month}. תקנו את התאריך`,
        en: `a month from 1 to 12, not ${problem.month}. Mend the date`,
      };
    case 'other-order':
      return isMonthFirst
        ? {
            he: 'תאריך שבו החודש רשום לפני היום, לפי ההגדרה dateOrder: month-first. תקנו את התאריך; אם בכל הקובץ היום רשום לפני החודש, מחקו את ההגדרה',
            en: 'the month before the day, as dateOrder: month-first says. Mend the date; where the whole file writes the day first, remove that setting',
          }
        : {
            he: 'תאריך שבו היום רשום לפני החודש, כמו 30/06/2026. תקנו את התאריך; אם בכל הקובץ החודש רשום לפני היום, ציינו dateOrder: month-first',
            en: 'the day before the month, as in 30/06/2026. Mend the date; where the whole file writes the month first, set dateOrder: month-first',
          };
  }
}
