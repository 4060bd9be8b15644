import type { CaseEvent } from '@ishur/core';
import type { Retries } from '../policies.ts';
import type { JournalEntry } from '../ports/ledger.ts';

/** Milliseconds until the next try after so many failures in a row; at least as long as the other side asked for. */
export function backOff(retries: Retries, failures: number, random: () => number, retryAfterMs = 0): number {
  const { firstMs, factor, longestMs, jitter, parkAfterMs } = retries;
  const pause = Math.min(firstMs * factor ** (failures - 1), longestMs) * (1 - jitter * random());
  // However long the other side wants to be left alone, that is not longer than a document may fail.
  return Math.round(Math.max(pause, Math.min(retryAfterMs, parkAfterMs)));
}

/** Failures in a row at the end of a journal. */
export interface FailuresInARow {
  readonly count: number;
  /** The instant of the first of them, ISO 8601 in UTC; `undefined` where there is none. */
  readonly since: string | undefined;
}

/** How often in a row, and since when, a case was asked for in vain. A person who takes it up starts the count anew. */
export function failuresInARow(entries: readonly JournalEntry[]): FailuresInARow {
  let count = 0;
  let since: string | undefined;
  for (const { at, event } of entries.toReversed()) {
    if (ENDS.has(event.kind)) break;
    if (!isFailure(event)) continue;
    count += 1;
    since = at;
  }
  return { count, since };
}

/** After these, what failed before counts no more. */
const ENDS: ReadonlySet<CaseEvent['kind']> = new Set([
  'allocated',
  'held',
  'rejected',
  'decided-again',
  'entered',
  'not-issued',
  'resumed',
  'wanted',
  'hearing-decided',
]);

/** What a person mends in the settings, and a batch that was turned away for one of its asks, are no failures of a document. */
function isFailure(event: CaseEvent): boolean {
  if (event.kind === 'unconfirmed' || event.kind === 'lapsed') return true;
  if (event.kind !== 'not-sent') return false;
  const { remedy, code } = event.cause;
  return (remedy === 'retry' || remedy === 'fix-document') && !NOT_ITS_OWN.has(code);
}

/** Codes of causes that say nothing about the document. */
const NOT_ITS_OWN: ReadonlySet<string> = new Set(['transport/batch-refused', 'engine/stopped']);

/** Failures that make a long time a row of them: whoever runs once a month has not failed for a month. */
const AT_LEAST = 3;

/** Whether it has failed so long, or so often, that a person is asked. */
export function isToBeParked(retries: Retries, failures: FailuresInARow, now: Date): boolean {
  if (failures.since === undefined) return false;
  const lasts = now.getTime() - Date.parse(failures.since);
  const isLong = failures.count >= AT_LEAST && lasts >= retries.parkAfterMs;
  return isLong || failures.count >= retries.parkAfterTries;
}
