import type { Rule } from './rule.ts';
import { coded, uncoded } from './rule.ts';

const AGAIN = [
  'הפיקו את הקובץ מחדש בתוכנת הנהלת החשבונות; אם זה חוזר, פנו לספק התוכנה.',
  'Produce the file again in the accounting software; if that does not help, ask its vendor.',
] as const;
const APPENDIX_A = 'PCN874 circular, appendix A';

export type StructureRuleCode =
  | 'empty-file'
  | 'encoding'
  | 'byte-order-mark'
  | 'no-line-ends'
  | 'bundle'
  | 'header-missing'
  | 'second-header'
  | 'header-length'
  | 'entry-length'
  | 'closing-length'
  | 'unknown-record'
  | 'blank-record'
  | 'record-after-closing'
  | 'closing-missing'
  | 'closing-dealer'
  | 'line-end'
  | 'too-many-records';

/** What holds for the file as a whole and for the lengths of its records. */
export const STRUCTURE_RULES: Readonly<Record<StructureRuleCode, Rule>> = {
  'empty-file': coded(
    '801',
    ['הקובץ ריק', 'The file is empty'],
    ['רשומת פתיחה O, רשומות ורשומת סגירה X', 'a header O, records and a closing X'],
    AGAIN,
  ),
  encoding: coded(
    '801',
    ['הקובץ שמור בקידוד UTF-16', 'The file is encoded in UTF-16'],
    ['תו אחד לכל בית (ASCII)', 'one byte for every character (ASCII)'],
    [
      'שמרו את הקובץ כטקסט רגיל (ANSI), או הפיקו אותו מחדש.',
      'Save the file as plain text (ANSI), or produce it again.',
    ],
  ),
  'byte-order-mark': coded(
    '803',
    [
      'בתחילת הקובץ יש סימן UTF-8 (BOM), שמאריך את רשומת הפתיחה בשלושה תווים',
      'The file begins with the UTF-8 mark (BOM), which makes the header three characters longer',
    ],
    ['האות O בתחילת הקובץ', 'the letter O at the beginning of the file'],
    ['שמרו את הקובץ בלי BOM (ANSI), או הפיקו אותו מחדש.', 'Save the file without a BOM (ANSI), or produce it again.'],
  ),
  'no-line-ends': coded(
    '801',
    ['אין בקובץ סופי שורה', 'The file has no line ends'],
    ['כל רשומה בשורה משלה (CRLF)', 'every record in a line of its own (CR LF)'],
    AGAIN,
  ),
  bundle: coded(
    '801',
    [
      'זהו קובץ מרוכז של מייצג (רשומה A), ולא דוח של עוסק אחד',
      "This is a representative's file of many reports (record A), not the report of one dealer",
    ],
    ['רשומת פתיחה O', 'a header O'],
    ['בדקו כל דוח בנפרד: מרשומת O עד רשומת X שלו.', 'Check every report by itself: from its record O to its record X.'],
    'fault',
    'PCN874 circular, appendix B',
  ),
  'header-missing': coded(
    '801',
    ['השורה הראשונה אינה רשומת פתיחה', 'The first line is no header'],
    ['רשומת פתיחה O', 'a header O'],
    AGAIN,
  ),
  'second-header': coded(
    '801',
    ['יש בקובץ יותר מרשומת פתיחה אחת', 'The file has more than one header'],
    ['רשומת O אחת, בשורה הראשונה', 'one record O, in the first line'],
    AGAIN,
  ),
  'header-length': coded(
    '803',
    ['אורך רשומת הפתיחה אינו תקין', 'The header has a wrong length'],
    ['{expected} תווים', '{expected} characters'],
    AGAIN,
  ),
  'entry-length': coded(
    '805',
    ['אורך הרשומה אינו תקין', 'The record has a wrong length'],
    ['{expected} תווים', '{expected} characters'],
    AGAIN,
  ),
  'closing-length': coded(
    '804',
    ['אורך רשומת הסגירה אינו תקין', 'The closing record has a wrong length'],
    ['{expected} תווים', '{expected} characters'],
    AGAIN,
  ),
  'unknown-record': coded(
    '801',
    ['סוג הרשומה אינו מוכר', 'The type of the record is not known'],
    ['אחת האותיות S, L, M, Y, I, T, C, K, R, P, H', 'one of the letters S, L, M, Y, I, T, C, K, R, P, H'],
    AGAIN,
    'fault',
    `notice on error codes of 27.12.2015, code 801; ${APPENDIX_A}`,
  ),
  'blank-record': coded(
    '802',
    ['יש בקובץ שורה ריקה', 'The file has a blank line'],
    ['רשומה בכל שורה', 'a record in every line'],
    ['מחקו את השורה הריקה.', 'Remove the blank line.'],
  ),
  'record-after-closing': coded(
    '801',
    ['יש רשומה אחרי רשומת הסגירה', 'There is a record after the closing'],
    ['סוף הקובץ אחרי רשומת X', 'the end of the file after the record X'],
    AGAIN,
  ),
  'closing-missing': coded(
    '126',
    ['חסרה רשומת סגירה בסוף הקובץ', 'The closing record is missing at the end of the file'],
    ['X ומספר העוסק, {expected} תווים', "X and the dealer's number, {expected} characters"],
    AGAIN,
  ),
  'closing-dealer': coded(
    '127',
    [
      'מספר העוסק ברשומת הסגירה שונה מזה שברשומת הפתיחה',
      "The dealer's number of the closing is not that of the header",
    ],
    ['{expected}', '{expected}'],
    AGAIN,
  ),
  'line-end': uncoded(
    'no published document names the line end; CR LF is what most accounting systems write',
    ['שורה אינה מסתיימת ב־CRLF', 'A line does not end with CR LF'],
    [
      'CRLF (תווים 13 ו־10) בסוף כל שורה, גם האחרונה',
      'CR LF (characters 13 and 10) at the end of every line, the last one too',
    ],
    [
      'אם הסימולטור של רשות המסים קולט את הקובץ, אין מה לתקן.',
      "If the Tax Authority's simulator takes the file, there is nothing to mend.",
    ],
    'warning',
  ),
  'too-many-records': uncoded(
    'a bound of this program',
    ['יש בקובץ יותר רשומות משניתן לבדוק יחד', 'The file has more records than can be checked together'],
    ['עד {expected} רשומות', 'up to {expected} records'],
    ['הגדילו את mostRecords, אם יש די זיכרון.', 'Raise mostRecords, if there is enough memory.'],
  ),
};
