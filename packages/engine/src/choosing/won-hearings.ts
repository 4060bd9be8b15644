import { apply, changeOf, openCase, summaryOf } from '../case-record.ts';
import { commitFirst } from '../commit-anew.ts';
import { traceOf } from '../engine-context.ts';
import type { EngineContext } from '../engine-context.ts';
import type { JournalEntry } from '../ports/ledger.ts';
import type { TellingOptions } from './tell-choices.ts';

/** Milliseconds until a document whose hearing was won is asked for again, after it was held once more: an hour at first. */
const FIRST_PAUSE = 3_600_000;
/** And a day in the end. Nobody says how long the authority takes to register what it decided. */
const LONGEST_PAUSE = 24 * 3_600_000;

/**
 * Takes up every document whose hearing was won and that the authority held once more: what it decided is not registered yet, and
 * does not mean that the hearing was lost. It is asked for again under the same id (API description 2.0 / 7.2024, section 2.2.2,
 * fourth alternative), for as long as nobody says otherwise.
 */
export async function takeUpWonHearings(
  context: EngineContext,
  { stop, force, dueOnly }: TellingOptions,
): Promise<void> {
  const { ledger, business, clock, runner } = context;
  for await (const { id } of ledger.list({ business: business.id, standings: ['hearing-won'] })) {
    if (stop.aborted || force.aborted) return;
    const stored = await ledger.load(id);
    if (stored === undefined) continue;
    if (dueOnly && wonHearingDueAt(stored.entries) > clock.now().getTime()) continue;
    const open = openCase(stored, business.id);
    if (open.state?.standing !== 'hearing-won') continue;
    const record = apply(open, { kind: 'resumed', by: runner.name }, traceOf(context));
    if (await commitFirst(ledger, [changeOf(record)])) context.report({ kind: 'answered', summary: summaryOf(record) });
  }
}

/** The instant in milliseconds from which it may be asked for again by itself. */
export function wonHearingDueAt(entries: readonly JournalEntry[]): number {
  let refusals = 0;
  let last = 0;
  for (const { at, event } of entries.toReversed()) {
    if (event.kind === 'hearing-decided') break;
    if (event.kind !== 'held') continue;
    refusals += 1;
    last = Math.max(last, Date.parse(at));
  }
  return refusals === 0 ? 0 : last + Math.min(FIRST_PAUSE * 4 ** (refusals - 1), LONGEST_PAUSE);
}
