import type { Rule } from './rule.ts';
import { coded, uncoded } from './rule.ts';

const APPENDIX_C = 'PCN874 circular, appendix C';
const SUPPLIER = [
  'בדקו את מספר הספק על גבי החשבונית ותקנו אותו בכרטיס הספק.',
  "Compare it with the invoice and correct it in the supplier's card.",
] as const;
const CUSTOMER = [
  'בדקו את מספר הלקוח ותקנו אותו בכרטיס הלקוח.',
  "Check the number and correct it in the customer's card.",
] as const;
const DATE = [
  'תקנו את תאריך החשבונית, או העבירו אותה לתקופה המתאימה.',
  'Correct the date of the invoice, or report it in the period where it belongs.',
] as const;
const VENDOR = ['פנו לספק תוכנת הנהלת החשבונות.', 'Ask the vendor of the accounting software.'] as const;

export type EntryRuleCode =
  | 'supplier-number'
  | 'supplier-check-digit'
  | 'customer-missing'
  | 'customer-number'
  | 'customer-check-digit'
  | 'counterpart-not-zeros'
  | 'entry-number'
  | 'entry-check-digit'
  | 'date-form'
  | 'date-future'
  | 'date-old'
  | 'petty-cash-date'
  | 'group-characters'
  | 'reference'
  | 'reference-not-zeros'
  | 'vat-digits'
  | 'sum-digits'
  | 'vat-too-high'
  | 'vat-not-zero'
  | 'record-sign'
  | 'zero-sign'
  | 'number-digits'
  | 'number-not-expected'
  | 'input-number-missing'
  | 'sale-number-missing'
  | 'large-unidentified'
  | 'petty-cash-invoice';

/** What holds within one transaction record. */
export const ENTRY_RULES: Readonly<Record<EntryRuleCode, Rule>> = {
  'supplier-number': coded(
    '201',
    ['מספר הספק אינו תקין', "The supplier's number is wrong"],
    ['תשע ספרות, לא אפסים', 'nine digits, not zeros'],
    SUPPLIER,
  ),
  'supplier-check-digit': coded(
    '202',
    ['ספרת הביקורת של מספר הספק אינה מתאימה', "The check digit of the supplier's number does not fit"],
    ['מספר שספרת הביקורת שלו מתאימה', 'a number whose check digit fits'],
    SUPPLIER,
    'warning',
  ),
  'customer-missing': coded(
    '203',
    ['חסר מספר הלקוח', "The customer's number is missing"],
    ['תשע ספרות, לא אפסים', 'nine digits, not zeros'],
    [
      'השלימו את מספר הלקוח, או רשמו לקוח לא מזוהה בריכוז L.',
      "Add the customer's number, or report an unidentified customer under L.",
    ],
    'fault',
    `${APPENDIX_C}, note A; code 203 according to accounting systems' manuals`,
  ),
  'customer-number': coded(
    '204',
    ['מספר הלקוח אינו תקין', "The customer's number is wrong"],
    ['תשע ספרות', 'nine digits'],
    CUSTOMER,
  ),
  'customer-check-digit': coded(
    '204',
    ['ספרת הביקורת של מספר הלקוח אינה מתאימה', "The check digit of the customer's number does not fit"],
    ['מספר שספרת הביקורת שלו מתאימה', 'a number whose check digit fits'],
    CUSTOMER,
    'warning',
  ),
  'counterpart-not-zeros': uncoded(
    APPENDIX_C,
    ['ברשומה מרוכזת (L, K) יש מספר של צד נגדי', 'An aggregated record (L, K) has a counterpart'],
    ['אפסים', 'zeros'],
    ['רשמו אפסים, או דווחו את החשבונית בנפרד (S, T).', 'Write zeros, or report the invoice by itself (S, T).'],
    'warning',
  ),
  'entry-number': coded(
    '213',
    ['מספר הרשימון אינו תקין', 'The number of the customs entry is wrong'],
    ['תשע ספרות, לא אפסים', 'nine digits, not zeros'],
    ['רשמו את תשע הספרות הימניות של מספר הרשימון.', 'Write the right-most nine digits of the entry.'],
  ),
  'entry-check-digit': coded(
    '213',
    ['ספרת הביקורת של מספר הרשימון אינה מתאימה', 'The check digit of the customs entry does not fit'],
    ['מספר שספרת הביקורת שלו מתאימה', 'a number whose check digit fits'],
    [
      'השוו את המספר לרשימון. שיטת החישוב לרשימונים לא פורסמה, לכן זו הערה בלבד.',
      'Compare it with the entry. How its check digit is computed is not published, so this is a remark only.',
    ],
    'warning',
  ),
  'date-form': coded('206', ['{field} אינו תקין', 'The {field} is no date'], ['YYYYMMDD', 'YYYYMMDD'], DATE),
  'date-future': coded(
    '207',
    ['{field} אחרי סוף תקופת הדיווח', 'The {field} is after the end of the period'],
    ['לא אחרי {expected}', 'not after {expected}'],
    DATE,
  ),
  'date-old': coded(
    '208',
    ['עבר יותר מהזמן שבו מותר לנכות את התשומה', 'More time has passed than an input may be deducted in'],
    ['לא לפני {expected}', 'not before {expected}'],
    [
      'הוציאו את התשומה מהדוח, אלא אם מנהל המשרד האזורי אישר אותה.',
      'Leave the input out, unless the head of the regional office allowed it.',
    ],
  ),
  'petty-cash-date': coded(
    '209',
    ['תאריך הקופה הקטנה אינו בתקופת הדיווח', 'The date of the petty cash is not in the period'],
    ['תאריך בתקופה {expected}', 'a date in {expected}'],
    [
      'רשמו את יום הרישום של הקופה בתוך התקופה.',
      'Write the day on which the petty cash was entered, within the period.',
    ],
  ),
  'group-characters': uncoded(
    'no published document names the character set',
    ['בקבוצת האסמכתא יש תווים שאינם ASCII', 'The reference group has characters that are not ASCII'],
    ['ספרות או אותיות לטיניות', 'digits or Latin letters'],
    [
      'אם רשות המסים קולטת את הקובץ, אין מה לתקן; עדיף לרשום אפסים.',
      'If the Tax Authority takes the file, there is nothing to mend; zeros are safer.',
    ],
    'warning',
  ),
  reference: coded(
    '205',
    ['{field} אינו תקין', 'The {field} is wrong'],
    ['{expected}', '{expected}'],
    [
      'רשמו את תשע הספרות הימניות של מספר המסמך, בלי אותיות וסימנים.',
      "Write the right-most nine digits of the document's number, without letters and signs.",
    ],
  ),
  'reference-not-zeros': uncoded(
    APPENDIX_C,
    ['ברשומת יבוא (R) יש מספר אסמכתא', 'An import entry (R) has a reference number'],
    ['אפסים', 'zeros'],
    ['רשמו אפסים: מספר הרשימון עומד בעמודות 2-10.', 'Write zeros: the number of the entry stands in columns 2-10.'],
    'warning',
  ),
  'vat-digits': coded(
    '210',
    ['{field} מכיל תווים שאינם ספרות', 'The {field} holds characters that are no digits'],
    ['ספרות בלבד, עם אפסים מובילים', 'digits only, with leading zeros'],
    VENDOR,
  ),
  'sum-digits': coded(
    '211',
    ['{field} מכיל תווים שאינם ספרות', 'The {field} holds characters that are no digits'],
    ['ספרות בלבד, עם אפסים מובילים', 'digits only, with leading zeros'],
    VENDOR,
  ),
  'vat-too-high': coded(
    '212',
    ['המע"מ גבוה מהמותר לפי סכום החשבונית', 'The VAT is above what the sum of the invoice allows'],
    ['לא יותר מ־{expected}', 'not above {expected}'],
    ['בדקו את הסכום לפני מע"מ ואת המע"מ.', 'Check the sum before VAT, and the VAT.'],
  ),
  'vat-not-zero': uncoded(
    APPENDIX_C,
    ['ברשומת ייצוא (Y) יש מע"מ', 'An export (Y) has VAT'],
    ['אפסים', 'zeros'],
    ['דווחו עסקה חייבת כ־S.', 'Report a taxable sale as S.'],
  ),
  'record-sign': uncoded(
    'PCN874 circular, appendix C, section 2',
    ['{field} אינו תקין', 'The {field} is wrong'],
    ['+ או -', '+ or -'],
    VENDOR,
  ),
  'zero-sign': uncoded(
    'PCN874 circular, remarks to appendix A',
    ['סכום אפס עם סימן מינוס', 'A sum of zero has a minus'],
    ['+', '+'],
    ['אם אין סכום, רשמו פלוס.', 'Where there is no sum, write a plus.'],
    'warning',
  ),
  'number-digits': uncoded(
    'API description 2.0 / 7.2024, section 6',
    ['{field} אינו תקין', 'The {field} is wrong'],
    ['תשע הספרות הימניות של מספר ההקצאה, או אפסים', 'the right-most nine digits of the allocation number, or zeros'],
    ['תקנו את מספר ההקצאה, או רשמו אפסים.', 'Correct the allocation number, or write zeros.'],
  ),
  'number-not-expected': uncoded(
    'PCN874 circular, appendix C; API description 2.0 / 7.2024, section 6',
    [
      'יש מספר הקצאה ברשומה שאינה מייצגת חשבונית של עוסק אחד',
      "There is an allocation number on a record that is not one dealer's invoice",
    ],
    ['אפסים', 'zeros'],
    ['בדקו את סוג הרשומה.', 'Check the type of the record.'],
    'warning',
  ),
  'input-number-missing': coded(
    '205',
    ['תשומה מעל הסף בלי מספר הקצאה', 'An input above the threshold has no allocation number'],
    ['מספר הקצאה: הסכום עולה על {expected}', 'an allocation number: the sum is above {expected}'],
    [
      'קבלו את המספר מהספק; בלעדיו אין לנכות את מס התשומות.',
      'Get the number from the supplier; without it the VAT may not be deducted.',
    ],
    'fault',
    "VAT Law 5736-1975, s. 47(א2)(1); code 205 according to accounting systems' manuals",
  ),
  'sale-number-missing': uncoded(
    'VAT Law 5736-1975, s. 47(א2)(1); API description 2.0 / 7.2024, section 1.2',
    ['עסקה מעל הסף בלי מספר הקצאה', 'A sale above the threshold has no allocation number'],
    [
      'מספר הקצאה, אם הלקוח דרש: הסכום עולה על {expected}',
      'an allocation number, if the customer asked for one: the sum is above {expected}',
    ],
    [
      'בדקו אם הוקצה מספר; חשבונית שיצאה בלי מספר מדווחת עם אפסים.',
      'Check whether a number was allocated; an invoice that went out without one is reported with zeros.',
    ],
    'warning',
  ),
  'large-unidentified': uncoded(
    `${APPENDIX_C}, notes A and B`,
    [
      'עסקה ללקוח לא מזוהה מעל הסכום שמחייב זיהוי',
      'A sale to an unidentified customer is above the amount that wants one',
    ],
    ['לא יותר מ־{expected} לעסקה', 'not above {expected} a sale'],
    ['אם הלקוח עוסק, דווחו אותה כ־S עם מספרו.', 'If the customer is a dealer, report it as S with his number.'],
    'warning',
  ),
  'petty-cash-invoice': uncoded(
    "accounting systems' manuals",
    ['יש בקופה הקטנה חשבונית שהמע"מ שלה גדול מדי', 'The petty cash holds an invoice whose VAT is too much for it'],
    ['מע"מ עד {expected} לחשבונית', 'VAT up to {expected} an invoice'],
    ['דווחו חשבונית כזאת בנפרד (T).', 'Report such an invoice by itself (T).'],
    'warning',
  ),
};
