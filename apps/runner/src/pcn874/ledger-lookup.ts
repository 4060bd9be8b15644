import { parseAmount, parseVatNumber } from '@ishur/core';
import type { Agorot, AllocationNumber, CaseState } from '@ishur/core';
import { openCase } from '@ishur/engine';
import type { CaseSummary, Ledger } from '@ishur/engine';
import { referenceDigits } from '@ishur/pcn874';
import type { AllocationLookup, KnownDocument } from '@ishur/pcn874';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { STANDINGS } from '../output/words.ts';

/** Credit notes, by the uniform file's appendix 1 and the API description's table 2.5. */
const CREDIT_NOTES: ReadonlySet<number> = new Set([330, 331]);

/**
 * Finds the documents of records in the ledger, which holds our own sales.
 *
 * @param source only documents of this source, where one is named.
 * @param wanted the reference digits of all records: only what they may mean is kept in memory.
 */
export async function openLedgerLookup(
  ledger: Ledger,
  businesses: readonly BusinessConfiguration[],
  dealer: string,
  wanted: ReadonlySet<string>,
  source: string | undefined,
): Promise<AllocationLookup> {
  const byDigits = new Map<string, CaseSummary[]>();
  for (const { id } of businesses) {
    for await (const summary of ledger.list({ business: id, ...(source !== undefined && { source }) })) {
      // A case that joined another has its document there.
      if (summary.standing === 'joined') continue;
      const digits = referenceDigits(summary.reference);
      if (digits === undefined || !wanted.has(digits)) continue;
      const known = byDigits.get(digits);
      if (known === undefined) byDigits.set(digits, [summary]);
      else known.push(summary);
    }
  }
  const members = new Set(businesses.filter(({ unionVatNumber }) => unionVatNumber === dealer).map(({ id }) => id));
  return {
    async candidates({ reference }) {
      const documents: KnownDocument[] = [];
      for (const summary of byDigits.get(reference) ?? []) {
        const document = await documentOf(ledger, summary, members.has(summary.business) ? undefined : dealer);
        if (document !== undefined) documents.push(document);
      }
      return documents;
    },
  };
}

/** @param dealer who must have issued it; undefined for the members of a union, which report under its number. */
async function documentOf(
  ledger: Ledger,
  summary: CaseSummary,
  dealer: string | undefined,
): Promise<KnownDocument | undefined> {
  const stored = await ledger.load(summary.id);
  const state = stored === undefined ? undefined : openCase(stored, summary.business).state;
  if (state === undefined) return undefined;
  // What the number was given for; whatever else the source says by now makes the case diverge.
  const fields = state.numberedFields ?? state.fields;
  const issuer = parseVatNumber(fields.issuerVatNumber ?? '');
  if (issuer !== undefined && dealer !== undefined && issuer !== dealer) return undefined;
  const [net, vat] = [parseAmount(fields.netAmount), parseAmount(fields.vatAmount)];
  if (net === undefined || vat === undefined) return undefined;
  const number = numberOf(state);
  return {
    name: summary.id,
    reference: fields.reference,
    date: fields.documentDate,
    counterpart: parseVatNumber(fields.customer.vatNumber ?? ''),
    net: Math.abs(net) as Agorot,
    vat: Math.abs(vat) as Agorot,
    isCredit: CREDIT_NOTES.has(fields.documentType) || net < 0,
    number,
    ...(number === undefined && { why: STANDINGS[state.standing] }),
  };
}

/** A number that may be reported: one that nobody doubts, of a document that stands as it was numbered. */
function numberOf(state: CaseState): AllocationNumber | undefined {
  if (state.standing === 'allocated') return state.number;
  if (state.standing !== 'already-allocated') return undefined;
  return state.number ?? state.places.find(({ number, isGone }) => number !== undefined && !isGone)?.number;
}
