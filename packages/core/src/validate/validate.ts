import type { Fault } from '@ishur/contract';
import type { InvoiceDocument } from '../document.ts';
import { documentFault } from '../document-faults.ts';
import type { DocumentFaultCode } from '../document-faults.ts';
import { documentType } from '../document-types.ts';
import { NO_CUSTOMER, parseVatNumber } from '../identifiers.ts';
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
  const faults: Fault[] = [];
  validateType(document, circumstances, faults);
  validateIssuer(document, circumstances, faults);
  validateReference(document, faults);
  validateAmounts(document, faults);
  validateVat(document, circumstances, faults);
  validateCustomer(document, circumstances, faults);
  validateOriginal(document, faults);
  for (const fault of validateItems(document)) faults.push(fault);
  return faults;
}

// Each of these adds what it finds, which in most documents is nothing.

function validateType({ type }: InvoiceDocument, { action = 0 }: AskCircumstances, faults: Fault[]): void {
  const blame = (code: DocumentFaultCode): void =>
    void faults.push(documentFault(code, 'documentType', { found: String(type) }));
  if (documentType(type)?.accepted !== true) blame('document/type-not-accepted');
  else if (action === 4 && type !== 305 && type !== 320) blame('document/action-4-type');
  else if (action === 3 && type === 332) blame('document/action-3-type');
}

/** A file may hold documents of several dealers, and each is asked for in the name of the one who issued it. */
function validateIssuer({ fields }: InvoiceDocument, { issuer }: AskCircumstances, faults: Fault[]): void {
  const found = fields.issuerVatNumber?.trim() ?? '';
  if (issuer === undefined || found === '' || parseVatNumber(found) === issuer) return;
  faults.push(
    documentFault('document/issuer-is-another', 'issuerVatNumber', { found: found.slice(0, 40), expected: issuer }),
  );
}

function validateReference({ reference }: InvoiceDocument, faults: Fault[]): void {
  // A text has at least as many units as code points.
  if (reference.length > EXACT_LIMITS.reference && [...reference].length > EXACT_LIMITS.reference) {
    faults.push(documentFault('document/reference-too-long', 'reference', { found: reference }));
  }
  if (!/[^\s0]/.test(reference)) {
    faults.push(documentFault('document/reference-blank-or-zero', 'reference', { found: reference }));
  }
}

function validateAmounts(document: InvoiceDocument, faults: Fault[]): void {
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
  if (document.gross !== addAmounts(document.net, document.vat)) faults.push(totalMismatch(document));
  const net = addAmounts(document.beforeDiscount, -document.discount as Agorot);
  if (document.net !== net) {
    const details = { found: formatAmount(document.net), expected: formatAmount(net) };
    faults.push(documentFault('document/discount-mismatch', 'netAmount', details));
  }
}

export function totalMismatch({ net, vat, gross }: InvoiceDocument): Fault {
  const details = { found: formatAmount(gross), expected: formatAmount(addAmounts(net, vat)) };
  return documentFault('document/total-mismatch', 'grossAmount', details);
}

function validateVat(document: InvoiceDocument, circumstances: AskCircumstances, faults: Fault[]): void {
  const { vat, net, date } = document;
  if (circumstances.action === 3) {
    if (vat !== 0) faults.push(documentFault('document/action-3-vat', 'vatAmount', { found: formatAmount(vat) }));
    return;
  }
  // A credit note keeps the rate of its original, which may be another day's.
  const rate = document.type === 330 ? undefined : vatRateOn(date);
  if (rate === undefined || net < 0 || vat < 0) return;
  const most = vatAt(rate, net);
  if (vat > most + (circumstances.vatTolerance ?? VAT_TOLERANCE)) faults.push(vatAboveRate(document));
}

export function vatAboveRate({ vat, net, date }: InvoiceDocument): Fault {
  const rate = vatRateOn(date);
  const most = rate === undefined ? '' : formatAmount(vatAt(rate, net));
  return documentFault('document/vat-above-rate', 'vatAmount', { found: formatAmount(vat), expected: most });
}

function validateCustomer(
  { customer, fields }: InvoiceDocument,
  { issuer = parseVatNumber(fields.issuerVatNumber ?? ''), action = 0 }: AskCircumstances,
  faults: Fault[],
): void {
  const { vatNumber, kind } = customer;
  const path = 'customer.vatNumber';
  if (vatNumber === undefined) {
    // Everyone else is asked for under the number that stands for a customer who does not deduct.
    const isNeeded = kind === 'dealer' || action === 3;
    if (isNeeded) faults.push(documentFault('document/customer-vat-number-missing', path, {}));
  } else if (Number(vatNumber) < SMALLEST_DEALER_NUMBER || vatNumber === NO_CUSTOMER) {
    faults.push(documentFault('document/customer-vat-number-impossible', path, { found: vatNumber }));
  } else if (action === 3 && kind !== 'dealer') {
    faults.push(documentFault('document/action-3-customer', 'customer.kind', { found: kind }));
  } else if (vatNumber === issuer) {
    faults.push(documentFault('document/customer-is-issuer', path, { found: vatNumber }));
  }
}

/** Only asked for voluntarily; then its original is known, because a credit note names it. */
function validateOriginal({ type, fields }: InvoiceDocument, faults: Fault[]): void {
  if (type !== 330) return;
  const hasOriginal = fields.related?.some((related) => related.as === 'credited') === true;
  if (!hasOriginal) faults.push(documentFault('document/original-missing', 'related', {}));
}
