import { isSameAllocationNumber } from '../identifiers.ts';
import type { AllocationNumber } from '../identifiers.ts';
import type { CaseEvent } from './case-event.ts';
import type { CaseState, Cause, Delivery, Place, Standing } from './case-state.ts';
import { materialDifference } from './material-difference.ts';

export type Advance =
  | { readonly ok: true; readonly state: CaseState }
  | { readonly ok: false; readonly refusal: string };

type Event<Kind extends CaseEvent['kind']> = Extract<CaseEvent, { kind: Kind }>;

const NOTHING_DELIVERED: Delivery = { kind: 'none', attempts: 0 };

/** Standings in which nothing is, or may be, with the authority: the source may still change the document freely. */
const FREE: ReadonlySet<Standing> = new Set([
  'waiting',
  'not-required',
  'invalid',
  'already-allocated',
  'queued',
  'closed',
  'conflict',
]);

/** The whole workflow: the next state of a case, or a refusal with its reason. Pure and total over (state, event). */
export function advance(state: CaseState | undefined, event: CaseEvent): Advance {
  if (state === undefined) {
    return event.kind === 'seen'
      ? ok(firstSeen(event))
      : refuse(`A case begins with "seen", not with "${event.kind}".`);
  }
  switch (event.kind) {
    case 'seen':
      return ok(seenAgain(state, event));
    case 'id-taken':
      // An id under which something was asked is this case's own, and stays so.
      return FREE.has(state.standing) && state.ask === undefined
        ? ok({ ...state, standing: 'conflict', invoiceId: undefined, cause: event.cause })
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
    case 'parked':
      return state.standing === 'queued' || state.standing === 'unconfirmed'
        ? ok({ ...state, standing: 'parked', cause: event.cause })
        : refuse(`A case that is ${state.standing} is not parked.`);
    case 'delivered':
      return ok(deliver(state, event));
  }
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

function firstSeen(event: Event<'seen'>): CaseState {
  const state: CaseState = {
    standing: 'waiting',
    invoiceId: event.invoiceId,
    fields: event.fields,
    sourceStanding: event.standing,
    places: [{ source: event.source, ref: event.ref, delivery: NOTHING_DELIVERED }],
    decision: event.decision,
    rules: event.rules,
    ask: undefined,
    unconfirmedSendings: 0,
    number: undefined,
    faults: [],
    cause: undefined,
  };
  return decided(state);
}

function seenAgain(state: CaseState, event: Event<'seen'>): CaseState {
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
      // An edit replaces nothing. But a number in the source is never asked for again.
      return known.decision?.kind === 'already-allocated' ? decided(known) : known;
    case 'asking':
    case 'held':
    case 'allocated':
    case 'diverged':
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
  const delivery: Delivery = state.number === undefined ? NOTHING_DELIVERED : { kind: 'pending', attempts: 0 };
  const places = isKnown ? state.places : [...state.places, { source: event.source, ref: event.ref, delivery }];
  const { fields, decision, rules, standing: sourceStanding } = event;
  return { ...state, places, fields, decision, rules, sourceStanding };
}

/** The case of a document that is with nobody, by what its source says of it and what core decided. */
function decided(state: CaseState): CaseState {
  return { ...state, standing: freeStanding(state), faults: state.decision?.faults ?? [], cause: undefined };
}

function freeStanding({ decision, sourceStanding, unconfirmedSendings }: CaseState): Standing {
  // Sticky: the source held a number and holds it no more, so what was asked is as unconfirmed as it was.
  if (unconfirmedSendings > 0 && decision?.kind !== 'already-allocated') return 'unconfirmed';
  if (sourceStanding === 'cancelled') return 'closed';
  if (sourceStanding === 'draft' || decision === undefined) return 'waiting';
  return decision.kind === 'required' ? 'queued' : decision.kind;
}

/** Until the document is mended, cancelled or given a number in its source; then it is decided again, under the same id. */
function rejectionStands({ ask, fields, sourceStanding, decision }: CaseState): boolean {
  const isMended = JSON.stringify(ask?.fields) !== JSON.stringify(fields);
  return !isMended && sourceStanding !== 'cancelled' && decision?.kind !== 'already-allocated';
}

/** How a case with a number stands to its source. */
function numbered({ ask, fields, sourceStanding }: CaseState): Standing {
  if (sourceStanding === 'cancelled') return 'closed';
  return materialDifference(ask?.fields ?? fields, fields).length > 0 ? 'diverged' : 'allocated';
}

function ask(state: CaseState, event: Event<'asking'>): Advance {
  if (state.number !== undefined) return refuse('The case has a number: it is never asked for again.');
  if (state.invoiceId === undefined) return refuse('The case has no id to ask under.');
  if (state.standing === 'unconfirmed') {
    return event.ask.sha256 === state.ask?.sha256 && event.ask.number === state.ask.number
      ? ok({ ...state, standing: 'asking' })
      : refuse('An unconfirmed ask is sent again only with the same bytes.');
  }
  if (state.standing !== 'queued') return refuse(`A case that is ${state.standing} is not asked for.`);
  const expected = (state.ask?.number ?? 0) + 1;
  if (event.ask.number !== expected) return refuse(`The next ask is number ${expected}, not ${event.ask.number}.`);
  return ok({ ...state, standing: 'asking', ask: event.ask, unconfirmedSendings: 0, faults: [], cause: undefined });
}

function answer(
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
      return ok(unanswered(state, event.cause));
    case 'held':
      return ok({ ...state, standing: 'held', faults: event.faults, unconfirmedSendings: 0, cause: undefined });
    case 'rejected':
      if (sticky) return ok({ ...unanswered(state, state.cause), faults: event.faults });
      return ok(rejectionStands(state) ? { ...state, standing: 'rejected', faults: event.faults } : decided(state));
    case 'unconfirmed':
      return ok(unanswered({ ...state, unconfirmedSendings: state.unconfirmedSendings + 1 }, event.cause));
    case 'lapsed':
      return ok(unanswered({ ...state, unconfirmedSendings: state.unconfirmedSendings + 1 }, LAPSED));
  }
}

/** Back to where the case was, or to what its source made of it while the ask was on the wire. */
function unanswered(state: CaseState, cause: Cause | undefined): CaseState {
  const next = decided(state);
  return next.standing === 'queued' || next.standing === 'unconfirmed' ? { ...next, cause } : next;
}

const LAPSED: Cause = {
  code: 'engine/lapsed',
  remedy: 'retry',
  message: {
    he: 'התוכנית נעצרה אחרי שהבקשה נשמרה ולפני שהתשובה נשמרה. הבקשה תישלח שוב, זהה לחלוטין.',
    en: 'The program stopped after the ask was saved and before its answer was. The same bytes are sent again.',
  },
};

function allocated(state: CaseState, number: AllocationNumber): Advance {
  // Told once more: nothing changes, least of all what was delivered.
  if (state.number === number) return ok(state);
  if (state.number !== undefined)
    return ok({ ...state, standing: 'conflict', cause: twoNumbers(state.number, number) });
  if (state.ask === undefined) return refuse('Nothing was asked for, so nothing can be allocated.');
  return ok({
    ...state,
    standing: numbered(state),
    number,
    unconfirmedSendings: 0,
    faults: [],
    cause: undefined,
    places: state.places.map((place) => ({ ...place, delivery: { kind: 'pending', attempts: 0 } })),
  });
}

function twoNumbers(first: AllocationNumber, second: AllocationNumber): Cause {
  return {
    code: 'workflow/two-numbers',
    remedy: 'fix-document',
    message: {
      he: `התקבלו שני מספרי הקצאה שונים לאותו מסמך: ${first} ו-${second}. אל תדפיסו אף אחד מהם לפני בירור מול רשות המסים.`,
      en: `Two different numbers came for one document: ${first} and ${second}. Print neither before asking the Tax Authority.`,
    },
  };
}

function deliver(state: CaseState, event: Event<'delivered'>): CaseState {
  const places = state.places.map((place): Place =>
    place.source === event.source && place.ref === event.ref ? { ...place, delivery: event.delivery } : place,
  );
  return { ...state, places };
}

function ok(state: CaseState): Advance {
  return { ok: true, state };
}

function refuse(refusal: string): Advance {
  return { ok: false, refusal };
}
