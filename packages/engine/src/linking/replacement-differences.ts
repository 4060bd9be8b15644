import type { LocalizedMessage } from '@ishur/contract';
import type { InvoiceFields } from '@ishur/contract/v1';
import type { InvoiceDocument, VatNumber } from '@ishur/core';
import { formatAmount, parseDocument, validate } from '@ishur/core';

/** Whether the zero-rate document has to bear the day of the original. The source says "the same details". */
export type ReplacementDate = 'same' | 'any';

/**
 * In what a document is not the zero-rate twin of a held invoice; empty where it is: «החשבונית תישא את אותם הפרטים (זולת מספר
 * אסמכתא וסכום המס)» (API description 2.0 / 7.2024, section 2.2.2, third alternative).
 *
 * @param original as the authority knows it: as it was asked for.
 * @param issuer the dealer of both.
 */
export function replacementDifferences(
  original: InvoiceFields,
  replacement: InvoiceFields,
  issuer: VatNumber,
  date: ReplacementDate = 'same',
): readonly LocalizedMessage[] {
  const [one, other] = [parseDocument(original), parseDocument(replacement)];
  const faults = [one, other].flatMap((parsed) => (parsed.ok ? [] : parsed.faults));
  if (!one.ok || !other.ok) return faults.map(({ message }) => message);
  return [
    ...different(one.document, other.document, date),
    ...validate(other.document, { issuer, action: 3 }).map(({ message }) => message),
  ];
}

function different(
  original: InvoiceDocument,
  replacement: InvoiceDocument,
  date: ReplacementDate,
): readonly LocalizedMessage[] {
  const found: LocalizedMessage[] = [];
  const compare = (what: LocalizedMessage, was: string, is: string): void => {
    if (was !== is) found.push(notTheSame(what, was, is));
  };
  compare(WORDS.type, String(original.type), String(replacement.type));
  if (date === 'same' && original.date !== replacement.date) found.push(anotherDay(original.date, replacement.date));
  compare(WORDS.customer, original.customer.vatNumber ?? '', replacement.customer.vatNumber ?? '');
  compare(WORDS.beforeDiscount, formatAmount(original.beforeDiscount), formatAmount(replacement.beforeDiscount));
  compare(WORDS.discount, formatAmount(original.discount), formatAmount(replacement.discount));
  compare(WORDS.net, formatAmount(original.net), formatAmount(replacement.net));
  if (original.reference === replacement.reference) found.push(sameReference(original.reference));
  return found;
}

const WORDS = {
  type: { he: 'סוג המסמך', en: 'the document type' },
  customer: { he: 'מספר העוסק של הלקוח', en: "the customer's VAT number" },
  beforeDiscount: { he: 'הסכום לפני הנחה', en: 'the amount before the discount' },
  discount: { he: 'ההנחה', en: 'the discount' },
  net: { he: 'הסכום לפני מע"מ', en: 'the amount before VAT' },
} satisfies Record<string, LocalizedMessage>;

function notTheSame(what: LocalizedMessage, was: string, is: string): LocalizedMessage {
  const nothing = { he: 'ריק', en: 'nothing' };
  return {
    he: `${what.he}: בחשבונית שעוכבה ${was || nothing.he}, ובחשבונית בשיעור אפס ${is || nothing.he}.`,
    en: `${what.en}: ${was || nothing.en} in the held invoice, ${is || nothing.en} in the zero-rate one.`,
  };
}

/** An invoice that was issued is not dated back: whoever reads the source otherwise says so in the configuration. */
function anotherDay(was: string, is: string): LocalizedMessage {
  return {
    he: `תאריך המסמך: בחשבונית שעוכבה ${was}, ובחשבונית בשיעור אפס ${is}. לפי הנוסח («אותם הפרטים») נדרש אותו תאריך; כדי לקבל תאריך אחר, הגדירו asking: { replacementDate: any }.`,
    en: `the date of the document: ${was} in the held invoice, ${is} in the zero-rate one. By the wording ("the same details") it has to be the same; to have another one taken, set \`asking: { replacementDate: any }\`.`,
  };
}

function sameReference(reference: string): LocalizedMessage {
  return {
    he: `מספר המסמך ${reference} זהה בשתיהן. חשבונית בשיעור אפס מקבלת מספר משלה.`,
    en: `both have the reference ${reference}. A zero-rate invoice has a number of its own.`,
  };
}
