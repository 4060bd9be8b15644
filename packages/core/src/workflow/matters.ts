import { isSameAllocationNumber } from '../identifiers.ts';
import type { AttentionCode, AttentionPlace } from './attention-code.ts';
import type { CaseState, Place } from './case-state.ts';
import { isOutWithoutNumber, settlementOf } from './settlement.ts';
import { awaitsStorno, hasOpenChoice } from './steps.ts';

/** One thing of a case that waits for a person, whatever the day is. */
export interface Matter {
  readonly code: AttentionCode;
  readonly place?: AttentionPlace;
}

/** Everything of a case that waits for a person. Pure and total. */
export function mattersOf(state: CaseState): readonly Matter[] {
  const emergency: readonly Matter[] = state.isToBeReported ? [{ code: 'emergency-report' }] : [];
  return [...standingMatters(state), ...hearingMatters(state), ...emergency, ...deliveryMatters(state)];
}

function standingMatters(state: CaseState): readonly Matter[] {
  const code = codeOfStanding(state);
  return code === undefined ? [] : [{ code }];
}

function codeOfStanding(state: CaseState): AttentionCode | undefined {
  switch (state.standing) {
    case 'waiting':
      // A draft and a business that is not connected go on by themselves; so does what rests on a 332, unless a run has found
      // out why not.
      return state.waitsFor === 'base' && state.cause !== undefined ? 'base' : undefined;
    case 'held':
      // While an objection is open, a way out would give it up: its answer is what is waited for.
      return isObjectionOpen(state) ? undefined : 'held';
    case 'invalid':
    case 'rejected':
    case 'settled-elsewhere':
    case 'hearing-won':
    case 'diverged':
    case 'conflict':
      return state.standing;
    case 'parked':
      if (state.lostNumber !== undefined) return 'number-lost';
      if (hasOpenChoice(state)) return 'choice-unanswered';
      return state.unconfirmedSendings > 0 ? 'unanswered' : 'parked';
    case 'awaiting-replacement':
      return 'zero-rate-document';
    case 'reversed':
      return awaitsStorno(state) ? 'storno' : undefined;
    case 'cancelled':
      return awaitsStorno(state) ? 'cancellation' : undefined;
    case 'hearing':
      // Its days say more: below.
      return undefined;
    case 'not-required':
    case 'already-allocated':
    case 'closed':
    case 'joined':
    case 'queued':
    case 'asking':
    case 'allocated':
    case 'unconfirmed':
    case 'choosing':
    case 'continued':
    case 'replaced':
      // Settled, or goes on by itself. What its sources still have to be told is below.
      return undefined;
  }
}

function isObjectionOpen({ hearing }: CaseState): boolean {
  return hearing?.objectedOn !== undefined && hearing.objectionEndedOn === undefined;
}

/** An open hearing, or the days to object to a lost one. */
function hearingMatters({ standing, hearing, number }: CaseState): readonly Matter[] {
  if (hearing === undefined || number !== undefined) return [];
  if (standing === 'hearing') {
    return hearing.day === undefined ? [{ code: 'hearing-day' }] : [{ code: 'hearing' }, { code: 'hearing-decision' }];
  }
  const isLost = (standing === 'held' || standing === 'continued') && hearing.outcome === 'lost';
  if (!isLost || hearing.objectionEndedOn !== undefined) return [];
  return [{ code: hearing.objectedOn === undefined ? 'objection' : 'objection-answer' }];
}

/** What does not come to a source by itself any more. */
function deliveryMatters(state: CaseState): readonly Matter[] {
  if (settlementOf(state) === undefined) return [];
  return state.places.flatMap((place) => {
    const code = place.isGone || place.standing === 'cancelled' ? undefined : codeOfDelivery(state, place);
    return code === undefined ? [] : [{ code, place: { source: place.source, ref: place.ref } }];
  });
}

function codeOfDelivery(state: CaseState, { delivery, number }: Place): AttentionCode | undefined {
  const { kind, attempts } = delivery;
  if (isOutWithoutNumber(state)) {
    // It is on its way to the customer, and must say so: not even a first failure waits.
    const isThere = kind === 'recorded' || kind === 'handed-over' || (kind === 'pending' && attempts === 0);
    return isThere || kind === 'none' ? undefined : 'notice';
  }
  if (number !== undefined && state.number !== undefined && isSameAllocationNumber(number, state.number)) {
    // Somebody typed it in.
    return undefined;
  }
  switch (kind) {
    case 'parked':
      return 'delivery-parked';
    case 'conflict':
      return 'delivery-conflict';
    case 'impossible':
      return 'delivery-impossible';
    case 'stale':
      // That it was changed is told once.
      return state.standing === 'diverged' ? undefined : 'delivery-stale';
    case 'none':
    case 'pending':
    case 'handed-over':
    case 'recorded':
      return undefined;
  }
}
