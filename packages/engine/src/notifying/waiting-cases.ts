import { isIshurError } from '@ishur/contract';
import type { IshurError } from '@ishur/contract';
import { attentionTo } from '@ishur/core';
import type { Attention, BusinessDay, CaseState, Delivery, HearingPeriods, Standing } from '@ishur/core';
import { openCase } from '../case-record.ts';
import type { CaseQuery, CaseSummary, Ledger, StoredCase } from '../ports/ledger.ts';

/** A case of which something waits for a person. */
export interface WaitingCase {
  readonly summary: CaseSummary;
  readonly stored: StoredCase;
  readonly state: CaseState;
  /** At least one. */
  readonly attentions: readonly Attention[];
}

/** A case that cannot be opened: its journal is damaged. */
export interface UnopenedCase {
  readonly summary: CaseSummary;
  readonly error: IshurError;
}

/** Everything of a business, or of one of its sources, that waits for a person today. In the order of the ledger. */
export async function* waitingCases(
  ledger: Pick<Ledger, 'list' | 'load'>,
  query: Pick<CaseQuery, 'business' | 'source'>,
  today: BusinessDay,
  periods?: HearingPeriods,
): AsyncGenerator<WaitingCase | UnopenedCase> {
  for await (const summary of ledger.list(query)) {
    if (!mayWait(summary)) continue;
    const found = await waitingCase(ledger, summary, today, periods);
    if (found !== undefined) yield found;
  }
}

/** Most documents wait for nobody, so only those are opened that may. */
function mayWait({ standing, number, places, isToBeReported }: CaseSummary): boolean {
  if (STANDINGS[standing] || isToBeReported === true) return true;
  // A number on its way to its source waits for nobody; a sentence does, once its delivery has failed.
  return places.some(({ delivery }) => STUCK.has(delivery) || (delivery === 'pending' && number === undefined));
}

/** The same of one case; `undefined` where nothing of it waits. */
export async function waitingCase(
  ledger: Pick<Ledger, 'load'>,
  summary: CaseSummary,
  today: BusinessDay,
  periods?: HearingPeriods,
): Promise<WaitingCase | UnopenedCase | undefined> {
  try {
    const stored = await ledger.load(summary.id);
    const state = stored && openCase(stored, summary.business).state;
    if (stored === undefined || state === undefined) return undefined;
    const attentions = attentionTo(state, today, periods);
    return attentions.length === 0 ? undefined : { summary, stored, state, attentions };
  } catch (error) {
    // One case that is damaged keeps no other from being told.
    if (isIshurError(error)) return { summary, error };
    throw error;
  }
}

/** Standings of which something may wait whatever its deliveries do. */
const STANDINGS: Readonly<Record<Standing, boolean>> = {
  waiting: true,
  invalid: true,
  rejected: true,
  held: true,
  'settled-elsewhere': true,
  hearing: true,
  'hearing-won': true,
  parked: true,
  'awaiting-replacement': true,
  reversed: true,
  cancelled: true,
  continued: true,
  diverged: true,
  conflict: true,
  'not-required': false,
  'already-allocated': false,
  joined: false,
  queued: false,
  asking: false,
  allocated: false,
  unconfirmed: false,
  choosing: false,
  replaced: false,
  closed: false,
};

/** Deliveries that do not come to their source by themselves. */
const STUCK: ReadonlySet<Delivery['kind']> = new Set(['parked', 'conflict', 'stale', 'impossible']);
