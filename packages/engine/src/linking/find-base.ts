import type { RelatedDocument } from '@ishur/contract/v1';
import { INVOICE_ID_LENGTH, deriveInvoiceId } from '@ishur/core';
import type { CaseState } from '@ishur/core';
import type { Found } from '../collecting/identify.ts';
import type { CaseId, CaseSummary } from '../ports/ledger.ts';
import { findCaseById } from './linking-parts.ts';
import type { LinkingParts } from './linking-parts.ts';

/** The type of a pro-forma (חשבון עסקה). API description 2.0 / 7.2024, table 2.5. */
const PRO_FORMA = 332;

/** The pro-formas of a business by their reference, read once at most, and only where one is not found by its id. */
export type ProFormas = () => Promise<ReadonlyMap<string, readonly CaseSummary[]>>;

export function proFormasOf({ ledger, business }: LinkingParts): ProFormas {
  let found: Promise<ReadonlyMap<string, readonly CaseSummary[]>> | undefined;
  const read = async (): Promise<ReadonlyMap<string, readonly CaseSummary[]>> => {
    const all = new Map<string, CaseSummary[]>();
    for await (const summary of ledger.list({ business: business.id })) {
      if (summary.documentType !== PRO_FORMA || summary.standing === 'joined') continue;
      all.set(summary.reference, [...(all.get(summary.reference) ?? []), summary]);
    }
    return all;
  };
  return () => (found ??= read());
}

/** The 332 that a relation names: `none`, or `many` where numbering repeats and nothing tells which one. */
export async function findBase(
  parts: LinkingParts,
  invoice: CaseState,
  related: RelatedDocument,
  proFormas: ProFormas,
): Promise<Found | 'none' | 'many'> {
  const byId = await findById(parts, invoice, related);
  if (byId !== undefined) return (await findCaseById(parts, byId)) ?? 'none';
  const named = (await proFormas()).get(related.reference) ?? [];
  const sources = new Set(invoice.places.map(({ source }) => source));
  const near = named.filter(({ places }) => places.some(({ source }) => sources.has(source)));
  const [only, ...others] = near.length > 0 ? near : named;
  if (only === undefined) return 'none';
  return others.length > 0 ? 'many' : ((await findCaseById(parts, only.id)) ?? 'none');
}

/** By the id that the relation tells, or the one that a 332 of this reference would have derived. */
async function findById(
  parts: LinkingParts,
  { places }: CaseState,
  { invoiceId, reference }: RelatedDocument,
): Promise<CaseId | undefined> {
  const { ledger, business, sources } = parts;
  const own = new Set(places.map(({ source }) => source));
  // Numbering of the invoice's own source first.
  const ordered = sources.toSorted((one, other) => Number(own.has(other.id)) - Number(own.has(one.id)));
  const derived = ordered.flatMap(({ series }) => idOf(business, reference, series) ?? []);
  for (const id of new Set(invoiceId === undefined ? derived : [invoiceId])) {
    for await (const summary of ledger.list({ invoiceId: id })) {
      const isBase = summary.action === 0 && summary.documentType === PRO_FORMA && summary.business === business.id;
      if (isBase && (invoiceId !== undefined || summary.reference === reference)) return summary.id;
    }
  }
  return undefined;
}

function idOf(
  { vatNumber }: LinkingParts['business'],
  reference: string,
  series: string | undefined,
): string | undefined {
  // A reference of any length may stand in a relation.
  if (reference === '' || [...reference].length > INVOICE_ID_LENGTH) return undefined;
  try {
    return deriveInvoiceId({ vatNumber, type: PRO_FORMA, ...(series === undefined ? {} : { series }), reference });
  } catch {
    return undefined;
  }
}
