import type { Rule } from './rule.ts';
import { coded, uncoded } from './rule.ts';

const NOTICE = 'notice on error codes of 27.12.2015';
const PERIOD = [
  'תקנו את תקופת הדיווח והפיקו את הקובץ מחדש.',
  'Correct the period and produce the file again.',
] as const;
const VENDOR = ['פנו לספק תוכנת הנהלת החשבונות.', 'Ask the vendor of the accounting software.'] as const;

export type HeaderRuleCode =
  | 'dealer-digits'
  | 'dealer-check-digit'
  | 'period-digits'
  | 'period-form'
  | 'period-future'
  | 'period-old'
  | 'report-type'
  | 'generation-date'
  | 'header-sign'
  | 'payable-sign'
  | 'payable-zero-sign'
  | 'header-digits'
  | 'other-rate-not-zero'
  | 'balance'
  | 'vat-ratio'
  | 'vat-ratio-low'
  | 'sales-in-type-6';

/** What holds within the header. */
export const HEADER_RULES: Readonly<Record<HeaderRuleCode, Rule>> = {
  'dealer-digits': coded(
    '109',
    ['{field} ברשומת הפתיחה אינו תקין', 'In the header, the {field} is wrong'],
    ['תשע ספרות, לא אפסים', 'nine digits, not zeros'],
    ['תקנו את מספר העוסק בהגדרות העסק בתוכנה.', "Correct the dealer's number in the settings of the software."],
  ),
  'dealer-check-digit': coded(
    '110',
    ['ספרת הביקורת של מספר העוסק אינה תקינה', "The check digit of the dealer's number is wrong"],
    ['מספר שספרת הביקורת שלו מתאימה', 'a number whose check digit fits'],
    [
      'בדקו את מספר העוסק בתעודת העוסק ותקנו אותו בתוכנה.',
      "Compare the number with the dealer's certificate and correct it in the software.",
    ],
  ),
  'period-digits': coded(
    '111',
    ['{field} מכילה תווים שאינם ספרות', 'The {field} holds characters that are no digits'],
    ['YYYYMM', 'YYYYMM'],
    PERIOD,
  ),
  'period-form': coded(
    '112',
    ['אין חודש כזה בתקופת הדיווח', 'The {field} is no month'],
    ['YYYYMM, חודש בין 01 ל־12', 'YYYYMM, a month from 01 to 12'],
    PERIOD,
  ),
  'period-future': coded(
    '113',
    ['תקופת הדיווח עתידית', 'The {field} lies in the future'],
    ['לא אחרי {expected}', 'not after {expected}'],
    PERIOD,
  ),
  'period-old': coded(
    '114',
    ['תקופת הדיווח מוקדמת מדי', 'The {field} is too long ago'],
    ['משנת {expected} ואילך', 'from the year {expected} on'],
    ['דוח מתקן לתקופה כזאת מוגש במשרד האזורי.', 'A correction of such a period is filed at the regional office.'],
  ),
  'report-type': coded(
    '131',
    ['{field} אינו מוכר', 'The {field} is not known'],
    ['1; או 6 למלכ"ר ולמוסד כספי', '1; or 6 for a non-profit organisation or a financial institution'],
    VENDOR,
  ),
  'generation-date': uncoded(
    'PCN874 circular, appendix A, header',
    ['{field} אינו תקין', 'The {field} is no date'],
    ['YYYYMMDD', 'YYYYMMDD'],
    VENDOR,
  ),
  'header-sign': uncoded(
    `${NOTICE}, codes 101-107 and 129`,
    ['הסימן בשדה "{field}" אינו תקין', 'The sign of the field "{field}" is wrong'],
    ['+ בלבד', '+ only'],
    [
      'אם הסכום אכן שלילי (למשל בגלל זיכויים), פנו למוקד התמיכה של רשות המסים לפני השידור.',
      "If the amount is indeed negative (credits, for instance), ask the Tax Authority's support before you transmit.",
    ],
  ),
  'payable-sign': coded(
    '108',
    ['הסימן בשדה "{field}" אינו תקין', 'The sign of the field "{field}" is wrong'],
    ['+ לתשלום, - להחזר', '+ to pay, - for a refund'],
    VENDOR,
  ),
  'payable-zero-sign': uncoded(
    'PCN874 circular, remarks to appendix A',
    ['הסכום לתשלום הוא אפס והסימן שלו מינוס', 'The amount to pay is zero and has a minus'],
    ['+', '+'],
    ['דוחות כאלה נקלטו; עדיף לכתוב פלוס.', 'Such reports were taken; a plus is better.'],
    'warning',
  ),
  'header-digits': uncoded(
    `${NOTICE}, codes 115-124`,
    [
      'בשדה "{field}" ברשומת הפתיחה יש תווים שאינם ספרות',
      'In the header, the field "{field}" holds characters that are no digits',
    ],
    ['ספרות בלבד, עם אפסים מובילים', 'digits only, with leading zeros'],
    VENDOR,
  ),
  'other-rate-not-zero': uncoded(
    `${NOTICE}, codes 119 and 120`,
    ['השדה "{field}" שמור לעתיד', 'The field "{field}" is reserved'],
    ['אפסים בלבד', 'zeros only'],
    VENDOR,
  ),
  balance: coded(
    '125',
    [
      'הדוח אינו מאוזן: הסכום לתשלום או להחזר אינו ההפרש בין מס העסקאות למס התשומות',
      'The report does not balance: the amount to pay or to be refunded is not the VAT on sales less the VAT on inputs',
    ],
    ['{expected}', '{expected}'],
    [
      'תקנו את רשומת הפתיחה: מע"מ עסקאות פחות תשומות אחרות פחות ציוד.',
      'Correct the header: VAT on sales, less other inputs, less equipment.',
    ],
  ),
  'vat-ratio': coded(
    '128',
    [
      'המע"מ ברשומת הפתיחה גבוה מהשיעור שבחוק ביחס לעסקאות החייבות',
      'The VAT of the header is above the lawful rate of its taxable sales',
    ],
    ['לא יותר מ־{expected}', 'not above {expected}'],
    ['בדקו את סכומי העסקאות והמע"מ של התקופה.', 'Check the sales and their VAT of the period.'],
  ),
  'vat-ratio-low': coded(
    '311',
    [
      'המע"מ ברשומת הפתיחה נמוך מהשיעור שבחוק ביחס לעסקאות החייבות',
      'The VAT of the header is below the lawful rate of its taxable sales',
    ],
    ['בערך {expected}', 'about {expected}'],
    [
      'אם יש חשבוניות מעורבות (חייב ופטור), זה תקין; אחרת בדקו את הסכומים.',
      'Mixed invoices (taxable and exempt) explain it; otherwise check the amounts.',
    ],
    'warning',
  ),
  'sales-in-type-6': coded(
    '130',
    [
      'דוח של מלכ"ר או מוסד כספי (סוג 6) כולל עסקאות',
      'A report of a non-profit organisation or a financial institution (type 6) has sales',
    ],
    ['רשומות תשומה בלבד', 'input records only'],
    ['עסקאות אקראי מדווחות במשרד האזורי.', 'Casual sales are filed at the regional office.'],
  ),
};
