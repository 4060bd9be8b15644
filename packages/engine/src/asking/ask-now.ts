import type { IshurError, LocalizedMessage } from '@ishur/contract';
import type { CaseState } from '@ishur/core';
import { openCase, summaryOf } from '../case-record.ts';
import type { EngineContext } from '../engine-context.ts';
import type { CaseSummary } from '../ports/ledger.ts';
import { linkOne, linkWaiting } from '../linking/link-waiting.ts';
import { pause } from '../timing/timer.ts';
import { askOne } from './ask-one.ts';
import { whyNot } from './why-not.ts';

/** Milliseconds between two looks at a case that another process is asking for. */
const LOOK_AGAIN = 250;
/** How often it is looked at: a minute in all, which is as long as an exchange may take. */
const LOOKS = 240;

/** What became of a document that was offered and asked for. */
export interface Offered {
  readonly summary: CaseSummary;
  /** The number: allocated just now, or before, or the one that the source holds. Durable by now. */
  readonly number: string | undefined;
  /** Why there is none, in sentences for a person; empty where there is one. */
  readonly reasons: readonly LocalizedMessage[];
  /** What failed, where something did: `retry` says that it will be tried again. */
  readonly failure: IshurError | undefined;
}

/**
 * Asks for one case now, because somebody waits for its number. Where this or another process is asking for it already, its
 * answer is waited for: nothing is asked twice.
 */
export async function askNow(context: EngineContext, id: string, signal: AbortSignal): Promise<Offered> {
  let failure: IshurError | undefined;
  const aborted = Promise.withResolvers<void>();
  if (signal.aborted) aborted.resolve();
  else signal.addEventListener('abort', () => aborted.resolve(), { once: true });
  for (let looks = 1; looks <= LOOKS; looks += 1) {
    await Promise.race([context.underWay.get(id), aborted.promise]);
    const { state, summary } = await stateOf(context, id);
    if (looks === 1 && (await isLetGoOn(context, state, summary, signal))) continue;
    const { standing } = state;
    const mayBeAsked = standing === 'queued' || standing === 'unconfirmed' || standing === 'asking';
    if (!mayBeAsked || context.business.ask === 'nothing' || signal.aborted) break;
    const answer = await askOne(context, id, { dueOnly: false, signal });
    if (answer !== undefined) {
      failure = answer.failure;
      break;
    }
    if ((await stateOf(context, id)).state.standing === 'asking') await pause(context.timer, LOOK_AGAIN, signal);
  }
  const { state, summary } = await stateOf(context, id);
  const number = state.number ?? state.places.find(({ number: held, isGone }) => held !== undefined && !isGone)?.number;
  const isClear = number !== undefined && state.standing !== 'conflict';
  const reasons = isClear ? [] : whyNot(state, context.business.ask === 'nothing');
  return { summary, number: isClear ? number : undefined, reasons, failure };
}

/** Whether it rests on another document that lets it go on now. */
async function isLetGoOn(
  context: EngineContext,
  { standing, waitsFor }: CaseState,
  { id, replaces }: CaseSummary,
  signal: AbortSignal,
): Promise<boolean> {
  if (standing === 'waiting' && waitsFor === 'base') return linkOne(context, id);
  if (standing !== 'not-required' || replaces !== true) return false;
  return (await linkWaiting(context, signal)).goOn > 0;
}

async function stateOf(
  { ledger, business }: EngineContext,
  id: string,
): Promise<{ readonly state: CaseState; readonly summary: CaseSummary }> {
  const stored = await ledger.load(id);
  const record = stored && openCase(stored, business.id);
  if (record?.state === undefined) throw new Error(`The ledger lost case ${id}.`);
  return { state: record.state, summary: summaryOf(record) };
}
