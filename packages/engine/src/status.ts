import type { Bucket, Delivery, Standing } from '@ishur/core';
import type { CaseQuery, Ledger } from './ports/ledger.ts';

/** Where everything stands. `read` is always the sum of the buckets and `unreadable`; `recorded` is part of them. */
export type Status = Readonly<Record<Bucket | 'read' | 'unreadable' | 'recorded', number>>;

/** How many documents stand where; what none does is left out. */
export type StandingCounts = Readonly<Partial<Record<Standing, number>>>;

/** Of numbers that are at no source yet: how many stand how. */
export type UndeliveredCounts = Readonly<Partial<Record<Delivery['kind'], number>>>;

/** What was counted of a ledger. */
export interface LedgerCounts {
  readonly status: Status;
  readonly standings: StandingCounts;
  readonly undelivered: UndeliveredCounts;
}

const EMPTY: Status = {
  read: 0,
  unreadable: 0,
  notRequired: 0,
  invalid: 0,
  alreadyAllocated: 0,
  waiting: 0,
  queued: 0,
  allocated: 0,
  held: 0,
  closed: 0,
  rejected: 0,
  unconfirmed: 0,
  parked: 0,
  diverged: 0,
  conflict: 0,
  recorded: 0,
};
const KEYS = Object.keys(EMPTY) as (keyof Status)[];

/** Counts a ledger, or what a query selects of it. */
export async function statusOf(ledger: Ledger, query: Pick<CaseQuery, 'business' | 'source'>): Promise<Status> {
  return (await countsOf(ledger, query)).status;
}

/** Several countings together, such as those of all businesses. */
export function sumOfStatuses(statuses: readonly Status[]): Status {
  const total: Record<keyof Status, number> = { ...EMPTY };
  for (const status of statuses) for (const key of KEYS) total[key] += status[key];
  return total;
}

/** The same, what each bucket consists of, and which numbers are not back, in one look. */
export async function countsOf(ledger: Ledger, query: Pick<CaseQuery, 'business' | 'source'>): Promise<LedgerCounts> {
  const standings: Partial<Record<Standing, number>> = {};
  const undelivered: Partial<Record<Delivery['kind'], number>> = {};
  const status: Record<keyof Status, number> = { ...EMPTY };
  for await (const summary of ledger.list(query)) {
    status.read += 1;
    status[summary.bucket] += 1;
    standings[summary.standing] = (standings[summary.standing] ?? 0) + 1;
    const isHome = summary.places.some(({ delivery }) => delivery === 'recorded' || delivery === 'handed-over');
    if (summary.number === undefined) continue;
    if (isHome) {
      status.recorded += 1;
      continue;
    }
    // Of several places the one that a person has to do something about is told.
    const kind = UNDELIVERED.find((each) => summary.places.some(({ delivery }) => delivery === each));
    if (kind !== undefined) undelivered[kind] = (undelivered[kind] ?? 0) + 1;
  }
  for (const reading of await ledger.readings(query.business)) {
    if (query.source !== undefined && reading.source !== query.source) continue;
    const count = reading.unreadable.length + reading.unreadableBeyond;
    status.read += count;
    status.unreadable += count;
  }
  return { status, standings, undelivered };
}

const UNDELIVERED: readonly Delivery['kind'][] = ['conflict', 'parked', 'stale', 'impossible', 'pending'];
