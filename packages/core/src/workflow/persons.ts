import type { PersonEvent } from './case-event.ts';
import type { CaseState, Place, Standing } from './case-state.ts';
import { entered } from './number.ts';
import { decided, hasOpenChoice, ok, refuse } from './steps.ts';
import type { Advance } from './steps.ts';

/** What a person says or does to a case. */
export function personSays(state: CaseState, event: PersonEvent): Advance {
  switch (event.kind) {
    case 'entered':
      if (BUSY.has(state.standing)) return refuse(`A case that is ${state.standing} is not free.`);
      // What waits for a connection may well have been asked for by hand; a draft has no number to ask with.
      if (state.standing === 'waiting' && state.sourceStanding === 'draft') return refuse('A draft gets no number.');
      return entered(state, event.number, event.emergency);
    case 'emergency-reported':
      return state.isToBeReported
        ? ok({ ...state, isToBeReported: false })
        : refuse('Its number is none of an emergency that is still to be reported.');
    case 'not-issued':
      return state.unconfirmedSendings > 0 && !BUSY.has(state.standing) && state.number === undefined
        ? ok(decided({ ...state, unconfirmedSendings: 0 }))
        : refuse('Nothing unconfirmed is to be ended.');
    case 'resumed':
      return resumed(state);
    case 'wanted': {
      if (state.standing !== 'not-required')
        return refuse(`A case that is ${state.standing} is not asked for voluntarily.`);
      if (state.decision?.voluntary?.allowed !== true)
        return refuse('The authority allocates no number to such a document.');
      return ok(decided({ ...state, isWanted: true, invoiceId: state.invoiceId ?? event.invoiceId }));
    }
  }
}

/** On the wire, ended, or taken by another case: what a person knows is said when the answer is there. */
const BUSY: ReadonlySet<Standing> = new Set([
  'asking',
  'choosing',
  'closed',
  'joined',
  'cancelled',
  'replaced',
  'reversed',
]);

function isParked({ delivery }: Place): boolean {
  return delivery.kind === 'parked';
}

/** What was parked is tried again, and counted from the start. */
function withDeliveries(state: CaseState): CaseState {
  return {
    ...state,
    places: state.places.map((place) =>
      isParked(place) ? { ...place, delivery: { kind: 'pending', attempts: 0 } } : place,
    ),
  };
}

function resumed(state: CaseState): Advance {
  if (state.standing === 'parked' && hasOpenChoice(state)) {
    return ok({ ...state, standing: 'choosing', cause: undefined });
  }
  return RESUMABLE.has(state.standing)
    ? ok(withDeliveries(decided({ ...state, lostNumber: undefined })))
    : state.places.some(isParked)
      ? ok(withDeliveries(state))
      : refuse(`A case that is ${state.standing} is not taken up again.`);
}

/**
 * What was wrong need not stand in the document: no answer came, a hearing is not registered yet, the number of an operator was
 * wrong, or a day was too far ahead.
 */
const RESUMABLE: ReadonlySet<Standing> = new Set(['parked', 'hearing-won', 'rejected']);
