import type { LocalizedMessage } from '@ishur/contract';

/** One sentence of a decision: why a number is needed, or why not. */
export interface Reason {
  /** Permanent; see {@link REASONS}. */
  readonly code: ReasonCode;
  readonly message: LocalizedMessage;
  /** The law or document that the sentence rests on. */
  readonly source: string;
}

export type ReasonCode =
  | 'type-allocatable'
  | 'type-not-allocatable'
  | 'before-the-duty'
  | 'net-above-threshold'
  | 'net-not-above-threshold'
  | 'vat-charged'
  | 'vat-zero'
  | 'customer-dealer'
  | 'customer-dealer-inferred'
  | 'customer-private'
  | 'customer-private-inferred'
  | 'customer-non-deducting'
  | 'customer-foreign'
  | 'customer-palestinian'
  | 'number-exists'
  | 'credit-note'
  | 'may-be-asked'
  | 'may-not-be-asked'
  | 'would-be-refused'
  | 'pre-approval'
  | 'vat-relief'
  | 'straddles-a-step'
  | 'customer-number-missing'
  | 'rate-of-another-day'
  | 'vat-below-rate'
  | 'company-number'
  | 'date-old'
  | 'date-ahead'
  | 'text-shortened'
  | 'country-not-sent'
  | 'deal-split'
  | 'reference-gap'
  | 'check-digit';

/** What a sentence quotes: amounts as `5,000.00`, days as `2026-06-01`. */
export type ReasonDetails = Readonly<Record<string, string>>;

/** Makes the reason with this code, in both languages. */
export function reason(code: ReasonCode, details: ReasonDetails = {}): Reason {
  const entry = REASONS[code];
  return { code, message: entry.message((name) => details[name] ?? ''), source: entry.source };
}

export interface ReasonEntry {
  readonly source: string;
  readonly message: (detail: (name: string) => string) => LocalizedMessage;
}

const FOUR_CONDITIONS = 'VAT Law 5736-1975, s. 47(א2)(1); API description 2.0 / 7.2024, section 1.2';

/** Every reason and advisory of a decision. A code never changes its meaning; new ones are added. */
export const REASONS: Readonly<Record<ReasonCode, ReasonEntry>> = {
  'type-allocatable': {
    source: 'API description 2.0 / 7.2024, table 2.5',
    message: (d) => ({
      he: `סוג המסמך: ${d('nameHe')} (${d('type')}). מסמך כזה מקבל מספר הקצאה.`,
      en: `Document type: ${d('nameEn')} (${d('type')}). Such a document gets an allocation number.`,
    }),
  },
  'type-not-allocatable': {
    source: 'API description 2.0 / 7.2024, table 2.5',
    message: (d) => ({
      he: `סוג המסמך: ${d('nameHe')} (${d('type')}). למסמך כזה לא נדרש מספר הקצאה.`,
      en: `Document type: ${d('nameEn')} (${d('type')}). Such a document needs no allocation number.`,
    }),
  },
  'before-the-duty': {
    source: 'Economic Efficiency Law 5783-2023 (SH 3045), postponed to 5.5.2024',
    message: (d) => ({
      he: `המסמך מיום ${d('date')}, לפני שהחובה נכנסה לתוקף (${d('since')}).`,
      en: `The document is dated ${d('date')}, before the duty began on ${d('since')}.`,
    }),
  },
  'net-above-threshold': {
    source: FOUR_CONDITIONS,
    message: (d) => ({
      he: `הסכום לפני מע"מ, ${d('net')} ש"ח, גבוה מהסף של ${d('threshold')} ש"ח שבתוקף מיום ${d('since')}.`,
      en: `The amount before VAT, ${d('net')} NIS, is above the threshold of ${d('threshold')} NIS in force since ${d('since')}.`,
    }),
  },
  'net-not-above-threshold': {
    source: FOUR_CONDITIONS,
    message: (d) => ({
      he: `הסכום לפני מע"מ, ${d('net')} ש"ח, אינו גבוה מהסף של ${d('threshold')} ש"ח שבתוקף מיום ${d('since')}.`,
      en: `The amount before VAT, ${d('net')} NIS, is not above the threshold of ${d('threshold')} NIS in force since ${d('since')}.`,
    }),
  },
  'vat-charged': {
    source: FOUR_CONDITIONS,
    message: (d) => ({ he: `המסמך כולל מע"מ: ${d('vat')} ש"ח.`, en: `The document charges VAT: ${d('vat')} NIS.` }),
  },
  'vat-zero': {
    source: FOUR_CONDITIONS,
    message: () => ({ he: 'אין במסמך מע"מ.', en: 'The document charges no VAT.' }),
  },
  'customer-dealer': {
    source: FOUR_CONDITIONS,
    message: (d) => {
      // The source may call a customer a dealer without giving the number; that is a fault of its own.
      const number = d('customer') === '' ? '' : ` (${d('customer')})`;
      return { he: `הלקוח הוא עוסק מורשה${number}.`, en: `The customer is a dealer${number}.` };
    },
  },
  'customer-dealer-inferred': {
    source: FOUR_CONDITIONS,
    message: (d) => ({
      he: `ללקוח יש מספר עוסק (${d('customer')}), ולכן הוא נחשב לעוסק מורשה.`,
      en: `The customer has a dealer's number (${d('customer')}) and is taken for a dealer.`,
    }),
  },
  'customer-private': {
    source: FOUR_CONDITIONS,
    message: () => ({ he: 'הלקוח אינו עוסק מורשה.', en: 'The customer is not a dealer.' }),
  },
  'customer-private-inferred': {
    source: FOUR_CONDITIONS,
    message: () => ({
      he: 'אין ללקוח מספר עוסק, ולכן הוא נחשב ללקוח פרטי. אם הוא עוסק מורשה, השלימו את מספר העוסק.',
      en: "The customer has no dealer's number and is taken for a private one. If it is a dealer, add the number.",
    }),
  },
  'customer-non-deducting': {
    source: 'Tax Authority FAQ (faq_israel_invoice): a dealer that does not deduct input VAT',
    message: () => ({
      he: 'הלקוח אינו מנכה מס תשומות, ולכן אין צורך במספר הקצאה.',
      en: 'The customer does not deduct input VAT, so no number is needed.',
    }),
  },
  'customer-foreign': {
    source: FOUR_CONDITIONS,
    message: () => ({
      he: 'הלקוח הוא תושב חוץ ואינו עוסק מורשה בישראל.',
      en: 'The customer is foreign and no dealer in Israel.',
    }),
  },
  'customer-palestinian': {
    source: 'API description 2.0 / 7.2024, table 2.5: "tax invoice I"',
    message: () => ({
      he: 'הלקוח שייך לרשות הפלסטינית: לחשבוניות I יש הסדר נפרד.',
      en: 'The customer belongs to the Palestinian Authority: "I" invoices have an arrangement of their own.',
    }),
  },
  'number-exists': {
    source: 'API description 2.0 / 7.2024, section 1.3: one number for one invoice',
    message: (d) => ({
      he: `למסמך כבר יש מספר הקצאה (${d('number')}).`,
      en: `The document already has an allocation number (${d('number')}).`,
    }),
  },
  'credit-note': {
    source: 'API description 2.0 / 7.2024, section 1.2 and table 2.5',
    message: () => ({
      he: 'המסמך הוא חשבונית זיכוי (330). חשבונית זיכוי אינה חייבת במספר הקצאה, בכל סכום; אפשר לבקש מספר מרצון.',
      en: 'The document is a credit note (330). A credit needs no number at any amount; one may be asked for voluntarily.',
    }),
  },
  'may-be-asked': {
    source: 'API description 2.0 / 7.2024, section 1.2',
    message: () => ({
      he: 'אין חובה, אבל אפשר לבקש למסמך הזה מספר הקצאה מרצון.',
      en: 'A number may be asked for voluntarily for this document.',
    }),
  },
  'may-not-be-asked': {
    source: 'API description 2.0 / 7.2024, section 2.3 (invoice_type); VAT directive 01/2025',
    message: () => ({
      he: 'רשות המסים אינה מקצה מספר למסמך כזה, גם אם מבקשים אותו מרצון.',
      en: 'The Tax Authority allocates no number to such a document, not even voluntarily.',
    }),
  },
  'would-be-refused': {
    source:
      'API description 2.0 / 7.2024, tables 2.1 and 2.2 and chapter 3: what the Tax Authority checks of every request',
    message: () => ({
      he: 'אין חובה לבקש מספר למסמך הזה, ואין לבקש אותו גם מרצון כל עוד פרטיו אינם תקינים: רשות המסים לא הייתה מקבלת את הבקשה.',
      en: 'No number is required for this document, and none is asked for voluntarily as long as its details are not right: the Tax Authority would not take the request.',
    }),
  },
  'pre-approval': {
    source: 'API description 2.0 / 7.2024, section 2.4',
    message: () => ({
      he: 'לחשבון עסקה (332) ניתן אישור מוקדם, אם הלקוח דורש אותו לפני התשלום. לחשבוניות המס שיופקו אחריו יתבקשו מספרי הקצאה על חשבון האישור הזה.',
      en: 'A pro-forma (332) gets a pre-approval when its customer wants one before paying. The tax invoices that follow ask for their numbers on it.',
    }),
  },
  'vat-relief': {
    source: 'Tax Authority FAQ on Israel Invoices, as of 26.7.2026',
    message: (d) => ({
      he: `לפי השאלות והתשובות שפרסמה רשות המסים, אין צורך במספר הקצאה כשהמע"מ (${d('vat')} ש"ח) אינו גבוה מ-${d('vatAbove')} ש"ח. החוק עצמו בוחן את הסכום לפני מע"מ, ולכן נדרש מספר.`,
      en: `By the Tax Authority's FAQ no number is needed where the VAT, ${d('vat')} NIS, is not above ${d('vatAbove')} NIS. The statute looks at the amount before VAT, so a number is required.`,
    }),
  },
  'straddles-a-step': {
    source: 'VAT Law 5736-1975, s. 47(א2)(1): no source says which of the two days decides',
    message: (d) => ({
      he: `בין תאריך המסמך (${d('date')}) ליום ההפקה (${d('other')}) השתנה הסף, וההחלטה תלויה בשאלה איזה מהם קובע. כאן קבע תאריך המסמך; התייעצו עם רואה החשבון.`,
      en: `The document's date (${d('date')}) and the day of its production (${d('other')}) lie on two sides of a step, and the decision depends on which counts. The document's date was taken; ask an accountant.`,
    }),
  },
  'customer-number-missing': {
    source: 'API description 2.0 / 7.2024, section 1.2 and table 2.1, note 3',
    message: () => ({
      he: 'הסכום גבוה מהסף ואין ללקוח מספר עוסק. אם הלקוח הוא עוסק מורשה, השלימו את מספר העוסק: בלי מספר הקצאה הוא לא יוכל לנכות את המע"מ.',
      en: "The amount is above the threshold and the customer has no dealer's number. If it is a dealer, add the number: without an allocation number it cannot deduct the VAT.",
    }),
  },
  'rate-of-another-day': {
    source: 'Tax Authority, VAT rate history',
    message: (d) => ({
      he: `המע"מ חושב לפי שיעור של ${d('found')}%, אבל בתאריך המסמך השיעור הוא ${d('rate')}%. בדקו את התאריך ואת המע"מ.`,
      en: `The VAT is that of ${d('found')} %, and on the document's date the rate is ${d('rate')} %. Check the date and the VAT.`,
    }),
  },
  'vat-below-rate': {
    source: 'Tax Authority FAQ on Israel Invoices, as of 26.7.2026: mixed invoices',
    message: (d) => ({
      he: `המע"מ, ${d('vat')} ש"ח, נמוך מהמע"מ המלא לפי ${d('rate')}% (${d('full')} ש"ח). כך נראית חשבונית מעורבת; אם כל העסקה חייבת במע"מ, בדקו את הסכום.`,
      en: `The VAT, ${d('vat')} NIS, is below ${d('rate')} % of the amount (${d('full')} NIS). That is how a mixed invoice looks; if all of it is taxed, check the VAT.`,
    }),
  },
  'company-number': {
    source:
      'Registrar of Companies: numbers that begin with 51; Registrar of Partnerships: 55; cooperatives: 57; associations: 58',
    message: (d) => ({
      he: `הלקוח מסומן כפרטי, אבל מספרו (${d('customer')}) הוא מספר של תאגיד. אם הוא עוסק מורשה, תקנו את סוג הלקוח.`,
      en: `The customer is marked as private, but its number (${d('customer')}) is a corporation's. If it is a dealer, mend its kind.`,
    }),
  },
  'date-old': {
    source: 'Tax Authority error 434; the window is about a year in practice, and two weeks in 2023',
    message: (d) => ({
      he: `המסמך מיום ${d('date')}, לפני יותר מ${hebrewMonths(d('months'))}. רשות המסים עלולה לדחות אותו כישן מדי (434).`,
      en: `The document is dated ${d('date')}, more than ${englishMonths(d('months'))} ago. The Tax Authority may refuse it as too old (434).`,
    }),
  },
  'date-ahead': {
    source: 'Tax Authority error 435: more than a month ahead',
    message: (d) => ({
      he: `המסמך מיום ${d('date')}, בעוד יותר מ${hebrewMonths(d('months'))}. רשות המסים עלולה לדחות אותו (435).`,
      en: `The document is dated ${d('date')}, more than ${englishMonths(d('months'))} ahead. The Tax Authority may refuse it (435).`,
    }),
  },
  'text-shortened': {
    source: 'API description 2.0 / 7.2024, tables 2.1 and 2.2',
    message: (d) => ({
      he: `השדה "${d('fieldHe')}" ארוך מ-${d('limit')} תווים. לרשות המסים יישלחו ${d('limit')} התווים הראשונים; המסמך עצמו אינו משתנה.`,
      en: `Field ${d('fieldEn')} is longer than ${d('limit')} characters. The first ${d('limit')} are sent to the Tax Authority; the document itself stays as it is.`,
    }),
  },
  'country-not-sent': {
    source: 'API description 2.0 / 7.2024, table 2.1, field 11: ISO 3166, for future use',
    message: (d) => ({
      he: `מדינת הלקוח, «${d('country')}», אינה קוד בן שתיים או שלוש אותיות לועזיות, ולכן אינה נשלחת לרשות המסים. השדה אינו חובה.`,
      en: `The customer's country, «${d('country')}», is no code of two or three Latin letters and is not sent to the Tax Authority. The field is not mandatory.`,
    }),
  },
  'deal-split': {
    source:
      'Practice note on the duty: a deal split into several invoices needs a number as a whole; VAT Law 5736-1975, s. 47(א2)',
    message: (d) => ({
      he: `ללקוח ${d('customer')} יש ${d('count')} מסמכים מיום ${d('date')} שאף אחד מהם אינו עובר את הסף, אבל ביחד הם מסתכמים ב-${d('net')} ש"ח לפני מע"מ. אם זו עסקה אחת שפוצלה, נדרש מספר הקצאה.`,
      en: `Customer ${d('customer')} has ${d('count')} documents of ${d('date')}, none above the threshold and together ${d('net')} NIS before VAT. If this is one deal that was split, a number is required.`,
    }),
  },
  'reference-gap': {
    source: 'Income Tax (Bookkeeping) Directives 5733-1973: documents are numbered consecutively',
    message: (d) => ({
      he: `יש פער במספור בין ${d('from')} ל-${d('to')}. בדקו שלא נשמט מסמך מהקובץ.`,
      en: `The numbering has a gap between ${d('from')} and ${d('to')}. Check that no document was left out of the file.`,
    }),
  },
  'check-digit': {
    source: 'Identity numbers of the Population Registry: the check digit; not confirmed officially for companies',
    message: (d) => ({
      he: `ספרת הביקורת של מספר העוסק ${d('customer')} אינה תקינה. בדקו שהמספר הוקלד נכון.`,
      en: `The check digit of the customer's number ${d('customer')} does not fit. Check that it was typed correctly.`,
    }),
  },
};

/** After «מ»: «חודש», «חודשיים», «-12 חודשים». */
function hebrewMonths(count: string): string {
  if (count === '1') return 'חודש';
  return count === '2' ? 'חודשיים' : `-${count} חודשים`;
}

function englishMonths(count: string): string {
  return count === '1' ? 'a month' : `${count} months`;
}
