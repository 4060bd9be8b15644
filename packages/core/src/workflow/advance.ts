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
const FREE: ReadonlySet<Standing> = new Set(['waiting', 'not-required', 'invalid', 'already-allocated', 'queued', 'closed', 'conflict']);

/** The whole workflow: the next state of a case, or a refusal with its reason. Pure and total over (state, event). */
export function advance(state: CaseState | undefined, event: CaseEvent): Advance {
  if (state === undefined) {
    return event.kind === 'seen' ? ok(firstSeen(event)) : refuse(`A case begins with "seen", not with "${event.kind}".`);
  }
  switch (event.kind) {
    case 'seen':
      return ok(seenAgain(state, event));
    case 'id-taken':
      return FREE.has(state.standing)
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
  const place = { source: event.source, ref: event.ref, delivery: NOTHING_DELIVERED };
  return decided(
    {
      standing: 'waiting',
      invoiceId: undefined,
      fields: event.fields,
      places: [place],
      decision: undefined,
      rules: undefined,
      ask: undefined,
      unconfirmedSendings: 0,
      number: undefined,
      faults: [],
      cause: undefined,
    },
    event,
  );
}

function seenAgain(state: CaseState, event: Event<'seen'>): CaseState {
  const known = withPlace(state, event);
  if (state.number !== undefined && event.existingNumber !== undefined && state.number !== event.existingNumber) {
    return { ...known, standing: 'conflict', cause: twoNumbers(state.number, event.existingNumber) };
  }
  if (FREE.has(state.standing)) return decided(known, event);
  switch (state.standing) {
    case 'rejected': {
      // Mended in the source: asked again under the same id. Otherwise the rejection stands.
      const mended = JSON.stringify(state.ask?.fields) !== JSON.stringify(event.fields);
      return mended || event.standing === 'cancelled' ? decided({ ...known, ask: state.ask }, event) : known;
    }
    case 'allocated':
    case 'diverged': {
      if (event.standing === 'cancelled') return { ...known, standing: 'closed' };
      const changed = materialDifference(state.ask?.fields ?? state.fields, event.fields).length > 0;
      return { ...known, standing: changed ? 'diverged' : 'allocated' };
    }
    default:
      // With the authority (asking, unconfirmed, held) or with a person (parked): an edit in the source replaces nothing.
      return known;
  }
}

function withPlace(state: CaseState, event: Event<'seen'>): CaseState {
  const isKnown = state.places.some((place) => place.source === event.source && place.ref === event.ref);
  const delivery: Delivery = state.number === undefined ? NOTHING_DELIVERED : { kind: 'pending', attempts: 0 };
  const places = isKnown ? state.places : [...state.places, { source: event.source, ref: event.ref, delivery }];
  return { ...state, places, fields: event.fields, decision: event.decision, rules: event.rules };
}

/** What a free document becomes by what the source says of it and what core decided. */
function decided(state: CaseState, event: Event<'seen'>): CaseState {
  const base = {
    ...state,
    invoiceId: state.invoiceId ?? event.invoiceId,
    decision: event.decision,
    rules: event.rules,
    faults: event.decision.faults,
    cause: undefined,
  };
  // A number that we hold is never lost from sight: a closed case keeps it and does not start again.
  if (state.number !== undefined) return { ...base, standing: state.standing };
  if (event.standing === 'cancelled') return { ...base, standing: 'closed' };
  if (event.standing === 'draft') return { ...base, standing: 'waiting' };
  return { ...base, standing: event.decision.kind === 'required' ? 'queued' : event.decision.kind };
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
  if (state.standing !== 'asking') return refuse(`"${event.kind}" answers an ask; the case is ${state.standing}.`);
  // Sticky: after one unconfirmed sending, a rejection or a failed sending says nothing about the earlier one.
  const sticky = state.unconfirmedSendings > 0;
  switch (event.kind) {
    case 'not-sent':
      return ok({ ...state, standing: sticky ? 'unconfirmed' : 'queued', cause: event.cause });
    case 'held':
      return ok({ ...state, standing: 'held', faults: event.faults, unconfirmedSendings: 0, cause: undefined });
    case 'rejected':
      return ok({ ...state, standing: sticky ? 'unconfirmed' : 'rejected', faults: event.faults });
    case 'unconfirmed':
      return ok({ ...state, standing: 'unconfirmed', unconfirmedSendings: state.unconfirmedSendings + 1, cause: event.cause });
    case 'lapsed':
      return ok({ ...state, standing: 'unconfirmed', unconfirmedSendings: state.unconfirmedSendings + 1, cause: LAPSED });
  }
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
  if (state.number !== undefined && state.number !== number) {
    return ok({ ...state, standing: 'conflict', cause: twoNumbers(state.number, number) });
  }
  if (state.ask === undefined) return refuse('Nothing was asked for, so nothing can be allocated.');
  const changed = materialDifference(state.ask.fields, state.fields).length > 0;
  return ok({
    ...state,
    standing: changed ? 'diverged' : 'allocated',
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
