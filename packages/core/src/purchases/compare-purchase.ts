import type { InvoiceDetails } from '../authority/look-ups.ts';
import type { VatNumber } from '../identifiers.ts';
import { formatAmount } from '../money.ts';
import type { Agorot } from '../money.ts';
import type { Purchase } from './purchase.ts';

/** What is compared. API description 2.0 / 7.2024, tables 3.2 and 3.3: what a buyer is told, and what finds a number. */
export type PurchaseField = 'documentType' | 'supplier' | 'customer' | 'reference' | 'date' | 'net' | 'vat' | 'gross';

/** One field in which the books and the authority differ. */
export interface PurchaseDifference {
  readonly field: PurchaseField;
  /** What the books have, as a person reads it. */
  readonly books: string;
  /** What the authority has. */
  readonly authority: string;
}

/**
 * Where an invoice in the books is not the one that the authority knows under its number. What the authority left out is not
 * compared. A dealer of a union is told by either of its two numbers.
 */
export function comparePurchase(
  purchase: Purchase,
  details: InvoiceDetails,
  buyer: VatNumber,
): readonly PurchaseDifference[] {
  const differences: PurchaseDifference[] = [];
  const compare = (field: PurchaseField, books: string | undefined, authority: string | undefined): void => {
    if (books !== undefined && authority !== undefined && books !== authority) {
      differences.push({ field, books, authority });
    }
  };
  const compareAmounts = (field: PurchaseField, books: Agorot | undefined, authority: Agorot | undefined): void => {
    if (books === undefined || authority === undefined) return;
    const isSame = purchase.precision === 'report' ? books === inShekels(authority) : books === authority;
    if (!isSame) compare(field, formatAmount(books), formatAmount(authority));
  };
  const isOfUnion = details.unionVatNumber === purchase.supplier;
  if (!isOfUnion) compare('supplier', purchase.supplier, details.vatNumber);
  compare('customer', buyer, details.customerVatNumber);
  if (purchase.documentType !== undefined && details.documentType !== undefined) {
    compare('documentType', String(purchase.documentType), String(details.documentType));
  }
  if (details.reference !== undefined && !isSameReference(purchase, details.reference)) {
    compare('reference', purchase.reference, details.reference);
  }
  compare('date', purchase.date, details.documentDate);
  compareAmounts('net', purchase.net, details.net);
  // The report has the part of the VAT that may be deducted, which may be less than all of it.
  const isPart = purchase.precision === 'report' && details.vat !== undefined && purchase.vat < inShekels(details.vat);
  if (!isPart) compareAmounts('vat', purchase.vat, details.vat);
  compareAmounts('gross', purchase.gross, details.gross);
  return differences;
}

/**
 * Rounded to the nearest shekel, in agorot, halves away from zero. API description 2.0 / 7.2024,
 * chapter 6: «מעוגל לשקל הקרוב».
 */
function inShekels(amount: Agorot): number {
  return Math.sign(amount) * Math.round(Math.abs(amount) / 100) * 100;
}

/** Leading zeros come and go between programs; the report has the last nine digits alone. */
function isSameReference({ reference, precision }: Purchase, known: string): boolean {
  if (withoutZeros(reference) === withoutZeros(known)) return true;
  return precision === 'report' && lastNine(reference) === lastNine(known);
}

function withoutZeros(reference: string): string {
  return reference
    .trim()
    .replace(/^0+(?=.)/, '')
    .toUpperCase();
}

function lastNine(reference: string): string {
  return reference
    .replace(/\D/g, '')
    .slice(-9)
    .replace(/^0+(?=.)/, '');
}
