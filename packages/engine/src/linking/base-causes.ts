import type { LocalizedMessage } from '@ishur/contract';
import type { Agorot, Cause, Standing } from '@ishur/core';
import { spellAmount } from '@ishur/core';
import { STANDING_WORDS } from '../persons/standing-words.ts';

function cause(code: string, message: LocalizedMessage): Cause {
  return { code: `engine/${code}`, remedy: 'fix-document', message };
}

/** How an invoice is let go of what it rests on. */
function alone(id: string): LocalizedMessage {
  return {
    he: `אם החשבונית אינה נסמכת על אישור כזה, בקשו לה מספר בפני עצמה: ishur ask ${id} --alone.`,
    en: `Where the invoice rests on no such approval, ask for it by itself: \`ishur ask ${id} --alone\`.`,
  };
}

/** The ledger holds no such 332. */
export function baseUnknown(id: string, reference: string): Cause {
  const { he, en } = alone(id);
  return cause('base-unknown', {
    he: `החשבונית נסמכת על חשבון עסקה (332) ${reference}, שאינו בפנקס, ולכן לא ידוע כמה אושר בו. הביאו את חשבון העסקה למקור, או רשמו את האישור: ishur ask ${id} --base <המזהה שבו התבקש> --base-number <מספר האישור> --approved-net <סכום> --approved-vat <מע"מ>. ${he}`,
    en: `The invoice rests on pro-forma (332) ${reference}, which the ledger does not hold, so nobody knows how much of it was approved. Bring the pro-forma into a source, or say what was approved: \`ishur ask ${id} --base <the id under which it was asked for> --base-number <its number> --approved-net <amount> --approved-vat <VAT>\`. ${en}`,
  });
}

/** More than one 332 has the reference, or the source names more than one. */
export function baseAmbiguous(id: string, references: readonly string[]): Cause {
  const { he, en } = alone(id);
  const named = references.join(', ');
  return cause('base-ambiguous', {
    he: `לא ברור על איזה חשבון עסקה (332) החשבונית נסמכת: ${named}. חשבונית נסמכת על אחד בלבד. אמרו על איזה: ishur ask ${id} --base <המסמך>. ${he}`,
    en: `It is not clear on which pro-forma (332) the invoice rests: ${named}. An invoice rests on one only. Say which one: \`ishur ask ${id} --base <document>\`. ${en}`,
  });
}

/** It has a number of other software, and the authority's id of it is not known. */
export function baseIdUnknown(id: string, base: string): Cause {
  const { he, en } = alone(id);
  return cause('base-id-unknown', {
    he: `לחשבון העסקה ${base} יש מספר שהתקבל בתוכנה אחרת, ולא ידוע באיזה מזהה (invoice_id) הוא התבקש. רשמו אותו: ishur ask ${id} --base <המזהה>. ${he}`,
    en: `Pro-forma ${base} has a number that other software obtained, and the id (invoice_id) under which it was asked for is not known. Say it: \`ishur ask ${id} --base <id>\`. ${en}`,
  });
}

/** The relation names another id than the one that the base has. */
export function baseHasOtherId(id: string, base: string, known: string, told: string): Cause {
  const { he, en } = alone(id);
  return cause('base-has-other-id', {
    he: `לפי המקור חשבון העסקה ${base} התבקש במזהה ${told}, ובפנקס הוא רשום במזהה ${known}. תקנו את המקור. ${he}`,
    en: `The source says that pro-forma ${base} was asked for under ${told}, and the ledger has it under ${known}. Mend it in the source. ${en}`,
  });
}

/** It was asked for, and has no approval that an invoice could rest on. */
export function baseNotApproved(id: string, base: string, standing: Standing): Cause {
  const { he, en } = alone(id);
  const { he: stands, en: standsInEnglish } = STANDING_WORDS[standing];
  return cause('base-not-approved', {
    he: `החשבונית ממתינה לאישור של חשבון העסקה ${base}, והוא ${stands}. כשיאושר, מספר החשבונית יתבקש מאליו. ${he}`,
    en: `The invoice waits for the approval of pro-forma ${base}, which ${standsInEnglish}. When it is approved, the invoice goes on by itself. ${en}`,
  });
}

/** The approval was given for a transaction with somebody else. */
export function baseOfAnotherCustomer(id: string, base: string, approved: string, asked: string): Cause {
  const { he, en } = alone(id);
  return cause('base-of-another-customer', {
    he: `חשבון העסקה ${base} אושר ללקוח ${approved}, והחשבונית היא ללקוח ${asked}. תקנו במקור את הלקוח או את ההפניה. ${he}`,
    en: `Pro-forma ${base} was approved for customer ${approved}, and the invoice is for ${asked}. Mend the customer or the relation in the source. ${en}`,
  });
}

/** Only these two types are asked for on a 332. */
export function notOnBase(id: string, type: number): Cause {
  const { he, en } = alone(id);
  return cause('not-on-a-base', {
    he: `רק חשבונית מס (305) וחשבונית מס קבלה (320) נסמכות על חשבון עסקה (332), וזהו מסמך ${type}. ${he}`,
    en: `Only a tax invoice (305) and an invoice with receipt (320) rest on a pro-forma (332), and this is a ${type}. ${en}`,
  });
}

/** Another invoice on the same 332 has the same reference: the authority could not tell them apart. */
export function referenceTaken(id: string, other: string, reference: string): Cause {
  return cause('reference-taken', {
    he: `על אותו חשבון עסקה כבר נסמך מסמך אחר (${other}) עם אותו מספר ${reference}. תקנו את המספר של אחד מהם במקור (${id}).`,
    en: `Another document on the same pro-forma (${other}) has the same reference ${reference}. Mend the reference of one of them in its source (${id}).`,
  });
}

/** What was approved, what is set aside for others, and what is asked for now. In agorot. */
interface Room {
  readonly approved: Amounts;
  readonly others: readonly { readonly for: string; readonly net: Agorot; readonly vat: Agorot }[];
  readonly left: Amounts;
  readonly asked: Amounts;
}

export interface Amounts {
  readonly net: Agorot;
  readonly vat: Agorot;
}

/** Invoices that are named where there is not enough left. */
const NAMED = 5;

/** «הסכום הכולל שלהן יוגבל לגובה סכום ההקצאה הראשוני» (API description 2.0 / 7.2024, section 2.4). */
export function overTheCap(id: string, base: string, { approved, others, left, asked }: Room): Cause {
  const beyond = others.length - NAMED;
  const named = others.slice(0, NAMED).map((other) => `${other.for} (${spell(other)})`);
  const { he, en } = alone(id);
  const more = beyond > 0 ? { he: ` ועוד ${beyond}`, en: ` and ${beyond} more` } : { he: '', en: '' };
  const list =
    named.length === 0
      ? { he: 'עדיין לא נתפס דבר', en: 'nothing is set aside yet' }
      : { he: `נתפסו: ${named.join(', ')}${more.he}`, en: `set aside: ${named.join(', ')}${more.en}` };
  return cause('over-the-cap', {
    he: `סכום החשבונית (${spell(asked)}) גבוה ממה שנותר מהאישור של חשבון העסקה ${base}. אושרו ${spell(approved)}; ${list.he}; נותרו ${spell(left)}. הסכומים: לפני מע"מ + מע"מ. הבקשה לא נשלחה. היא תישלח מאליה אם הסכום יוקטן במקור, או אם יתפנה סכום. ${he}`,
    en: `The invoice (${spell(asked)}) is more than what is left of the approval of pro-forma ${base}. Approved: ${spell(approved)}; ${list.en}; left: ${spell(left)}. Amounts are before VAT + VAT. Nothing was sent; it goes out by itself when the invoice is made smaller in its source, or when others let go of some. ${en}`,
  });
}

function spell({ net, vat }: Amounts): string {
  return `${spellAmount(net)} + ${spellAmount(vat)}`;
}
