import type { IshurError } from '@ishur/contract';
import { isIshurError } from '@ishur/contract';
import type { Call } from '@ishur/contract/v1';
import type {
  AllocationNumber,
  DetailsFound,
  InvoiceDetails,
  LookUpService,
  Purchase,
  PurchaseDifference,
  VatNumber,
} from '@ishur/core';
import { comparePurchase, isSameAllocationNumber } from '@ishur/core';
import { withItsZeros } from './with-its-zeros.ts';

/** What the authority says to one purchase. */
export type PurchaseVerdict =
  /** No number in the books, and none is needed to deduct the VAT. */
  | { readonly kind: 'not-required' }
  /** The authority knows this invoice under this number. */
  | { readonly kind: 'matches' }
  /** The number is that of an invoice with other details. */
  | { readonly kind: 'differs'; readonly differences: readonly PurchaseDifference[] }
  /** The authority knows no invoice of this buyer under this number. `known`: the number that it has for these details. */
  | { readonly kind: 'unknown-number'; readonly known: AllocationNumber | undefined }
  /** A number is needed, and the books have none. `known`: the number that the authority has for these details. */
  | { readonly kind: 'number-missing'; readonly known: AllocationNumber | undefined }
  /** The authority could not be asked, or would not answer. */
  | { readonly kind: 'not-looked-up'; readonly cause: IshurError };

/** The part of the port that a buyer needs. */
export type LookUps = Pick<LookUpService, 'findDetails' | 'findNumber'>;

/**
 * Verifies one purchase, with one call where all is well.
 *
 * A short number repeats over the years, and the authority answers with one of the invoices that have it. So a difference counts
 * only when the invoice with the details of the books does not have this very number. A number of fewer than nine digits is one
 * that a spreadsheet took the zeros from, and is looked up with them.
 *
 * @throws IshurError with the remedies `fix-config` and `report-bug`: nothing else would be answered either.
 */
export async function lookUpPurchase(
  service: LookUps,
  buyer: VatNumber,
  { purchase, needsNumber }: { readonly purchase: Purchase; readonly needsNumber: boolean },
  call: Call,
): Promise<PurchaseVerdict> {
  if (purchase.number === undefined && !needsNumber) return { kind: 'not-required' };
  try {
    return purchase.number === undefined
      ? { kind: 'number-missing', known: await numberOf(service, buyer, purchase, call) }
      : await verify(service, buyer, { ...purchase, number: withItsZeros(purchase.number) }, call);
  } catch (error) {
    if (!isIshurError(error) || error.remedy === 'fix-config' || error.remedy === 'report-bug') throw error;
    return { kind: 'not-looked-up', cause: error };
  }
}

type Numbered = Purchase & { readonly number: AllocationNumber };

async function verify(service: LookUps, buyer: VatNumber, purchase: Numbered, call: Call): Promise<PurchaseVerdict> {
  const { number, supplier } = purchase;
  const query = { customerVatNumber: buyer, number };
  const found = await service.findDetails({ ...query, vatNumber: supplier }, call);
  if (found.kind === 'found') {
    const differences = comparePurchase(purchase, found.details, buyer);
    if (differences.length === 0) return { kind: 'matches' };
    return (await isOfThisInvoice(service, buyer, purchase, call))
      ? { kind: 'matches' }
      : { kind: 'differs', differences };
  }
  const known = await numberOf(service, buyer, purchase, call);
  if (known !== undefined && isSameAllocationNumber(known, number)) return { kind: 'matches' };
  // Perhaps it is the number of another supplier.
  const elsewhere = detailsOf(await service.findDetails(query, call));
  if (elsewhere === undefined) return { kind: 'unknown-number', known };
  const differences = comparePurchase(purchase, elsewhere, buyer);
  return differences.length === 0 ? { kind: 'unknown-number', known } : { kind: 'differs', differences };
}

function detailsOf(found: DetailsFound): InvoiceDetails | undefined {
  return found.kind === 'found' ? found.details : undefined;
}

async function isOfThisInvoice(service: LookUps, buyer: VatNumber, purchase: Numbered, call: Call): Promise<boolean> {
  if (purchase.number.length > 9) return false;
  const known = await numberOf(service, buyer, purchase, call);
  return known !== undefined && isSameAllocationNumber(known, purchase.number);
}

/** The number that the authority has for the details in the books. Whole shekels find nothing: they are not what was asked for. */
async function numberOf(
  service: LookUps,
  buyer: VatNumber,
  { supplier, net, vat, date, reference, precision }: Purchase,
  call: Call,
): Promise<AllocationNumber | undefined> {
  if (precision === 'report') return undefined;
  const query = { customerVatNumber: buyer, vatNumber: supplier, net, vat, documentDate: date, reference };
  const found = await service.findNumber(query, call);
  return found.kind === 'found' ? found.number : undefined;
}
