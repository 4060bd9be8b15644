import { answer, ask } from './asking.ts';
import type { CaseEvent } from './case-event.ts';
import type { CaseState, Place, Standing } from './case-state.ts';
import { choose } from './choosing.ts';
import { gone } from './gone.ts';
import { link } from './linking.ts';
import { personSays } from './persons.ts';
import { firstSeen, seenAgain } from './seen.ts';
import { FREE, decided, ok, refuse } from './steps.ts';
import type { Advance, Event } from './steps.ts';
import { withTold, withoutOver } from './told.ts';

/** Standings that a person takes up when nothing else helps. */
const PARKABLE: ReadonlySet<Standing> = new Set(['queued', 'unconfirmed', 'choosing']);

/** The whole workflow: the next state of a case, or a refusal with its reason. Pure and total over (state, event). */
export function advance(state: CaseState | undefined, event: CaseEvent): Advance {
  const next = step(state, event);
  return next.ok ? ok(withoutOver(next.state)) : next;
}

function step(state: CaseState | undefined, event: CaseEvent): Advance {
  if (state === undefined) {
    return event.kind === 'seen'
      ? ok(firstSeen(event))
      : refuse(`A case begins with "seen", not with "${event.kind}".`);
  }
  switch (event.kind) {
    case 'seen':
      return state.standing === 'joined'
        ? refuse('Its places went to the case that it joined.')
        : ok(seenAgain(state, event));
    case 'gone':
      return gone(state, event);
    case 'decided-again':
      return isUndecided(state)
        ? ok(decided({ ...state, ...decisionOf(event), invoiceId: state.invoiceId ?? event.invoiceId }))
        : refuse(`A case that is ${state.standing} keeps the decision with which it was asked for.`);
    case 'joined':
      return isIdGivenUp(state)
        ? ok({ ...state, standing: 'joined', places: [], invoiceId: undefined, isWanted: false, cause: undefined })
        : refuse(`A case that is ${state.standing} stands for itself.`);
    case 'id-taken':
      return isIdGivenUp(state)
        ? ok({ ...state, standing: 'conflict', invoiceId: undefined, isWanted: false, cause: event.cause })
        : refuse(`The id of a case that is ${state.standing} is its own.`);
    case 'asking':
      return ask(state, event);
    case 'not-sent':
    case 'allocated':
    case 'held':
    case 'rejected':
    case 'unconfirmed':
    case 'lapsed':
      return answer(state, event);
    case 'chosen':
    case 'choice-accepted':
    case 'choice-refused':
    case 'choice-not-sent':
    case 'choice-unconfirmed':
    case 'reverse-charge-chosen':
    case 'choice-withdrawn':
    case 'hearing-dated':
    case 'hearing-decided':
    case 'objected':
    case 'hearing-word-withdrawn':
    case 'settled-as':
      return choose(state, event);
    case 'asked-as':
    case 'replaced-by':
    case 'replacement-settled':
    case 'storno-seen':
    case 'held-back':
    case 'asked-alone':
    case 'approved-elsewhere':
    case 'reserved':
    case 'released':
      return link(state, event);
    case 'entered':
    case 'emergency-reported':
    case 'not-issued':
    case 'resumed':
    case 'wanted':
      return personSays(state, event);
    case 'parked':
      return PARKABLE.has(state.standing)
        ? ok({ ...state, standing: 'parked', cause: event.cause })
        : refuse(`A case that is ${state.standing} is not parked.`);
    case 'delivered':
      return ok(deliver(state, event));
    case 'told':
      return ok(withTold(state, event.what));
  }
}

/** Nothing was asked, or all of it is over: the rules of today count. A conflict waits for its person or its source. */
function isUndecided({ standing, unconfirmedSendings, number, hearing }: CaseState): boolean {
  const isOpen = unconfirmedSendings > 0 || number !== undefined || hearing !== undefined;
  return FREE.has(standing) && standing !== 'conflict' && !isOpen;
}

function decisionOf({ decision, rules }: Event<'decided-again'>): Pick<CaseState, 'decision' | 'rules'> {
  return { decision, rules };
}

/** An id under which something was asked or allocated is this case's own; one of another case was given to it on purpose. */
function isIdGivenUp({ standing, ask: asked, number, link: linked, approvedElsewhere }: CaseState): boolean {
  const isTied = linked !== undefined || approvedElsewhere !== undefined;
  return FREE.has(standing) && asked === undefined && number === undefined && !isTied;
}

/** The state after all events; throws where one is refused, because a journal holds only what was accepted. */
export function foldCase(events: Iterable<CaseEvent>): CaseState | undefined {
  let state: CaseState | undefined;
  for (const event of events) {
    const next = advance(state, event);
    if (!next.ok) throw new Error(`The journal holds an event that the workflow refuses: ${next.refusal}`);
    state = next.state;
  }
  return state;
}

function deliver(state: CaseState, event: Event<'delivered'>): CaseState {
  const places = state.places.map((place): Place =>
    place.source === event.source && place.ref === event.ref ? { ...place, delivery: event.delivery } : place,
  );
  return { ...state, places };
}
