import assert from 'node:assert/strict';
import { isIshurError } from '@ishur/contract';
import type { CaseChange, CaseQuery, CaseSummary, Ledger, StoredJournal } from '../ports/ledger.ts';

/** One storage, which the tests open as often as they like: two handles stand for two processes. */
export interface LedgerWorld {
  open(tier: string): Promise<Ledger>;
}

/** One promise of the port, and how it is tried. */
export interface LedgerTest {
  /** Stable: waivers and reports name it. */
  readonly name: string;
  readonly run: (world: LedgerWorld) => Promise<void>;
}

export async function assertMoved(ledger: Ledger, changes: readonly CaseChange[]): Promise<void> {
  await assert.rejects(ledger.commit(changes), isMoved);
}

export function isMoved(error: unknown): boolean {
  return isIshurError(error) && error.code === 'ledger/moved';
}

export async function listed(ledger: Ledger, query: CaseQuery): Promise<CaseSummary[]> {
  const summaries: CaseSummary[] = [];
  for await (const summary of ledger.list(query)) summaries.push(summary);
  return summaries;
}

export async function journalsOf(ledger: Ledger): Promise<StoredJournal[]> {
  const journals: StoredJournal[] = [];
  for await (const journal of ledger.journals()) journals.push(journal);
  return journals;
}
