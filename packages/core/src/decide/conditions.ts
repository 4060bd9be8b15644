import type { InvoiceDocument } from '../document.ts';
import { documentType } from '../document-types.ts';
import type { DocumentType } from '../document-types.ts';
import { spellAmount } from '../money.ts';
import { THRESHOLDS, thresholdOn } from '../thresholds.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';

/** One of the cumulative conditions of the duty, as it stands for a document. */
export interface Condition {
  readonly holds: boolean;
  readonly reason: Reason;
}

/** Table 2.5: whether the type gets a number. */
export function typeCondition(document: InvoiceDocument): Condition {
  const remembered = TYPE_CONDITIONS.get(document.type);
  if (remembered !== undefined) return remembered;
  const type = documentType(document.type);
  const condition = conditionOfType(document.type, type);
  if (type !== undefined) TYPE_CONDITIONS.set(document.type, condition);
  return condition;
}

/** By the number of a known type: types are few, and what is said of one is the same in every document. */
const TYPE_CONDITIONS = new Map<number, Condition>();

function conditionOfType(code: number, type: DocumentType | undefined): Condition {
  if (code === 330) return { holds: false, reason: reason('credit-note') };
  const details = { type: String(code), nameHe: type?.name.he ?? 'לא מוכר', nameEn: type?.name.en ?? 'unknown' };
  const holds = type?.allocatable === true;
  return { holds, reason: reason(holds ? 'type-allocatable' : 'type-not-allocatable', details) };
}

/** The amount before VAT, strictly above the threshold of the document's date. */
export function amountCondition(document: InvoiceDocument): Condition {
  const threshold = thresholdOn(document.date);
  if (threshold === undefined) {
    const since = THRESHOLDS.at(-1)?.since ?? '';
    return { holds: false, reason: reason('before-the-duty', { date: document.date, since }) };
  }
  const holds = document.net > threshold.netAbove;
  return {
    holds,
    reason: reason(holds ? 'net-above-threshold' : 'net-not-above-threshold', {
      net: spellAmount(document.net),
      threshold: spellAmount(threshold.netAbove),
      since: threshold.since,
    }),
  };
}

/** VAT that is not zero. */
export function vatCondition(document: InvoiceDocument): Condition {
  const holds = document.vat !== 0;
  return { holds, reason: reason(holds ? 'vat-charged' : 'vat-zero', { vat: spellAmount(document.vat) }) };
}

/** A customer who is a dealer. */
export function customerCondition(document: InvoiceDocument): Condition {
  const { kind, kindStated, vatNumber } = document.customer;
  const customer = vatNumber ?? '';
  switch (kind) {
    case 'dealer':
      return { holds: true, reason: reason(kindStated ? 'customer-dealer' : 'customer-dealer-inferred', { customer }) };
    case 'private':
      return { holds: false, reason: reason(kindStated ? 'customer-private' : 'customer-private-inferred') };
    case 'non-deducting':
      return { holds: false, reason: reason('customer-non-deducting') };
    case 'foreign':
      return { holds: false, reason: reason('customer-foreign') };
    case 'palestinian':
      return { holds: false, reason: reason('customer-palestinian') };
  }
}
