import type { Rule } from './rule.ts';
import { coded, uncoded } from './rule.ts';

const COMPUTE = [
  'חשבו מחדש את רשומת הפתיחה מן הרשומות, או השלימו רשומות חסרות.',
  'Compute the header from the records again, or add the records that are missing.',
] as const;
const APPENDIX_A = 'PCN874 circular, appendix A';

export type ComparingRuleCode =
  | 'inputs-count'
  | 'sales-count'
  | 'inputs-vat-total'
  | 'sales-vat-total'
  | 'taxable-sales-total'
  | 'zero-exempt-total'
  | 'duplicate'
  | 'duplicate-other-counterpart'
  | 'self-invoice'
  | 'petty-cash-share'
  | 'petty-cash-total'
  | 'same-date'
  | 'number-twice';

/** What shows only when records are compared with each other, or with the header. */
export const COMPARING_RULES: Readonly<Record<ComparingRuleCode, Rule>> = {
  'inputs-count': coded(
    '301',
    ['{field} ברשומת הפתיחה אינה כמות הרשומות בקובץ', 'In the header, the {field} is not that of the file'],
    ['{expected}', '{expected}'],
    COMPUTE,
  ),
  'sales-count': coded(
    '302',
    ['{field} ברשומת הפתיחה אינה כמות הרשומות בקובץ', 'In the header, the {field} is not that of the file'],
    ['{expected}', '{expected}'],
    COMPUTE,
  ),
  'inputs-vat-total': coded(
    '306',
    ['מס התשומות ברשומת הפתיחה אינו סכום המע"מ ברשומות', 'The VAT on inputs of the header is not that of the records'],
    ['{expected}', '{expected}'],
    COMPUTE,
  ),
  'sales-vat-total': coded(
    '307',
    ['{field} ברשומת הפתיחה אינו סכום המע"מ ברשומות', 'In the header, the {field} is not that of the records'],
    ['{expected}', '{expected}'],
    COMPUTE,
  ),
  'taxable-sales-total': uncoded(
    APPENDIX_A,
    [
      '{field} ברשומת הפתיחה אינו סכום הרשומות שיש בהן מע"מ',
      'In the header, the {field} are not those of the records with VAT',
    ],
    ['{expected}', '{expected}'],
    COMPUTE,
  ),
  'zero-exempt-total': uncoded(
    APPENDIX_A,
    [
      '{field} ברשומת הפתיחה אינו סכום רשומות העסקה שאין בהן מע"מ',
      'In the header, the {field} are not those of the sales without VAT',
    ],
    ['{expected}', '{expected}'],
    COMPUTE,
  ),
  duplicate: coded(
    '214',
    ['אותה רשומה מופיעה פעמיים', 'A record stands twice'],
    ['רשומה אחת; הראשונה בשורה {expected}', 'one record; the first is in line {expected}'],
    ['מחקו את הכפילות.', 'Remove one of them.'],
  ),
  'duplicate-other-counterpart': coded(
    '214',
    [
      'לשתי רשומות של צדדים שונים אותם מספר אסמכתא, תאריך וסכום',
      'Two records of different counterparts have one reference number, date and sum',
    ],
    ['מספרים שונים; האחרת בשורה {expected}', 'different numbers; the other is in line {expected}'],
    [
      'ודאו שאלה שתי חשבוניות. ההודעה על הקודים אינה אומרת אם הצד הנגדי נבדק.',
      'Make sure that they are two invoices. The notice does not say whether counterparts are compared.',
    ],
    'warning',
  ),
  'self-invoice': coded(
    '215',
    [
      'לחשבונית עצמית בתשומות (C) אין חשבונית מקבילה בעסקאות (M)',
      'A self-invoice among the inputs (C) has none among the sales (M)',
    ],
    ['רשומת M עם מע"מ זהה או גבוה יותר', 'a record M with the same VAT or more'],
    ['הוסיפו את רשומת M, או תקנו את הסכום.', 'Add the record M, or correct its amount.'],
  ),
  'petty-cash-share': coded(
    '216',
    ['בדוח להחזר, המע"מ בקופה קטנה (K) גבוה מהמותר', 'In a refund report, petty cash (K) holds more VAT than it may'],
    ['לא יותר מ־{expected}', 'not above {expected}'],
    ['פרטו את הקופה הקטנה לחשבוניות (T).', 'Report its invoices one by one (T).'],
    'fault',
    'notice on error codes of 27.12.2015, codes 216 and 303',
  ),
  'petty-cash-total': uncoded(
    'PCN874 circular, appendix C, note E',
    ['המע"מ בקופה קטנה (K) גבוה מהמותר לריכוז', 'Petty cash (K) holds more VAT than may be aggregated'],
    ['פחות מ־{expected}', 'below {expected}'],
    [
      'פרטו חשבוניות גדולות (T). הסכומים בהוראה הם משנת 2010; בדקו אם עודכנו.',
      'Report the large invoices by themselves (T). The amounts are those of 2010; check whether they changed.',
    ],
    'warning',
  ),
  'same-date': coded(
    '217',
    ['כל התשומות נושאות אותו תאריך', 'All inputs have one date'],
    ['תאריכי החשבוניות עצמן', 'the dates of the invoices themselves'],
    [
      'בדקו שהוזן תאריך החשבונית ולא תאריך הרישום.',
      'Check that the date of the invoice was entered, and not the day of entry.',
    ],
    'warning',
    'notice on error codes of 27.12.2015, codes 217 and 304',
  ),
  'number-twice': uncoded(
    'API description 2.0 / 7.2024, sections 2.4 and 6',
    ['אותו מספר הקצאה מופיע בשתי רשומות', 'One allocation number stands on two records'],
    ['מספר לכל חשבונית; הראשון בשורה {expected}', 'a number for every invoice; the first is in line {expected}'],
    ['תקין רק לחשבוניות מס של אותו חשבון עסקה.', 'Right only for tax invoices of one pro-forma.'],
    'warning',
  ),
};
