import { isIshurError } from '@ishur/contract';
import type { Fault, IshurError } from '@ishur/contract';
import type { Call } from '@ishur/contract/v1';
import { advance } from '@ishur/core';
import type { CaseEvent, ChoiceOutcome, ChoiceService } from '@ishur/core';
import { askerRefused, isAboutAsker, unexpected } from '../asking/ask-errors.ts';
import type { Business } from '../business.ts';
import { apply, causeOf, changeOf, openCase, summaryOf } from '../case-record.ts';
import { commitAnew } from '../commit-anew.ts';
import type { Policies } from '../policies.ts';
import type { CaseSummary, JournalEntry, Ledger } from '../ports/ledger.ts';
import { backOff } from '../timing/back-off.ts';
import type { ChoiceBytes } from './choice-bytes.ts';
import { tellingsOf } from './tellings.ts';

/** What it takes to tell the authority a choice that is durable. */
export interface Telling {
  readonly business: Business;
  readonly ledger: Ledger;
  readonly clock: { now(): Date };
  readonly service: ChoiceService;
  readonly policies: Pick<Policies, 'retries'>;
  readonly random: () => number;
  /** Who signs the answer in the journal. */
  readonly by: string;
}

/** What became of one sending. */
export interface Told {
  readonly summary: CaseSummary;
  /**
   * `accepted`: the authority knows it. `refused`: it does not take it, and `faults` say why. `not-sent`: certainly nothing
   * happened. `unconfirmed`: sent, and no readable answer came.
   */
  readonly outcome: 'accepted' | 'refused' | 'not-sent' | 'unconfirmed';
  readonly faults: readonly Fault[];
  readonly failure: IshurError | undefined;
}

type AnswerEvent = Extract<
  CaseEvent,
  { kind: 'choice-accepted' | 'choice-refused' | 'choice-not-sent' | 'choice-unconfirmed' }
>;

interface Answer {
  readonly event: AnswerEvent;
  readonly failure: IshurError | undefined;
}

/** Sends a choice that is durable, and makes its answer durable. */
export async function tell(telling: Telling, id: string, { choice }: ChoiceBytes, call: Call): Promise<Told> {
  const { event, failure } = await send(telling, choice, call);
  const summary = await settle(telling, id, event, failure?.retryAfterMs);
  const faults = event.kind === 'choice-refused' ? event.faults : [];
  return { summary, outcome: OUTCOMES[event.kind], faults, failure };
}

const OUTCOMES: Readonly<Record<AnswerEvent['kind'], Told['outcome']>> = {
  'choice-accepted': 'accepted',
  'choice-refused': 'refused',
  'choice-not-sent': 'not-sent',
  'choice-unconfirmed': 'unconfirmed',
};

async function send(
  { service, business }: Telling,
  choice: Parameters<ChoiceService['report']>[0],
  call: Call,
): Promise<Answer> {
  try {
    return answerOf(await service.report(choice, call), business.id);
  } catch (error) {
    // The port throws an IshurError only where it is certain that nothing happened; of anything else we know nothing.
    if (isIshurError(error)) return { event: { kind: 'choice-not-sent', cause: causeOf(error) }, failure: error };
    const failure = unexpected(error);
    return { event: { kind: 'choice-unconfirmed', cause: causeOf(failure) }, failure };
  }
}

function answerOf(outcome: ChoiceOutcome, business: string): Answer {
  switch (outcome.kind) {
    case 'accepted':
      return { event: { kind: 'choice-accepted' }, failure: undefined };
    case 'refused': {
      const { faults } = outcome;
      if (!isAboutAsker(faults)) return { event: { kind: 'choice-refused', faults }, failure: undefined };
      // About whoever tells it, and not about the choice: mended in the configuration, it is told again.
      const failure = askerRefused(faults, business);
      return { event: { kind: 'choice-not-sent', cause: causeOf(failure) }, failure };
    }
    case 'unconfirmed':
      return { event: { kind: 'choice-unconfirmed', cause: causeOf(outcome.cause) }, failure: outcome.cause };
  }
}

/** The answer is applied to what stands by then; what comes too late to mean anything changes nothing. */
async function settle(
  telling: Telling,
  id: string,
  event: AnswerEvent,
  retryAfterMs: number | undefined,
): Promise<CaseSummary> {
  return commitAnew(telling.ledger, async () => {
    const stored = await telling.ledger.load(id);
    if (stored === undefined) throw new Error(`The ledger lost case ${id} while its choice was told.`);
    const open = openCase(stored, telling.business.id);
    if (!advance(open.state, event).ok) return { changes: [], result: summaryOf(open) };
    const trace = { at: telling.clock.now(), by: telling.by };
    const record = apply(open, withPause(telling, stored.entries, event, retryAfterMs), trace);
    return { changes: [changeOf(record)], result: summaryOf(record) };
  });
}

/** What failed is due again after a pause, which grows, and is kept with the failure so that a restart does not forget it. */
function withPause(
  { policies, clock, random }: Telling,
  entries: readonly JournalEntry[],
  event: AnswerEvent,
  retryAfterMs: number | undefined,
): AnswerEvent {
  if (event.kind !== 'choice-not-sent' && event.kind !== 'choice-unconfirmed') return event;
  const { sendings, failures } = tellingsOf(entries);
  // Never out before, it is not open any more: whoever chose is told, and chooses again.
  if (event.kind === 'choice-not-sent' && sendings <= 1) return event;
  const pause = backOff(policies.retries, failures.count + 1, random, retryAfterMs);
  return { ...event, notBefore: new Date(clock.now().getTime() + pause).toISOString() };
}
