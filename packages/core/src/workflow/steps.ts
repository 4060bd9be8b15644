import { materialDifference } from './material-difference.ts';
import { isSameAllocationNumber } from '../identifiers.ts';
import type { AllocationNumber } from '../identifiers.ts';
import type { CaseEvent } from './case-event.ts';
import type { CaseState, Cause, Delivery, Place, Standing } from './case-state.ts';
import { NOT_IN_SOURCE, numberLost, twoNumbers } from './causes.ts';

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

/** Standings in which nothing is, or may be, with the authority: the source may still change the document freely. */
export const FREE: ReadonlySet<Standing> = new Set([
  'waiting',
  'not-required',
  'invalid',
  'already-allocated',
  'queued',
  'closed',
  'conflict',
]);

/** The case of a document that is with nobody, by what its source says of it and what core decided. */
export function decided(state: CaseState): CaseState {
  const standing = freeStanding(state);
  const known = { ...state, standing, faults: state.decision?.faults ?? [], notBefore: undefined };
  return { ...known, cause: causeOf(known) };
}

function causeOf({ standing, places, sourceStanding, lostNumber }: CaseState): Cause | undefined {
  if (standing === 'conflict') {
    const [first, second] = numbersIn(places);
    return first !== undefined && second !== undefined ? twoNumbers(first, second) : undefined;
  }
  if (standing === 'closed' && sourceStanding !== 'cancelled') return NOT_IN_SOURCE;
  return standing === 'parked' && lostNumber !== undefined ? numberLost(lostNumber) : undefined;
}

function freeStanding(state: CaseState): Standing {
  const numbers = numbersIn(state.places);
  if (numbers.length > 1) return 'conflict';
  const standing = standingWithoutNumber(state, numbers.length > 0);
  if (standing !== 'queued' && standing !== 'unconfirmed') return standing;
  if (numbers.length > 0) return 'already-allocated';
  return state.lostNumber === undefined ? standing : 'parked';
}

function standingWithoutNumber(state: CaseState, isNumbered: boolean): Standing {
  const { decision, sourceStanding, unconfirmedSendings, isWanted, action, waitsFor } = state;
  // Sticky: whatever the source says by now, what was asked is as unconfirmed as it was.
  if (unconfirmedSendings > 0 && !isNumbered) return 'unconfirmed';
  if (isTakenBack(state)) return 'closed';
  if (sourceStanding === 'draft' || decision === undefined) return 'waiting';
  // The zero-rate document of a reverse charge requires no number by itself, and is asked for all the same. What is wanted
  // may have been edited into something that gets no number.
  const isAskedAnyway = action === 3 || (isWanted && decision.voluntary?.allowed === true);
  const isWantedHere = decision.kind === 'not-required' && isAskedAnyway;
  if (decision.kind !== 'required' && !isWantedHere) return decision.kind;
  return waitsFor === undefined ? 'queued' : 'waiting';
}

/** The different numbers that its sources hold for a document. */
export function numbersIn(places: readonly Place[]): readonly AllocationNumber[] {
  const numbers: AllocationNumber[] = [];
  for (const { number, isGone } of places) {
    if (number === undefined || isGone) continue;
    if (!numbers.some((known) => isSameAllocationNumber(known, number))) numbers.push(number);
  }
  return numbers;
}

/** Cancelled in its source, or not there any more wherever it was. */
export function isTakenBack({ sourceStanding, places }: CaseState): boolean {
  if (sourceStanding === 'cancelled') return true;
  return places.every(({ isGone, standing }) => isGone || standing === 'cancelled');
}

/** Cancelled with the authority, or replaced, and not in the books yet. */
export function awaitsStorno(state: CaseState): boolean {
  const isOver = state.standing === 'reversed' || state.standing === 'cancelled';
  return isOver && state.storno === undefined && !isTakenBack(state);
}

/** How a case with a number stands to its sources: none of them may have become another document since it was asked for. */
export function numbered({ numberedFields, fields, places, sourceStanding }: CaseState): Standing {
  if (sourceStanding === 'cancelled') return 'closed';
  const asked = numberedFields ?? fields;
  const there = places.filter(({ isGone }) => !isGone);
  const told = there.length > 0 ? there : places;
  // A place that told something else before it was asked for has not changed since.
  const differs = told.some((place) => place.isNewer && materialDifference(asked, place.fields).length > 0);
  return differs ? 'diverged' : 'allocated';
}

/** Whether a choice was made that is neither settled nor withdrawn: it may be on the wire. */
export function hasOpenChoice({ choice }: CaseState): boolean {
  return choice?.isSettled === false;
}

/** From here on an edit is one of what was asked for. */
export function withoutNewer(state: CaseState): CaseState {
  return { ...state, places: state.places.map((place): Place => ({ ...place, isNewer: false })) };
}

/** Every place has to be told something new. */
export function withPending(state: CaseState): CaseState {
  return { ...state, places: state.places.map((place): Place => ({ ...place, delivery: PENDING })) };
}
