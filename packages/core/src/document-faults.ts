import type { Fault, LocalizedMessage } from '@ishur/contract';

/** Permanent codes of what can be wrong with a document. A code never changes its meaning; new ones are added. */
export type DocumentFaultCode =
  | 'document/type-unknown'
  | 'document/reference-missing'
  | 'document/reference-too-long'
  | 'document/reference-blank-or-zero'
  | 'document/date-unreadable'
  | 'document/amount-unreadable'
  | 'document/number-unreadable'
  | 'document/amount-negative'
  | 'document/total-mismatch'
  | 'document/discount-mismatch'
  | 'document/foreign-amounts'
  | 'document/vat-number-unreadable'
  | 'document/customer-vat-number-missing'
  | 'document/customer-is-issuer'
  | 'document/issuer-is-another'
  | 'document/lines-missing'
  | 'document/discount-too-large'
  | 'document/original-missing'
  | 'document/no-rate-known'
  | 'document/type-not-accepted'
  | 'document/amount-too-large'
  | 'document/vat-above-rate'
  | 'document/customer-vat-number-impossible'
  | 'document/action-3-vat'
  | 'document/action-3-type'
  | 'document/action-3-customer'
  | 'document/action-4-type'
  | 'document/item-index'
  | 'document/item-category'
  | 'document/item-price-negative'
  | 'document/item-rate'
  | 'document/item-total'
  | 'document/lines-do-not-add-up'
  | 'asker/operator-missing'
  | 'asker/operator-name-too-long'
  | 'asker/operator-name-blank-or-zero'
  | 'asker/number-impossible'
  | 'asker/invoice-id'
  | 'document/existing-number-unreadable';

/** What a message quotes. `found` stands as it came; `expected` says what would be right. */
export interface FaultDetails {
  readonly found?: string;
  readonly expected?: string;
}

/** Makes the fault with this code at this path, in both languages. */
export function documentFault(code: DocumentFaultCode, path: string, details: FaultDetails): Fault {
  const entry = DOCUMENT_FAULTS[code];
  return { code, path, message: entry.message(details.found ?? '', details.expected ?? '') };
}

export interface DocumentFaultEntry {
  /** The rule that is broken: document and section, or law. */
  readonly source: string;
  readonly message: (found: string, expected: string) => LocalizedMessage;
}

/** Every fault of a document, with the source of its rule. */
export const DOCUMENT_FAULTS: Readonly<Record<DocumentFaultCode, DocumentFaultEntry>> = {
  'document/type-unknown': {
    source: 'API description 2.0 / 7.2024, table 2.5; uniform structure 1.31, appendix 1',
    message: (found) => ({
      he: `סוג המסמך ${found} אינו מוכר. השתמשו בקוד מהטבלה של רשות המסים, למשל 305 לחשבונית מס או 320 לחשבונית מס/קבלה.`,
      en: `Document type ${found} is not known. Use a code of the Tax Authority's table, such as 305 for a tax invoice or 320 for a tax invoice and receipt.`,
    }),
  },
  'document/reference-missing': {
    source: 'API description 2.0 / 7.2024, sections 1.3 and 2.1: the reference number is mandatory from 2025',
    message: () => ({
      he: 'למסמך אין מספר (אסמכתא). תנו לו מספר במערכת הנהלת החשבונות לפני הבקשה.',
      en: 'The document has no reference number. Number it in the accounting system first.',
    }),
  },
  'document/reference-too-long': {
    source: 'API description 2.0 / 7.2024, table 2.1, field 8 (A20)',
    message: (found) => ({
      he: `מספר המסמך "${found}" ארוך מ-20 תווים, ורשות המסים לא תקבל אותו. קצרו אותו.`,
      en: `Reference "${found}" is longer than 20 characters, which the Tax Authority does not take. Shorten the numbering.`,
    }),
  },
  'document/reference-blank-or-zero': {
    source: 'Contract of Approval v2: invoice_reference_number must hold a character other than blank or 0',
    message: (found) => ({
      he: `מספר המסמך "${found}" מורכב רק מאפסים או רווחים. תנו למסמך מספר אמיתי.`,
      en: `Reference "${found}" holds only zeros or blanks. Give the document a real number.`,
    }),
  },
  'document/date-unreadable': {
    source: 'API description 2.0 / 7.2024, table 2.1, fields 12 and 13 (YYYY-MM-DD)',
    message: (found) => ({
      he: `"${found}" אינו תאריך קיים. תקנו את התאריך במערכת.`,
      en: `"${found}" is not a day that exists. Expected YYYY-MM-DD; mend the date in the source.`,
    }),
  },
  'document/amount-unreadable': {
    source: 'API description 2.0 / 7.2024, table 2.1, fields 17 to 21 (N12.2)',
    message: (found) => ({
      he: `"${found}" אינו סכום בשקלים ובאגורות. כתבו אותו בספרות, למשל 1234.50.`,
      en: `"${found}" is not an amount in shekels with up to two decimals and twelve digits. Expected a decimal such as 1234.50.`,
    }),
  },
  'document/number-unreadable': {
    source: 'API description 2.0 / 7.2024, table 2.2, fields 6, 7 and 10',
    message: (found) => ({
      he: `"${found}" אינו מספר. כתבו אותו בספרות עם נקודה עשרונית, למשל 2.50.`,
      en: `"${found}" is not a number. Write it in digits with a decimal point, such as 2.50.`,
    }),
  },
  'document/amount-negative': {
    source: 'Contract of Approval v2: header amounts are 0 to 999999999999.99',
    message: (found) => ({
      he: `הסכום ${found} שלילי, ורשות המסים מקבלת בכותרת המסמך רק סכומים שאינם שליליים. אם זהו זיכוי, סמנו אותו כחשבונית זיכוי (330).`,
      en: `The amount ${found} is negative, and the Tax Authority takes no negative header amounts. If this is a credit, mark it as a credit invoice (330).`,
    }),
  },
  'document/total-mismatch': {
    source: 'API description 2.0 / 7.2024, table 2.1, fields 20 to 22',
    message: (found, expected) => ({
      he: `הסכום כולל מע"מ הוא ${found}, אבל הסכום לפני מע"מ בתוספת המע"מ הוא ${expected}. בדקו את שלושת הסכומים.`,
      en: `The amount including VAT is ${found}, but net plus VAT is ${expected}. Check the three amounts.`,
    }),
  },
  'document/discount-mismatch': {
    source: 'API description 2.0 / 7.2024, table 2.1, fields 17 to 19',
    message: (found, expected) => ({
      he: `הסכום לפני מע"מ הוא ${found}, אבל הסכום לפני ההנחה, בניכוי ההנחה, הוא ${expected}. בדקו את ההנחה.`,
      en: `The net amount is ${found}, but the amount before discount less the discount is ${expected}. Check the discount.`,
    }),
  },
  'document/foreign-amounts': {
    source: 'VAT Law 5736-1975, s. 47(א2)(1): the threshold is in new shekels',
    message: (found) => ({
      he: `הסכומים במטבע ${found}. מספר הקצאה מתבקש לפי סכומים בשקלים בלבד: ייצאו את המסמך עם סכומים בשקלים.`,
      en: `The amounts are in ${found}. A number is asked for in new shekels only: export the document with its amounts in shekels.`,
    }),
  },
  'document/vat-number-unreadable': {
    source: 'API description 2.0 / 7.2024, table 2.1, field 9 (N9)',
    message: (found) => ({
      he: `"${found}" אינו מספר עוסק של עד 9 ספרות. תקנו את מספר העוסק של הלקוח, או השאירו אותו ריק ללקוח פרטי.`,
      en: `"${found}" is not a dealer's number of up to nine digits. Mend the customer's VAT number, or leave it empty for a private customer.`,
    }),
  },
  'document/customer-vat-number-missing': {
    source: 'API description 2.0 / 7.2024, table 2.1, field 9, and note 3',
    message: () => ({
      he: 'מספר העוסק של הלקוח נדרש כאן, והוא חסר. השלימו מספר עוסק של 9 ספרות.',
      en: "The customer's dealer number is needed here and is missing. Add the nine digits.",
    }),
  },
  'document/customer-is-issuer': {
    source:
      'Tax Authority error 432: the customer is the issuer; FAQ on Israel Invoices: an ordinary self-invoice needs none',
    message: (found) => ({
      he: `מספר העוסק של הלקוח (${found}) הוא המספר של העסק עצמו. תקנו את מספר העוסק של הלקוח; חשבונית עצמית אינה צריכה מספר הקצאה.`,
      en: `The customer's number (${found}) is the issuer's own. Mend the customer's VAT number; a self-invoice needs no allocation number.`,
    }),
  },
  'document/issuer-is-another': {
    source:
      'API description 2.0 / 7.2024, table 2.1, field 3 (uniform file 1202): the dealer who issues the document, and not his union',
    message: (found, expected) => ({
      he: `לפי המקור, המסמך הופק על ידי עוסק ${found}, ולא על ידי העסק הזה (${expected}), ולכן לא יתבקש עבורו מספר. בדקו את מספר העוסק של העסק בהגדרות, ואת העמודה או השדה של מפיק המסמך; מסמכים של עוסק אחר הגדירו כמקור של עסק נפרד.`,
      en: `By its source the document was issued by dealer ${found} and not by this business (${expected}), so no number is asked for it. Check \`vatNumber\` of the business in the settings, and the column or field of the issuer; documents of another dealer belong in a source of a business of their own.`,
    }),
  },
  'document/lines-missing': {
    source: 'API description 2.0 / 7.2024, table 2.2',
    message: () => ({
      he: 'אין במסמך שורות. הוסיפו לפחות שורה אחת עם מחיר.',
      en: 'The document has no lines. Add at least one with a price.',
    }),
  },
  'document/discount-too-large': {
    source: 'API description 2.0 / 7.2024, table 2.1, fields 17 to 19',
    message: (found, expected) => ({
      he: `ההנחה ${found} אינה בין 0 לבין ${expected}, הסכום שממנו היא ניתנת. תקנו את ההנחה.`,
      en: `The discount ${found} is not between 0 and ${expected}, the amount that it is taken from. Mend the discount.`,
    }),
  },
  'document/original-missing': {
    source: 'VAT Law 5736-1975: a credit keeps the rate of the deal that it credits',
    message: () => ({
      he: 'לחשבונית זיכוי דרושים המספר והתאריך של החשבונית המקורית, כדי שהמע"מ יהיה בשיעור שלה. השלימו אותם.',
      en: 'A credit note needs the reference and the date of its original, so that the VAT is at its rate. Add them.',
    }),
  },
  'document/no-rate-known': {
    source: 'Tax Authority, VAT rate history: the table begins on 1.3.2004',
    message: (found) => ({
      he: `אין שיעור מע"מ ידוע ליום ${found}. הטבלה מתחילה ב-1.3.2004; בדקו את התאריך.`,
      en: `No VAT rate is known for ${found}. The table begins on 2004-03-01; check the date.`,
    }),
  },
  'document/type-not-accepted': {
    source: 'Contract of Approval v2: invoice_type is 300, 305, 310, 320, 330, 332, 340, 345 or 348',
    message: (found) => ({
      he: `אי אפשר לבקש מספר הקצאה למסמך מסוג ${found}.`,
      en: `No number can be asked for a document of type ${found}.`,
    }),
  },
  'document/amount-too-large': {
    source: 'API description 2.0 / 7.2024, table 2.1, fields 17 to 21 (N12.2)',
    message: (found, expected) => ({
      he: `הסכום ${found} גדול מ-${expected}, הסכום הגדול ביותר שרשות המסים מקבלת. בדקו אותו.`,
      en: `The amount ${found} is larger than ${expected}, the largest that the Tax Authority takes. Check it.`,
    }),
  },
  'document/vat-above-rate': {
    source: 'Tax Authority error 436: VAT amount is greater than the calculated VAT',
    message: (found, expected) => ({
      he: `המע"מ ${found} גבוה מהמע"מ לפי השיעור בתאריך המסמך, ${expected}. בדקו את המע"מ, את הסכום לפני מע"מ ואת תאריך המסמך.`,
      en: `The VAT ${found} is above the VAT at the rate of the document's date, ${expected}. Check the VAT, the amount before VAT and the date.`,
    }),
  },
  'document/customer-vat-number-impossible': {
    source: 'Contract of Approval v2: customer_vat_number is at least 10; 999999999 stands for nobody',
    message: (found) => ({
      he: `המספר ${found} אינו מספר של עוסק. תקנו את מספר העוסק של הלקוח, או השאירו אותו ריק.`,
      en: `The number ${found} belongs to no dealer. Mend the customer's VAT number, or leave it empty.`,
    }),
  },
  'document/action-3-vat': {
    source: 'API description 2.0 / 7.2024, table 2.1, field 23; Tax Authority error 437',
    message: (found) => ({
      he: `בהיפוך חיוב המע"מ חייב להיות 0, ונמצא ${found}. הפיקו חשבונית בשיעור אפס.`,
      en: `In a reverse charge the VAT has to be 0, and ${found} was found. Issue a zero-rate invoice.`,
    }),
  },
  'document/action-3-type': {
    source: 'API description 2.0 / 7.2024, section 2.4: no reverse charge for a refused 332',
    message: (found) => ({
      he: `אין היפוך חיוב בחשבון עסקה (${found}) שסורב. בחרו באחת משלוש החלופות האחרות.`,
      en: `There is no reverse charge for a refused pro-forma (${found}). Choose one of the three other ways.`,
    }),
  },
  'document/action-3-customer': {
    source: 'API description 2.0 / 7.2024, section 2.2.2, third alternative',
    message: () => ({
      he: 'היפוך חיוב אפשרי רק מול לקוח שהוא עוסק מורשה. אם הוא עוסק, תקנו את סוג הלקוח; אם לא, בחרו בחלופה אחרת.',
      en: 'A reverse charge is possible only with a customer who is a dealer. If it is one, mend its kind; if not, choose another way.',
    }),
  },
  'document/action-4-type': {
    source: 'API description 2.0 / 7.2024, section 2.4; Tax Authority error 441',
    message: (found) => ({
      he: `על חשבון אישור מוקדם אפשר לבקש מספר רק לחשבונית מס (305) או לחשבונית מס/קבלה (320), ונמצא סוג ${found}.`,
      en: `Only a tax invoice (305) or a tax invoice and receipt (320) asks on a pre-approval; type ${found} was found.`,
    }),
  },
  'document/item-index': {
    source: 'API description 2.0 / 7.2024, table 2.2, field 1 (N6)',
    message: (found) => ({
      he: `מספר השורה ${found} אינו מספר שלם בין 0 ל-999999. תקנו את מספור השורות.`,
      en: `Line number ${found} is no whole number from 0 to 999999. Mend the numbering of lines.`,
    }),
  },
  'document/item-category': {
    source: 'API description 2.0 / 7.2024, table 2.2, note **, and table 2.4; Tax Authority error 450',
    message: (found) => ({
      he: `קטגוריית הפריט ${found} אינה תקינה. כתבו ספרה אחת מ-1 עד 4 (טובין, שירות, זיכוי טובין, זיכוי שירות), לבדה או עם חמש ספרות מהטבלה של רשות המסים.`,
      en: `Item category ${found} is not valid. Write one digit of 1 to 4 (goods, service, goods credited, service credited), alone or with five digits of the Tax Authority's table.`,
    }),
  },
  'document/item-price-negative': {
    source: 'API description 2.0 / 7.2024, table 2.2, note ***',
    message: (found) => ({
      he: `המחיר ליחידה ${found} שלילי. בשורת זיכוי כתבו כמות שלילית ומחיר חיובי.`,
      en: `The unit price ${found} is negative. On a credited line write a negative quantity and a positive price.`,
    }),
  },
  'document/item-rate': {
    source: 'API description 2.0 / 7.2024, table 2.2, field 10 (N2.2)',
    message: (found) => ({
      he: `שיעור המע"מ בשורה, ${found}, אינו בין 0 ל-99.99. תקנו אותו.`,
      en: `The line's VAT rate, ${found}, is not between 0 and 99.99. Mend it.`,
    }),
  },
  'document/item-total': {
    source: 'API description 2.0 / 7.2024, table 2.2, fields 6 to 9',
    message: (found, expected) => ({
      he: `סכום השורה הוא ${found}, אבל לפי הכמות, המחיר וההנחה הוא ${expected}. בדקו את השורה.`,
      en: `The line's total is ${found}, but quantity times price less discount is ${expected}. Check the line.`,
    }),
  },
  'document/lines-do-not-add-up': {
    source: 'API description 2.0 / 7.2024, tables 2.1 (field 17) and 2.2 (field 9)',
    message: (found, expected) => ({
      he: `סכום השורות הוא ${found}, אבל הסכום לפני ההנחה במסמך הוא ${expected}. בדקו את השורות.`,
      en: `The lines add up to ${found}, but the document's amount before discount is ${expected}. Check the lines.`,
    }),
  },
  'asker/operator-missing': {
    source: 'API description 2.0 / 7.2024, table 2.1, fields 6 and 7; Tax Authority error 446',
    message: () => ({
      he: 'לא הוגדר מי מבקש את המספרים. כתבו שם או מספר זהות תחת operator בקובץ ההגדרות.',
      en: 'Nobody is named as the one who asks. Give a name or an identity number under `operator` in the configuration.',
    }),
  },
  'asker/operator-name-too-long': {
    source: 'API description 2.0 / 7.2024, table 2.1, field 7 (A25)',
    message: (found) => ({
      he: `השם "${found}" ארוך מ-25 תווים. קצרו את operator.name בקובץ ההגדרות.`,
      en: `The name "${found}" is longer than 25 characters. Shorten operator.name in the configuration.`,
    }),
  },
  'asker/operator-name-blank-or-zero': {
    source: 'Contract of Approval v2: user_name must hold a character other than blank or 0',
    message: (found) => ({
      he: `השם "${found}" מורכב רק מאפסים או רווחים. תקנו את operator.name בקובץ ההגדרות.`,
      en: `The name "${found}" holds only zeros or blanks. Mend operator.name in the configuration.`,
    }),
  },
  'asker/number-impossible': {
    source: 'Contract of Approval v2: vat_number and user_id are at least 10',
    message: (found) => ({
      he: `המספר ${found} קטן מדי ואינו מספר אמיתי. תקנו אותו בקובץ ההגדרות.`,
      en: `The number ${found} is too small to be a real one. Mend it in the configuration.`,
    }),
  },
  'asker/invoice-id': {
    source: 'API description 2.0 / 7.2024, tables 2.1 and 4.1, field 1 (A50)',
    message: (found) => ({
      he: `המזהה "${found}" אינו תקין: דרושים 1 עד 50 תווים, ולא רק אפסים ורווחים.`,
      en: `The id "${found}" is not valid: it needs 1 to 50 characters, and not only zeros and blanks.`,
    }),
  },
  'document/existing-number-unreadable': {
    source: 'API description 2.0 / 7.2024, table 3.1, field 2 (A30)',
    message: (found) => ({
      he: `בשדה של מספר ההקצאה כתוב "${found}", וזה אינו מספר של עד 30 ספרות. תקנו אותו או מחקו אותו.`,
      en: `The allocation number in the source, "${found}", is not up to thirty digits. Mend it or empty it.`,
    }),
  },
};
