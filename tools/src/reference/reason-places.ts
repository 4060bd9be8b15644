import type { CustomerKind, InvoiceFields } from '@ishur/contract/v1';
import { DOCUMENT_TYPES, THRESHOLDS, addDays, assess, formatAmount } from '@ishur/core';
import type { Agorot } from '@ishur/core';

/** Where a sentence stands in a decision. */
export type ReasonPlace = 'reason' | 'voluntary' | 'advisory';

const CUSTOMER_KINDS: Readonly<Record<CustomerKind, true>> = {
  dealer: true,
  private: true,
  'non-deducting': true,
  foreign: true,
  palestinian: true,
};

let places: ReadonlyMap<string, ReasonPlace> | undefined;

/**
 * Core has one table for all sentences, so it is found out by deciding: documents of every type, on both sides of every
 * step and every condition, show all reasons. What never is one is an advisory.
 */
export function placeOfReason(code: string): ReasonPlace {
  places ??= findPlaces();
  return places.get(code) ?? 'advisory';
}

function findPlaces(): ReadonlyMap<string, ReasonPlace> {
  const found = new Map<string, ReasonPlace>();
  for (const fields of documents()) {
    for (const existingNumber of ['', '123456789']) {
      const { decision } = assess(fields, { existingNumber });
      for (const { code } of decision.reasons) found.set(code, 'reason');
      if (decision.voluntary !== undefined) found.set(decision.voluntary.reason.code, 'voluntary');
    }
  }
  return found;
}

function* documents(): Generator<InvoiceFields> {
  const customers: readonly InvoiceFields['customer'][] = [
    {},
    { vatNumber: '777777749' },
    ...Object.keys(CUSTOMER_KINDS).map((kind) => ({ kind: kind as CustomerKind, vatNumber: '777777749' })),
  ];
  for (const { code: documentType } of DOCUMENT_TYPES) {
    for (const customer of customers) {
      for (const { since, netAbove } of THRESHOLDS) {
        for (const date of [since, addDays(since, -1)]) {
          for (const net of [netAbove, netAbove + 1]) {
            for (const vat of [0, 100]) {
              yield {
                documentType,
                reference: '1',
                documentDate: date,
                netAmount: formatAmount(net as Agorot),
                vatAmount: formatAmount(vat as Agorot),
                grossAmount: formatAmount((net + vat) as Agorot),
                customer,
              };
            }
          }
        }
      }
    }
  }
}
