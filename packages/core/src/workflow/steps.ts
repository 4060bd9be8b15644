import { materialDifference } from './material-difference.ts';
import type { CaseEvent } from './case-event.ts';
import type { CaseState, Delivery, Place, Standing } from './case-state.ts';

/** What an event leads to: the next state, or a refusal with its reason. */
export type Advance =
  | { readonly ok: true; readonly state: CaseState }
  | { readonly ok: false; readonly refusal: string };

export type Event<Kind extends CaseEvent['kind']> = Extract<CaseEvent, { kind: Kind }>;

export const NOTHING_DELIVERED: Delivery = { kind: 'none', attempts: 0 };
const PENDING: Delivery = { kind: 'pending', attempts: 0 };

export function ok(state: CaseState): Advance {
  return { ok: true, state };
}

export function refuse(refusal: string): Advance {
  return { ok: false, refusal };
}

/** The case of a document that is with nobody, by what its source says of it and what core decided. */
export function decided(state: CaseState): CaseState {
  return { ...state, standing: freeStanding(state), faults: state.decision?.faults ?? [], cause: undefined };
}

function freeStanding(state: CaseState): Standing {
  const { decision, sourceStanding, unconfirmedSendings, isWanted, action, waitsFor } = state;
  // Sticky: the source held a number and holds it no more, so what was asked is as unconfirmed as it was.
  if (unconfirmedSendings > 0 && decision?.kind !== 'already-allocated') return 'unconfirmed';
  if (sourceStanding === 'cancelled') return 'closed';
  if (sourceStanding === 'draft' || decision === undefined) return 'waiting';
  // The zero-rate document of a reverse charge requires no number by itself, and is asked for all the same. What is wanted
  // may have been edited into something that gets no number.
  const isAskedAnyway = action === 3 || (isWanted && decision.voluntary?.allowed === true);
  const isWantedHere = decision.kind === 'not-required' && isAskedAnyway;
  if (decision.kind !== 'required' && !isWantedHere) return decision.kind;
  return waitsFor === undefined ? 'queued' : 'waiting';
}

/** How a case with a number stands to its source. */
export function numbered({ numberedFields, fields, sourceStanding }: CaseState): Standing {
  if (sourceStanding === 'cancelled') return 'closed';
  return materialDifference(numberedFields ?? fields, fields).length > 0 ? 'diverged' : 'allocated';
}

/** Whether a choice was made that is neither settled nor withdrawn: it may be on the wire. */
export function hasOpenChoice({ choice }: CaseState): boolean {
  return choice?.isSettled === false;
}

/** Every place has to be told something new. */
export function withPending(state: CaseState): CaseState {
  return { ...state, places: state.places.map((place): Place => ({ ...place, delivery: PENDING })) };
}
