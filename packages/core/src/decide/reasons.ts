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
      he: `סוג המסמך: ${d('nameHe')} (${d('type')}). מסמך כזה אינו צריך מספר הקצאה.`,
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
      return { he: `הלקוח עוסק מורשה${number}.`, en: `The customer is a dealer${number}.` };
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
    message: () => ({ he: 'הלקוח אינו עוסק.', en: 'The customer is not a dealer.' }),
  },
  'customer-private-inferred': {
    source: FOUR_CONDITIONS,
    message: () => ({
      he: 'אין ללקוח מספר עוסק, ולכן הוא נחשב ללקוח פרטי. אם הוא עוסק, השלימו את המספר.',
      en: "The customer has no dealer's number and is taken for a private one. If it is a dealer, add the number.",
    }),
  },
  'customer-non-deducting': {
    source: 'Tax Authority FAQ (faq_israel_invoice): a dealer that does not deduct input VAT',
    message: () => ({
      he: 'הלקוח אינו מנכה מס תשומות, ולכן אין צורך במספר.',
      en: 'The customer does not deduct input VAT, so no number is needed.',
    }),
  },
  'customer-foreign': {
    source: FOUR_CONDITIONS,
    message: () => ({
      he: 'הלקוח תושב חוץ ואינו עוסק בישראל.',
      en: 'The customer is foreign and no dealer in Israel.',
    }),
  },
  'customer-palestinian': {
    source: 'API description 2.0 / 7.2024, table 2.5: "tax invoice I"',
    message: () => ({
      he: 'הלקוח ברשות הפלסטינית: לחשבוניות I יש הסדר נפרד.',
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
  'check-digit': {
    source: 'Identity numbers of the Population Registry: the check digit; not confirmed officially for companies',
    message: (d) => ({
      he: `ספרת הביקורת של מספר העוסק ${d('customer')} אינה מתאימה. כדאי לבדוק שהמספר הוקלד נכון.`,
      en: `The check digit of the customer's number ${d('customer')} does not fit. Check that it was typed correctly.`,
    }),
  },
};
