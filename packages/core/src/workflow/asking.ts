import type { CaseState, Cause } from './case-state.ts';
import { allocated } from './number.ts';
import { rejectionStands } from './seen.ts';
import { decided, ok, refuse, withoutNewer } from './steps.ts';
import type { Advance, Event } from './steps.ts';

/** An ask became durable. Only what is queued is asked for, and an unconfirmed ask only with the same bytes. */
export function ask(state: CaseState, event: Event<'asking'>): Advance {
  if (state.number !== undefined) return refuse('The case has a number: it is never asked for again.');
  if (state.invoiceId === undefined) return refuse('The case has no id to ask under.');
  if (state.standing === 'unconfirmed') {
    return event.ask.sha256 === state.ask?.sha256 && event.ask.number === state.ask.number
      ? ok({ ...state, standing: 'asking', notBefore: undefined })
      : refuse('An unconfirmed ask is sent again only with the same bytes.');
  }
  if (state.standing !== 'queued') return refuse(`A case that is ${state.standing} is not asked for.`);
  const expected = (state.ask?.number ?? 0) + 1;
  if (event.ask.number !== expected) return refuse(`The next ask is number ${expected}, not ${event.ask.number}.`);
  if (event.ask.action !== state.action) return refuse(`It is to be asked for with action ${state.action}.`);
  return ok({
    ...withoutNewer(state),
    standing: 'asking',
    ask: event.ask,
    unconfirmedSendings: 0,
    notBefore: undefined,
    faults: [],
    cause: undefined,
  });
}

/** An ask was answered, or was not. */
export function answer(
  state: CaseState,
  event: Event<'not-sent' | 'allocated' | 'held' | 'rejected' | 'unconfirmed' | 'lapsed'>,
): Advance {
  if (event.kind === 'allocated') return allocated(state, event.number);
  // Sticky: after one unconfirmed sending, a rejection or a failed sending says nothing about the earlier one.
  const sticky = state.unconfirmedSendings > 0;
  // Nor is an answer too late that ends it, where another process took the first for gone.
  const isAwaited =
    event.kind === 'held' && sticky && (state.standing === 'unconfirmed' || state.standing === 'parked');
  if (state.standing !== 'asking' && !isAwaited) {
    return refuse(`"${event.kind}" answers an ask; the case is ${state.standing}.`);
  }
  switch (event.kind) {
    case 'not-sent':
      return ok(unanswered(state, event.cause, event.notBefore));
    case 'held':
      return ok(held(state, event));
    case 'rejected':
      if (sticky) return ok({ ...unanswered(state, state.cause), faults: event.faults });
      return ok(rejectionStands(state) ? { ...state, standing: 'rejected', faults: event.faults } : decided(state));
    case 'unconfirmed':
      return ok(
        unanswered({ ...state, unconfirmedSendings: state.unconfirmedSendings + 1 }, event.cause, event.notBefore),
      );
    case 'lapsed':
      return ok(unanswered({ ...state, unconfirmedSendings: state.unconfirmedSendings + 1 }, LAPSED));
  }
}

/** Refused in substance. After a hearing that was won, that only means that the authority has not registered it yet. */
function held(state: CaseState, { faults, choiceKnown }: Event<'held'>): CaseState {
  const known = { ...state, faults, unconfirmedSendings: 0, cause: undefined };
  if (state.hearing?.outcome === 'won') return { ...known, standing: 'hearing-won' };
  return { ...known, standing: choiceKnown ? 'settled-elsewhere' : 'held' };
}

/** Back to where the case was, or to what its source made of it while the ask was on the wire. */
function unanswered(state: CaseState, cause: Cause | undefined, notBefore?: string): CaseState {
  const next = decided(state);
  return next.standing === 'queued' || next.standing === 'unconfirmed' ? { ...next, cause, notBefore } : next;
}

const LAPSED: Cause = {
  code: 'engine/lapsed',
  remedy: 'retry',
  message: {
    he: 'התוכנית נעצרה אחרי שהבקשה נשמרה ולפני שהתשובה נשמרה. הבקשה תישלח שוב, זהה לחלוטין.',
    en: 'The program stopped after the ask was saved and before its answer was. The same bytes are sent again.',
  },
};
