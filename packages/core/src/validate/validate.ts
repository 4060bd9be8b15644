import type { Fault } from '@ishur/contract';
import type { InvoiceDocument } from '../document.ts';
import { documentFault } from '../document-faults.ts';
import type { VatNumber } from '../identifiers.ts';
import { addAmounts, formatAmount } from '../money.ts';
import type { Agorot } from '../money.ts';

/** API description 2.0 / 7.2024, table 2.1, field 8: A20. */
const REFERENCE_LENGTH = 20;

/**
 * What the authority would certainly not take, found before it is asked. Only for a document that is to be asked for:
 * a receipt may carry what it likes.
 *
 * @param issuer the dealer who asks.
 */
export function validate(document: InvoiceDocument, issuer: VatNumber): readonly Fault[] {
  return [...validateReference(document), ...validateAmounts(document), ...validateCustomer(document, issuer)];
}

function validateReference({ reference }: InvoiceDocument): readonly Fault[] {
  const faults: Fault[] = [];
  if ([...reference].length > REFERENCE_LENGTH) {
    faults.push(documentFault('document/reference-too-long', 'reference', { found: reference }));
  }
  if (!/[^\s0]/.test(reference)) {
    faults.push(documentFault('document/reference-blank-or-zero', 'reference', { found: reference }));
  }
  return faults;
}

function validateAmounts(document: InvoiceDocument): readonly Fault[] {
  const faults: Fault[] = [];
  const header: readonly (readonly [string, Agorot])[] = [
    ['amountBeforeDiscount', document.beforeDiscount],
    ['discount', document.discount],
    ['netAmount', document.net],
    ['vatAmount', document.vat],
    ['grossAmount', document.gross],
  ];
  for (const [path, amount] of header) {
    if (amount < 0) faults.push(documentFault('document/amount-negative', path, { found: formatAmount(amount) }));
  }
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

function validateCustomer({ customer }: InvoiceDocument, issuer: VatNumber): readonly Fault[] {
  if (customer.vatNumber === undefined) {
    return [documentFault('document/customer-vat-number-missing', 'customer.vatNumber', {})];
  }
  if (customer.vatNumber === issuer) {
    return [documentFault('document/customer-is-issuer', 'customer.vatNumber', { found: customer.vatNumber })];
  }
  return [];
}
