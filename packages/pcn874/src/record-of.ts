import type { LocalizedMessage } from '@ishur/contract';
import { NON_DEDUCTING_CUSTOMER } from '@ishur/core';
import type { AllocationNumber, InvoiceDocument } from '@ishur/core';
import { reportedNumber } from './format/entry.ts';
import type { ReportEntry } from './format/entry.ts';
import { referenceDigits } from './fill/allocation-lookup.ts';
import { roundToShekels } from './shekels.ts';
import type { Shekels } from './shekels.ts';

/** A record, or why none can be made for certain. */
export type RecordOfDocument =
  | { readonly kind: 'record'; readonly entry: ReportEntry }
  | { readonly kind: 'no-record'; readonly why: LocalizedMessage };

/** Tax invoices of our own, by the uniform file's appendix 1; 330 credits them. */
const TAX_INVOICES: ReadonlySet<number> = new Set([305, 310, 320, 345]);
const CREDIT_NOTE = 330;

/**
 * The record of a sale: S for a customer with a dealer's number, I for one of the Palestinian Authority, also with zero VAT.
 *
 * Only what the fields of a document tell for certain. Sales to unidentified customers are reported as an aggregation (L), and
 * an export (Y) needs its customs entry, so neither follows from one document; inputs are no documents of ours.
 *
 * Sources: PCN874 circular, appendices A and C; API description 2.0 / 7.2024, section 6.
 */
export function recordOf(document: InvoiceDocument, number: AllocationNumber | undefined): RecordOfDocument {
  const { type, customer, date, net, vat } = document;
  if (!TAX_INVOICES.has(type) && type !== CREDIT_NOTE) return none('אינו חשבונית מס', 'it is no tax invoice');
  const isPalestinian = customer.kind === 'palestinian';
  if (customer.kind === 'foreign') {
    return none('ייצוא דורש מספר רשימון', 'an export needs the number of its customs entry');
  }
  if (customer.vatNumber === undefined || (customer.kind === 'private' && !isPalestinian)) {
    return none('לקוח לא מזוהה נכלל בריכוז L', 'an unidentified customer belongs into an aggregation, L');
  }
  if (customer.vatNumber === NON_DEDUCTING_CUSTOMER) {
    return none('מספר הלקוח אינו של לקוח מסוים', "the customer's number stands for no customer in particular");
  }
  const reference = referenceDigits(document.reference);
  if (reference === undefined) return none('במספר המסמך אין ספרות', "the document's number has no digits");
  if ((net < 0 && vat > 0) || (net > 0 && vat < 0) || (net === 0 && vat !== 0)) {
    return none('הסכום והמע"מ בכיוונים שונים', 'the sum and the VAT go in different directions');
  }
  if (type === CREDIT_NOTE && net < 0) {
    return none(
      'זיכוי בסכום שלילי: לא ברור לאיזה כיוון',
      'a credit note with a negative amount: its direction is not clear',
    );
  }
  const [sum, reportedVat] = [Math.abs(roundToShekels(net)), Math.abs(roundToShekels(vat))];
  const isCredit = type === CREDIT_NOTE || net < 0;
  return {
    kind: 'record',
    entry: {
      letter: isPalestinian ? 'I' : 'S',
      counterpart: customer.vatNumber,
      date,
      group: '0000',
      reference,
      vat: reportedVat as Shekels,
      sign: isCredit && (sum > 0 || reportedVat > 0) ? '-' : '+',
      sum: sum as Shekels,
      allocation: reportedNumber(number),
    },
  };
}

function none(he: string, en: string): RecordOfDocument {
  return { kind: 'no-record', why: { he: `אין רשומה: ${he}`, en: `No record: ${en}` } };
}
