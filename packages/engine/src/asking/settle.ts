import { isIshurError } from '@ishur/contract';
import { advance } from '@ishur/core';
import { apply, changeOf, openCase, summaryOf } from '../case-record.ts';
import type { CaseRecord } from '../case-record.ts';
import { commitAnew, isMoved } from '../commit-anew.ts';
import { traceOf } from '../engine-context.ts';
import type { EngineContext } from '../engine-context.ts';
import type { CaseSummary, StoredCase } from '../ports/ledger.ts';
import { backOff, failuresInARow, isToBeParked } from '../timing/back-off.ts';
import { BATCH_REFUSED, inVain, numbersNotKept } from './ask-errors.ts';
import type { Answer, AnswerEvent } from './send.ts';

/**
 * Makes the answers of one exchange durable: all in one commit, or one by one where another process touched one of the cases
 * meanwhile. Answers are applied to what stands by then.
 *
 * @throws IshurError `engine/number-not-kept` where numbers came that the ledger did not take.
 */
export async function settle(context: EngineContext, answers: readonly Answer[]): Promise<void> {
  try {
    const settled = await settleOnce(context, answers);
    if (settled.length > 0) await context.ledger.commit(settled.map(({ record }) => changeOf(record)));
    for (const { answer, record } of settled) report(context, answer, summaryOf(record));
  } catch (error) {
    if (!isMoved(error)) throw notKept(answers, error);
    await settleEach(context, answers);
  }
}

async function settleOnce(
  context: EngineContext,
  answers: readonly Answer[],
): Promise<readonly { readonly answer: Answer; readonly record: CaseRecord }[]> {
  const settled: { readonly answer: Answer; readonly record: CaseRecord }[] = [];
  for (const answer of answers) {
    // Most cases are as they were when they were asked: where one is not, the commit says so.
    const isPlain = answer.event.kind !== 'not-sent' && answer.event.kind !== 'unconfirmed';
    const record = isPlain ? apply(answer.asked, answer.event, traceOf(context)) : await withAnswer(context, answer);
    if (record !== undefined) settled.push({ answer, record });
  }
  return settled;
}

/** One that cannot be kept does not keep the others from being kept. */
async function settleEach(context: EngineContext, answers: readonly Answer[]): Promise<void> {
  const lost: Answer[] = [];
  let failure: unknown;
  for (const answer of answers) {
    try {
      const summary = await commitAnew(context.ledger, async () => {
        const record = await withAnswer(context, answer);
        if (record === undefined) return { changes: [], result: undefined };
        return { changes: [changeOf(record)], result: summaryOf(record) };
      });
      if (summary !== undefined) report(context, answer, summary);
    } catch (error) {
      lost.push(answer);
      failure ??= error;
    }
  }
  if (lost.length > 0) throw notKept(lost, failure);
}

/** The case with its answer. `undefined` where it comes too late to mean anything. */
async function withAnswer(context: EngineContext, { id, event, failure }: Answer): Promise<CaseRecord | undefined> {
  const stored = await context.ledger.load(id);
  if (stored === undefined) throw new Error(`The ledger lost case ${id} while it was asked for.`);
  const open = openCase(stored, context.business.id);
  // Another took this process for gone and asks itself: a number always counts, what else comes late may not.
  if (!advance(open.state, event).ok) return undefined;
  const record = apply(open, withPause(context, stored, event, failure?.retryAfterMs), traceOf(context));
  return parkedInVain(context, stored, record);
}

/** What failed is due again after a pause, which grows, and is kept with the failure so that a restart does not forget it. */
function withPause(
  { policies, clock, random }: EngineContext,
  { entries }: StoredCase,
  event: AnswerEvent,
  retryAfterMs: number | undefined,
): AnswerEvent {
  if (event.kind !== 'not-sent' && event.kind !== 'unconfirmed') return event;
  // Turned away only because of the company it was in, it goes out by itself at once.
  if (event.kind === 'not-sent' && event.cause.code === BATCH_REFUSED) return event;
  const failures = failuresInARow(entries).count + 1;
  const pause = backOff(policies.retries, failures, random, retryAfterMs);
  return { ...event, notBefore: new Date(clock.now().getTime() + pause).toISOString() };
}

/** What never reached the authority, however often it was tried, waits for a person. */
function parkedInVain(context: EngineContext, { entries }: StoredCase, record: CaseRecord): CaseRecord {
  const { state } = record;
  if (state?.standing !== 'queued' || state.cause === undefined) return record;
  const failures = failuresInARow([...entries, ...record.added]);
  if (!isToBeParked(context.policies.retries, failures, context.clock.now())) return record;
  return apply(record, { kind: 'parked', cause: inVain(failures.count, state.cause) }, traceOf(context));
}

function report(context: EngineContext, { event, failure }: Answer, summary: CaseSummary): void {
  // It goes out by itself now, and tells then.
  if (event.kind === 'not-sent' && event.cause.code === BATCH_REFUSED) return;
  context.report(failure === undefined ? { kind: 'answered', summary } : { kind: 'trouble', error: failure, summary });
}

/** The error of the ledger, with the numbers that are lost by it. */
function notKept(answers: readonly Answer[], error: unknown): unknown {
  if (!isIshurError(error) || isMoved(error)) return error;
  const numbers = answers.flatMap(({ id, event }) =>
    event.kind === 'allocated' ? [{ id, number: event.number }] : [],
  );
  return numbers.length === 0 ? error : numbersNotKept(numbers, error);
}
