import { isSameAllocationNumber } from '../identifiers.ts';
import type { AllocationNumber } from '../identifiers.ts';
import type { CaseState, Delivery, Place } from './case-state.ts';
import { twoNumbers } from './causes.ts';
import { isOutWithoutNumber } from './settlement.ts';
import { NOTHING_DELIVERED, decided, hasOpenChoice, isTakenBack, numbered, numbersIn } from './steps.ts';
import type { Event } from './steps.ts';

/** A document that no case knows yet. */
export function firstSeen(event: Event<'seen'>): CaseState {
  return decided({
    standing: 'waiting',
    invoiceId: event.invoiceId,
    fields: event.fields,
    sourceStanding: event.standing,
    waitsFor: event.waitsFor,
    places: [placeIn(event, NOTHING_DELIVERED)],
    decision: event.decision,
    rules: event.rules,
    ask: undefined,
    unconfirmedSendings: 0,
    notBefore: undefined,
    number: undefined,
    numberedFields: undefined,
    lostNumber: undefined,
    action: 0,
    link: undefined,
    isWanted: false,
    choice: undefined,
    hearing: undefined,
    storno: undefined,
    reservations: [],
    approvedElsewhere: undefined,
    isToBeReported: false,
    faults: [],
    cause: undefined,
    told: [],
  });
}

/** A document that was read again, here or in another place. */
export function seenAgain(state: CaseState, event: Event<'seen'>): CaseState {
  const known = withPlace(state, event);
  if (state.number !== undefined) return seenWithNumber(known, state.number, event.existingNumber);
  switch (state.standing) {
    case 'waiting':
    case 'not-required':
    case 'invalid':
    case 'already-allocated':
    case 'queued':
    case 'closed':
    case 'conflict':
      return decided({ ...known, invoiceId: state.invoiceId ?? event.invoiceId });
    case 'rejected':
      return rejectionStands(known) ? known : decided(known);
    case 'unconfirmed':
    case 'parked':
      // An edit replaces nothing. But a number in the source is never asked for again. An open choice stays open.
      return !hasOpenChoice(known) && isMoved(known) ? decided(known) : known;
    case 'joined':
    case 'asking':
    case 'held':
    case 'settled-elsewhere':
    case 'choosing':
    case 'cancelled':
    case 'continued':
    case 'awaiting-replacement':
    case 'replaced':
    case 'reversed':
    case 'hearing':
    case 'hearing-won':
    case 'allocated':
    case 'diverged':
      // With the authority or with a person: what the source says is kept, and moves nothing.
      return known;
  }
}

/** A number that we hold is never lost from sight: a document that comes back has it again. A conflict is a person's to end. */
function seenWithNumber(known: CaseState, number: AllocationNumber, existing: AllocationNumber | undefined): CaseState {
  if (existing !== undefined && !isSameAllocationNumber(number, existing)) {
    return { ...known, standing: 'conflict', cause: twoNumbers(number, existing) };
  }
  return known.standing === 'conflict' ? known : { ...known, standing: numbered(known) };
}

function withPlace(state: CaseState, event: Event<'seen'>): CaseState {
  const before = state.places.find(({ source, ref }) => source === event.source && ref === event.ref);
  const hasNews = state.number !== undefined || isOutWithoutNumber(state);
  const delivery: Delivery = before?.delivery ?? (hasNews ? { kind: 'pending', attempts: 0 } : NOTHING_DELIVERED);
  const isOffered = event.offered === true && before?.isOffered !== false;
  const isNewer = before?.isNewer !== false || JSON.stringify(before.fields) !== JSON.stringify(event.fields);
  const place = { ...placeIn(event, delivery), isOffered, isNewer };
  const places =
    before === undefined ? [...state.places, place] : state.places.map((known) => (known === before ? place : known));
  const { fields, decision, rules, standing: sourceStanding, waitsFor } = event;
  return {
    ...state,
    places,
    fields,
    decision,
    rules,
    sourceStanding,
    waitsFor,
    lostNumber: lostNumber(state, places, before),
  };
}

function placeIn(event: Event<'seen'>, delivery: Delivery): Place {
  const { source, ref, fields, standing, existingNumber: number, offered } = event;
  return { source, ref, fields, standing, number, isNewer: true, isOffered: offered === true, isGone: false, delivery };
}

/** A number that was in a source and is in none any more. One that we hold ourselves is not lost. */
function lostNumber(
  state: CaseState,
  places: readonly Place[],
  before: Place | undefined,
): AllocationNumber | undefined {
  if (state.number !== undefined || numbersIn(places).length > 0) return undefined;
  return before?.number ?? state.lostNumber;
}

/** Until the document is mended, taken back or given a number in its source; then it is decided again, under the same id. */
export function rejectionStands(state: CaseState): boolean {
  const isMended = JSON.stringify(state.ask?.fields) !== JSON.stringify(state.fields);
  return !isMended && !isTakenBack(state) && !isNumbered(state);
}

/** One of its sources holds a number for it. */
function isNumbered({ places }: CaseState): boolean {
  return numbersIn(places).length > 0;
}

/** Whether a source moves what waits for an answer or a person: by a number, gained or lost, or by taking back what was never sent. */
function isMoved(state: CaseState): boolean {
  if (isNumbered(state) || state.lostNumber !== undefined) return true;
  return state.standing === 'parked' && state.unconfirmedSendings === 0 && isTakenBack(state);
}
