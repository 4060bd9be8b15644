import type { CaseState, Place } from './case-state.ts';
import { FREE, decided, hasOpenChoice, isTakenBack, numbersIn, ok, refuse } from './steps.ts';
import type { Advance, Event } from './steps.ts';

/**
 * A source does not hold the document in one of its places any more. What was not asked for yet is not asked for; a number
 * that we hold, or may hold, is not touched by it.
 */
export function gone(state: CaseState, event: Event<'gone'>): Advance {
  const place = state.places.find(({ source, ref }) => source === event.source && ref === event.ref);
  if (place === undefined || place.isGone) return refuse('The document was not in this place before.');
  const places = state.places.map((known): Place => (known === place ? { ...known, isGone: true } : known));
  const isLost = state.number === undefined && place.number !== undefined && numbersIn(places).length === 0;
  const known = { ...state, places, lostNumber: isLost ? place.number : state.lostNumber };
  return ok(
    isWithNobody(known) && (isTakenBack(known) || known.standing === 'already-allocated') ? decided(known) : known,
  );
}

/** Nothing of it is, or may be, with the authority. */
function isWithNobody(state: CaseState): boolean {
  if (state.number !== undefined) return false;
  if (FREE.has(state.standing) || state.standing === 'rejected') return true;
  return state.standing === 'parked' && state.unconfirmedSendings === 0 && !hasOpenChoice(state);
}
