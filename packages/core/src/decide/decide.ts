import type { Fault } from '@ishur/contract';
import type { InvoiceDocument } from '../document.ts';
import { documentType } from '../document-types.ts';
import { hasValidCheckDigit } from '../identifiers.ts';
import { formatAmount } from '../money.ts';
import type { Agorot } from '../money.ts';
import { THRESHOLDS, thresholdOn } from '../thresholds.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';

/** Core's own word on a document, with every reason for it. */
export interface Decision {
  readonly kind: 'required' | 'not-required' | 'invalid' | 'already-allocated';
  /** All conditions that hold when a number is required; the ones that fail when it is not. */
  readonly reasons: readonly Reason[];
  /** What must be mended before anything can be asked. Only an `invalid` document has any. */
  readonly faults: readonly Fault[];
  /** What a person may want to look at. It changes nothing. */
  readonly advisories: readonly Reason[];
}

/**
 * Whether the law requires an allocation number for this document.
 *
 * The conditions are cumulative: the type gets a number, the amount before VAT is strictly above the threshold of the
 * document's date, VAT is not zero, and the customer is a dealer. The law's last condition, that the customer asked, is
 * taken as given: a dealer who wants to deduct always needs the number.
 *
 * Source: VAT Law 5736-1975, s. 47(א2)(1); API description 2.0 / 7.2024, section 1.2 and table 2.5.
 */
export function decide(document: InvoiceDocument): Decision {
  const advisories = advise(document);
  if (document.existingNumber !== undefined) {
    const reasons = [reason('number-exists', { number: document.existingNumber })];
    return { kind: 'already-allocated', reasons, faults: [], advisories };
  }
  const conditions = [
    typeCondition(document),
    amountCondition(document),
    vatCondition(document),
    customerCondition(document),
  ];
  const failing = conditions.filter((condition) => !condition.holds);
  if (failing.length > 0) {
    return { kind: 'not-required', reasons: failing.map((condition) => condition.reason), faults: [], advisories };
  }
  return { kind: 'required', reasons: conditions.map((condition) => condition.reason), faults: [], advisories };
}

interface Condition {
  readonly holds: boolean;
  readonly reason: Reason;
}

function typeCondition(document: InvoiceDocument): Condition {
  const type = documentType(document.type);
  const details = {
    type: String(document.type),
    nameHe: type?.name.he ?? 'לא מוכר',
    nameEn: type?.name.en ?? 'unknown',
  };
  const holds = type?.allocatable === true;
  return { holds, reason: reason(holds ? 'type-allocatable' : 'type-not-allocatable', details) };
}

function amountCondition(document: InvoiceDocument): Condition {
  const threshold = thresholdOn(document.date);
  if (threshold === undefined) {
    const since = THRESHOLDS.at(-1)?.since ?? '';
    return { holds: false, reason: reason('before-the-duty', { date: document.date, since }) };
  }
  const holds = document.net > threshold.netAbove;
  return {
    holds,
    reason: reason(holds ? 'net-above-threshold' : 'net-not-above-threshold', {
      net: withThousands(document.net),
      threshold: withThousands(threshold.netAbove),
      since: threshold.since,
    }),
  };
}

function vatCondition(document: InvoiceDocument): Condition {
  const holds = document.vat !== 0;
  return { holds, reason: reason(holds ? 'vat-charged' : 'vat-zero', { vat: withThousands(document.vat) }) };
}

function customerCondition(document: InvoiceDocument): Condition {
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

function advise(document: InvoiceDocument): readonly Reason[] {
  const { vatNumber } = document.customer;
  return vatNumber !== undefined && !hasValidCheckDigit(vatNumber)
    ? [reason('check-digit', { customer: vatNumber })]
    : [];
}

function withThousands(amount: Agorot): string {
  return formatAmount(amount).replace(/\B(?=(\d{3})+\.)/g, ',');
}
