import type { VatNumber } from '@ishur/core';
import { openCase } from '../case-record.ts';
import type { EngineContext } from '../engine-context.ts';
import type { Found } from '../collecting/identify.ts';
import type { CaseId, Ledger } from '../ports/ledger.ts';
import type { ReplacementDate } from './replacement-differences.ts';

/** What it takes to look at what a document rests on: an engine has it, and so has a person. */
export interface LinkingParts {
  readonly ledger: Ledger;
  readonly business: { readonly id: string; readonly vatNumber: VatNumber };
  readonly sources: readonly { readonly id: string; readonly series?: string }[];
  /** Default `same`. */
  readonly replacementDate?: ReplacementDate;
}

/** A case of the business as the ledger has it. */
export async function findCaseById({ ledger, business }: LinkingParts, id: CaseId): Promise<Found | undefined> {
  const stored = id.startsWith(`${business.id}/`) ? await ledger.load(id) : undefined;
  return stored && { record: openCase(stored, business.id), entries: stored.entries };
}

/** What an engine looks with. */
export function linkingPartsOf({ ledger, business, sources, policies }: EngineContext): LinkingParts {
  return { ledger, business, sources, replacementDate: policies.replacementDate };
}
