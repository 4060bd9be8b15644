import type { Policies } from '../policies.ts';
import type { JournalEntry } from '../ports/ledger.ts';

/**
 * How often the bytes of an ask may have gone out: in all, also where a later answer said nothing about an earlier one. A person
 * who takes the case up again starts a new count.
 */
export function sendingsOf(entries: readonly JournalEntry[], ask: number | undefined): number {
  let current: number | undefined;
  let sendings = 0;
  for (const { event } of entries) {
    if (event.kind === 'resumed') sendings = 0;
    if (event.kind === 'asking') current = event.ask.number;
    if (current !== ask) continue;
    if (event.kind === 'asking') sendings += 1;
    if (event.kind === 'not-sent') sendings -= 1;
  }
  return sendings;
}

/** How often they may go out before a person is asked. */
export function sendingsAllowed({ unconfirmed, sendings }: Policies): number {
  return unconfirmed === 'manual' ? 1 : sendings;
}

/** Milliseconds after which no single ask is on the wire any more, whoever sent it: transport gives a call one minute. */
const OVER_AFTER = 15 * 60_000;
/** The same for one of many: transport gives a batch ten minutes. The rest of both is for clocks that do not agree. */
const BATCH_OVER_AFTER = 30 * 60_000;

/** The instant in milliseconds after which the ask of another machine's process is over, whatever became of it. */
export function overAt(entries: readonly JournalEntry[]): number {
  const last = entries.findLast(({ event }) => event.kind === 'asking');
  if (last?.event.kind !== 'asking') return 0;
  return Date.parse(last.at) + (last.event.together === undefined ? OVER_AFTER : BATCH_OVER_AFTER);
}

/** The process that made the last ask. */
export function askerOf(entries: readonly JournalEntry[]): string | undefined {
  const last = entries.findLast(({ event }) => event.kind === 'asking');
  return last?.event.kind === 'asking' ? last.event.runner : undefined;
}
