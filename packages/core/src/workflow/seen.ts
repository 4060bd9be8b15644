import { isSameAllocationNumber } from '../identifiers.ts';
import type { AllocationNumber } from '../identifiers.ts';
import type { CaseState, Delivery } from './case-state.ts';
import { twoNumbers } from './number.ts';
import { isOutWithoutNumber } from './settlement.ts';
import { NOTHING_DELIVERED, decided, hasOpenChoice, numbered } from './steps.ts';
import type { Event } from './steps.ts';

/** A document that no case knows yet. */
export function firstSeen(event: Event<'seen'>): CaseState {
  return decided({
    standing: 'waiting',
    invoiceId: event.invoiceId,
    fields: event.fields,
    sourceStanding: event.standing,
    waitsFor: event.waitsFor,
    places: [{ source: event.source, ref: event.ref, delivery: NOTHING_DELIVERED }],
    decision: event.decision,
    rules: event.rules,
    ask: undefined,
    unconfirmedSendings: 0,
    number: undefined,
    numberedFields: undefined,
    action: 0,
    link: undefined,
    isWanted: false,
    choice: undefined,
    hearing: undefined,
    reservations: [],
    faults: [],
    cause: undefined,
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
      return known.decision?.kind === 'already-allocated' && !hasOpenChoice(known) ? decided(known) : known;
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

/** A number that we hold is never lost from sight: a closed case keeps it and does not start again, nor does a conflict. */
function seenWithNumber(known: CaseState, number: AllocationNumber, existing: AllocationNumber | undefined): CaseState {
  if (existing !== undefined && !isSameAllocationNumber(number, existing)) {
    return { ...known, standing: 'conflict', cause: twoNumbers(number, existing) };
  }
  return known.standing === 'closed' || known.standing === 'conflict' ? known : { ...known, standing: numbered(known) };
}

function withPlace(state: CaseState, event: Event<'seen'>): CaseState {
  const isKnown = state.places.some((place) => place.source === event.source && place.ref === event.ref);
  const hasNews = state.number !== undefined || isOutWithoutNumber(state);
  const delivery: Delivery = hasNews ? { kind: 'pending', attempts: 0 } : NOTHING_DELIVERED;
  const places = isKnown ? state.places : [...state.places, { source: event.source, ref: event.ref, delivery }];
  const { fields, decision, rules, standing: sourceStanding, waitsFor } = event;
  return { ...state, places, fields, decision, rules, sourceStanding, waitsFor };
}

/** Until the document is mended, cancelled or given a number in its source; then it is decided again, under the same id. */
export function rejectionStands({ ask, fields, sourceStanding, decision }: CaseState): boolean {
  const isMended = JSON.stringify(ask?.fields) !== JSON.stringify(fields);
  return !isMended && sourceStanding !== 'cancelled' && decision?.kind !== 'already-allocated';
}
