import type { Agorot, AllocationNumber } from '@ishur/core';
import type { ReportEntry } from '../format/entry.ts';
import { referenceDigits } from '../fill/allocation-lookup.ts';
import type { AllocationLookup, KnownDocument } from '../fill/allocation-lookup.ts';

/** The document that a record reports, with an allocation number. */
export function documentOf(entry: ReportEntry, rest: Partial<KnownDocument> = {}): KnownDocument {
  return {
    name: `305:${entry.reference}`,
    reference: entry.reference,
    date: entry.date,
    counterpart: entry.counterpart,
    net: (entry.sum * 100) as Agorot,
    vat: (entry.vat * 100) as Agorot,
    isCredit: entry.sign === '-',
    number: `20260310090000000${entry.reference}` as AllocationNumber,
    ...rest,
  };
}

/** Knows these documents, and finds them as the port asks: by the digits of their number. */
export function knowing(documents: readonly KnownDocument[]): AllocationLookup {
  const byDigits = new Map<string, KnownDocument[]>();
  for (const document of documents) {
    const digits = referenceDigits(document.reference) ?? '';
    byDigits.set(digits, [...(byDigits.get(digits) ?? []), document]);
  }
  return { candidates: ({ reference }) => byDigits.get(reference) ?? [] };
}
