import type { CaseEvent } from '@ishur/core';
import type { JournalEntry } from '../ports/ledger.ts';
import type { FailuresInARow } from '../timing/back-off.ts';

/** How far the telling of the open choice has come, read from the journal. */
interface Tellings {
  /** How often its bytes may have gone out; counted anew after a person took it up again. */
  readonly sendings: number;
  readonly failures: FailuresInARow;
  /** The sending that has left no answer: by which process, and since when. */
  readonly open: { readonly runner: string; readonly at: string } | undefined;
}

const NONE: Tellings = { sendings: 0, failures: { count: 0, since: undefined }, open: undefined };

/** Where no choice is open, nothing was told. */
export function tellingsOf(entries: readonly JournalEntry[]): Tellings {
  let tellings = NONE;
  for (const { at, event } of entries) tellings = after(tellings, event, at);
  return tellings;
}

function after(before: Tellings, event: CaseEvent, at: string): Tellings {
  const { sendings, open } = before;
  if (event.kind === 'chosen') {
    // The sending before left no answer: whoever made it is gone.
    const failures = open === undefined ? before.failures : oneMore(before.failures, open.at);
    return { sendings: sendings + 1, failures, open: { runner: event.runner, at } };
  }
  if (event.kind === 'choice-not-sent') {
    // With nothing sent before, nothing is open any more.
    if (sendings <= 1) return NONE;
    return { sendings: sendings - 1, failures: oneMore(before.failures, at), open: undefined };
  }
  if (event.kind === 'choice-unconfirmed') {
    return { sendings, failures: oneMore(before.failures, at), open: undefined };
  }
  return ENDS.has(event.kind) ? NONE : before;
}

/** The choice is answered, found out about, or taken up by a person. */
const ENDS: ReadonlySet<CaseEvent['kind']> = new Set(['choice-accepted', 'choice-refused', 'settled-as', 'resumed']);

function oneMore({ count, since }: FailuresInARow, at: string): FailuresInARow {
  return { count: count + 1, since: since ?? at };
}

/** Milliseconds after which no choice is on the wire any more: transport gives a call one minute; the rest is for clocks. */
const OVER_AFTER = 15 * 60_000;

/** The instant in milliseconds until which another process may still be telling the choice; `undefined` where none is. */
export function underWayUntil(
  { open }: Tellings,
  isAlive: (runner: string) => boolean,
  now: number,
): number | undefined {
  if (open === undefined || !isAlive(open.runner)) return undefined;
  const until = Date.parse(open.at) + OVER_AFTER;
  return until > now ? until : undefined;
}
