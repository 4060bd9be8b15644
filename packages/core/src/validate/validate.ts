import type { Fault } from '@ishur/contract';
import type { InvoiceDocument } from '../document.ts';
import { documentFault } from '../document-faults.ts';
import { documentType } from '../document-types.ts';
import { NO_CUSTOMER } from '../identifiers.ts';
import type { VatNumber } from '../identifiers.ts';
import { EXACT_LIMITS, SMALLEST_DEALER_NUMBER } from '../limits.ts';
import { LARGEST_AMOUNT, addAmounts, formatAmount } from '../money.ts';
import type { Agorot } from '../money.ts';
import { vatAt, vatRateOn } from '../vat-rates.ts';
import { validateItems } from './validate-items.ts';

/** How a document is to be asked for, and by whom. */
export interface AskCircumstances {
  /** The dealer who asks. Absent in a bare check of a file. */
  readonly issuer?: VatNumber | undefined;
  /** 0 an ordinary ask, 3 reverse charge, 4 an invoice of an approved 332. API table 2.1, field 23. Default 0. */
  readonly action?: 0 | 3 | 4;
  /**
   * Agorot by which VAT may exceed the rate before we refuse it. The authority refuses VAT above the calculated one (436) and
   * publishes no tolerance; ours lets through what rounding line by line can make, and leaves the rest to the authority.
   */
  readonly vatTolerance?: Agorot;
}

/** One shekel. Ours; see {@link AskCircumstances.vatTolerance}. */
const VAT_TOLERANCE = 100 as Agorot;

/**
 * What the authority would certainly not take, found before it is asked: every field rule of tables 2.1 and 2.2 and of the
 * contract of Approval v2. Only for a document that is to be asked for: a receipt may carry what it likes.
 *
 * Texts that are merely too long are no fault: see `shortenedTexts`.
 */
export function validate(document: InvoiceDocument, circumstances: AskCircumstances = {}): readonly Fault[] {
  return [
    ...validateType(document, circumstances),
    ...validateReference(document),
    ...validateAmounts(document),
    ...validateVat(document, circumstances),
    ...validateCustomer(document, circumstances),
    ...validateOriginal(document),
    ...validateItems(document),
  ];
}

function validateType(document: InvoiceDocument, { action = 0 }: AskCircumstances): readonly Fault[] {
  const found = String(document.type);
  if (documentType(document.type)?.accepted !== true) {
    return [documentFault('document/type-not-accepted', 'documentType', { found })];
  }
  if (action === 4 && document.type !== 305 && document.type !== 320) {
    return [documentFault('document/action-4-type', 'documentType', { found })];
  }
  if (action === 3 && document.type === 332)
    return [documentFault('document/action-3-type', 'documentType', { found })];
  return [];
}

function validateReference({ reference }: InvoiceDocument): readonly Fault[] {
  const faults: Fault[] = [];
  // A text has at least as many units as code points.
  if (reference.length > EXACT_LIMITS.reference && [...reference].length > EXACT_LIMITS.reference) {
    faults.push(documentFault('document/reference-too-long', 'reference', { found: reference }));
  }
  if (!/[^\s0]/.test(reference)) {
    faults.push(documentFault('document/reference-blank-or-zero', 'reference', { found: reference }));
  }
  return faults;
}

function validateAmounts(document: InvoiceDocument): readonly Fault[] {
  const faults: Fault[] = [];
  const look = (path: string, amount: Agorot): void => {
    if (amount < 0) faults.push(documentFault('document/amount-negative', path, { found: formatAmount(amount) }));
    // Read amounts are within the limit; the amount before discount may be a sum of two.
    if (amount > LARGEST_AMOUNT) {
      const details = { found: formatAmount(amount), expected: formatAmount(LARGEST_AMOUNT) };
      faults.push(documentFault('document/amount-too-large', path, details));
    }
  };
  look('amountBeforeDiscount', document.beforeDiscount);
  look('discount', document.discount);
  look('netAmount', document.net);
  look('vatAmount', document.vat);
  look('grossAmount', document.gross);
  const gross = addAmounts(document.net, document.vat);
  if (document.gross !== gross) {
    const details = { found: formatAmount(document.gross), expected: formatAmount(gross) };
    faults.push(documentFault('document/total-mismatch', 'grossAmount', details));
  }
  const net = addAmounts(document.beforeDiscount, -document.discount as Agorot);
  if (document.net !== net) {
    const details = { found: formatAmount(document.net), expected: formatAmount(net) };
    faults.push(documentFault('document/discount-mismatch', 'netAmount', details));
  }
  return faults;
}

function validateVat(document: InvoiceDocument, circumstances: AskCircumstances): readonly Fault[] {
  const { vat, net, date } = document;
  if (circumstances.action === 3) {
    const found = formatAmount(vat);
    return vat === 0 ? [] : [documentFault('document/action-3-vat', 'vatAmount', { found })];
  }
  // A credit note keeps the rate of its original, which may be another day's.
  const rate = document.type === 330 ? undefined : vatRateOn(date);
  if (rate === undefined || net < 0 || vat < 0) return [];
  const most = vatAt(rate, net);
  if (vat <= most + (circumstances.vatTolerance ?? VAT_TOLERANCE)) return [];
  return [
    documentFault('document/vat-above-rate', 'vatAmount', { found: formatAmount(vat), expected: formatAmount(most) }),
  ];
}

function validateCustomer({ customer }: InvoiceDocument, { issuer, action = 0 }: AskCircumstances): readonly Fault[] {
  const { vatNumber, kind } = customer;
  const path = 'customer.vatNumber';
  if (vatNumber === undefined) {
    // Everyone else is asked for under the number that stands for a customer who does not deduct.
    const isNeeded = kind === 'dealer' || action === 3;
    return isNeeded ? [documentFault('document/customer-vat-number-missing', path, {})] : [];
  }
  if (Number(vatNumber) < SMALLEST_DEALER_NUMBER || vatNumber === NO_CUSTOMER) {
    return [documentFault('document/customer-vat-number-impossible', path, { found: vatNumber })];
  }
  if (action === 3 && kind !== 'dealer')
    return [documentFault('document/action-3-customer', 'customer.kind', { found: kind })];
  return vatNumber === issuer ? [documentFault('document/customer-is-issuer', path, { found: vatNumber })] : [];
}

/** Only asked for voluntarily; then its original is known, because a credit note names it. */
function validateOriginal({ type, fields }: InvoiceDocument): readonly Fault[] {
  const hasOriginal = fields.related?.some((related) => related.as === 'credited') === true;
  return type === 330 && !hasOriginal ? [documentFault('document/original-missing', 'related', {})] : [];
}
