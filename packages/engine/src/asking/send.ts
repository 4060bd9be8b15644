import { isIshurError } from '@ishur/contract';
import type { IshurError } from '@ishur/contract';
import type { Call } from '@ishur/contract/v1';
import type { AllocationOutcome, CaseEvent } from '@ishur/core';
import { causeOf } from '../case-record.ts';
import type { CaseRecord } from '../case-record.ts';
import type { EngineContext } from '../engine-context.ts';
import { ASKER_REFUSED, BATCH_REFUSED, askerRefused, isAboutAsker, unexpected } from './ask-errors.ts';
import type { Intent } from './intend.ts';

/** What came back for one ask. */
export interface Answer {
  readonly id: string;
  /** The case as it was when the ask was made durable. */
  readonly asked: CaseRecord;
  readonly event: AnswerEvent;
  readonly failure: IshurError | undefined;
}

export type AnswerEvent = Extract<CaseEvent, { kind: 'allocated' | 'held' | 'rejected' | 'unconfirmed' | 'not-sent' }>;

/** Whether anything of it may have reached the authority. */
export function wasSent({ event, failure }: Answer): boolean {
  return event.kind !== 'not-sent' || failure?.code === ASKER_REFUSED;
}

/** Sends one ask. */
export async function send(context: EngineContext, intent: Intent, call: Call): Promise<Answer> {
  try {
    return answerOf(context, intent, await context.authority.approve(intent.ask, call));
  } catch (error) {
    return failed(intent, error);
  }
}

/**
 * Sends many asks in one exchange.
 *
 * @returns the answers, aligned with the intents. Where the authority turned the batch away as a whole, `isRefused` is true:
 * nothing happened to any of them.
 */
export async function sendTogether(
  context: EngineContext,
  intents: readonly Intent[],
  call: Call,
): Promise<{ readonly answers: readonly Answer[]; readonly isRefused: boolean }> {
  try {
    const asks = intents.map(({ ask }) => ask);
    const outcomes = (await context.authority.approveMany?.(asks, call)) ?? [];
    const answers = intents.map((intent, index) => {
      const outcome = outcomes[index];
      return outcome === undefined
        ? failed(intent, new Error('No outcome for this ask.'))
        : answerOf(context, intent, outcome);
    });
    return { answers, isRefused: false };
  } catch (error) {
    const isRefused = isIshurError(error) && error.code === BATCH_REFUSED;
    return { answers: intents.map((intent) => failed(intent, error)), isRefused };
  }
}

function answerOf({ business }: EngineContext, intent: Intent, outcome: AllocationOutcome): Answer {
  const { id, record: asked } = intent;
  if (outcome.kind === 'rejected' && isAboutAsker(outcome.faults)) {
    const failure = askerRefused(outcome.faults, business.id);
    return { id, asked, event: { kind: 'not-sent', cause: causeOf(failure) }, failure };
  }
  return { id, asked, event: eventOf(outcome), failure: outcome.kind === 'unconfirmed' ? outcome.cause : undefined };
}

/** The port throws an IshurError only where it is certain that nothing happened; of anything else we know nothing. */
function failed({ id, record: asked }: Intent, error: unknown): Answer {
  if (isIshurError(error)) return { id, asked, event: { kind: 'not-sent', cause: causeOf(error) }, failure: error };
  const failure = unexpected(error);
  return { id, asked, event: { kind: 'unconfirmed', cause: causeOf(failure) }, failure };
}

function eventOf(outcome: AllocationOutcome): AnswerEvent {
  switch (outcome.kind) {
    case 'allocated':
      return { kind: 'allocated', number: outcome.number };
    case 'held':
      return { kind: 'held', choiceKnown: outcome.choiceKnown, faults: outcome.faults };
    case 'rejected':
      return { kind: 'rejected', faults: outcome.faults };
    case 'unconfirmed':
      return { kind: 'unconfirmed', cause: causeOf(outcome.cause) };
  }
}
