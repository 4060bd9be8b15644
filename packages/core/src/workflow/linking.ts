import { addAmounts, parseAmount } from '../money.ts';
import type { Agorot } from '../money.ts';
import type { LinkEvent } from './case-event.ts';
import type { CaseState, Cause, Reservation } from './case-state.ts';
import { awaitsStorno, decided, numbersIn, ok, refuse } from './steps.ts';
import type { Advance, Event } from './steps.ts';

/** What ties a case to another one. */
export function link(state: CaseState, event: LinkEvent): Advance {
  switch (event.kind) {
    case 'asked-as':
      return askedAs(state, event);
    case 'replaced-by':
      return state.standing === 'awaiting-replacement'
        ? ok({ ...state, standing: 'replaced' })
        : refuse(`A case that is ${state.standing} awaits no replacement.`);
    case 'replacement-settled':
      if (state.standing !== 'replaced') return refuse(`A case that is ${state.standing} was not replaced.`);
      return ok({ ...state, standing: event.outcome === 'allocated' ? 'reversed' : 'awaiting-replacement' });
    case 'storno-seen':
      return awaitsStorno(state)
        ? ok({ ...state, storno: event.case })
        : refuse(`A case that is ${state.standing} awaits no storno.`);
    case 'held-back':
      return heldBack(state, event.cause);
    case 'asked-alone':
      return askedAlone(state, event.invoiceId);
    case 'approved-elsewhere':
      return approvedElsewhere(state, event);
    case 'reserved':
      return reserve(state, event.reservation);
    case 'released': {
      const left = state.reservations.filter((reservation) => reservation.for !== event.for);
      return left.length === state.reservations.length
        ? refuse(`Nothing is set aside for ${event.for}.`)
        : ok({ ...state, reservations: left });
    }
  }
}

/** A document that was not asked for yet takes the id of the case that it rests on; one that was held back goes on. */
function askedAs(state: CaseState, { action, invoiceId, link: to }: Event<'asked-as'>): Advance {
  const isTied = state.link?.case === to.case && state.action === action && state.invoiceId === invoiceId;
  if (state.number !== undefined || (state.ask !== undefined && !isTied))
    return refuse('It was asked for under its own id already.');
  const { standing } = state;
  if (standing !== 'waiting' && standing !== 'not-required' && standing !== 'queued') {
    return refuse(`A case that is ${standing} is not asked for in another's place.`);
  }
  return ok(decided({ ...state, action, invoiceId, link: to, waitsFor: undefined }));
}

/** Nothing of it is with the authority, and it waits until what it rests on lets it through. */
function heldBack(state: CaseState, cause: Cause): Advance {
  const { standing, link: to, waitsFor } = state;
  if (standing === 'awaiting-replacement') return ok({ ...state, cause });
  const isResting = to !== undefined || waitsFor === 'base';
  if (!isResting || !(standing === 'waiting' || standing === 'queued'))
    return refuse(`A case that is ${standing} is not held back by another one.`);
  return ok({ ...decided({ ...state, waitsFor: 'base' }), cause });
}

function askedAlone(state: CaseState, invoiceId: string): Advance {
  const { standing, link: to, waitsFor, ask, number } = state;
  if (ask !== undefined || number !== undefined) return refuse('It was asked for already.');
  const isOnBase = to === undefined ? waitsFor === 'base' : to.kind === 'base';
  if (!isOnBase || !(standing === 'waiting' || standing === 'not-required' || standing === 'queued'))
    return refuse(`A case that is ${standing} rests on no pro-forma that it could leave.`);
  return ok(decided({ ...state, action: 0, link: undefined, waitsFor: undefined, invoiceId }));
}

/** Without an ask of ours only a person, or the relation in the source, can tell the id that the authority knows it by. */
function approvedElsewhere(state: CaseState, { invoiceId, net, vat }: Event<'approved-elsewhere'>): Advance {
  const { fields, ask, number, places, standing } = state;
  const isNumbered = number !== undefined || numbersIn(places).length === 1;
  const isStanding = standing !== 'conflict' && standing !== 'joined';
  if (fields.documentType !== 332 || ask !== undefined || !isNumbered || !isStanding)
    return refuse('Only a pro-forma (332) whose number was obtained elsewhere is known by the id of another software.');
  if (state.reservations.length > 0) return refuse('Invoices rest on it already.');
  if (net < 0 || vat < 0) return refuse('What is approved is never below zero.');
  return ok({ ...state, invoiceId, approvedElsewhere: { net, vat } });
}

/**
 * Sets part of a 332's approved amounts aside. What is asked for on it never exceeds them: «הסכום הכולל שלהן יוגבל לגובה סכום
 * ההקצאה הראשוני» (API description 2.0 / 7.2024, section 2.4). The event is in the commit that freezes the invoice's ask, so two
 * processes cannot both have the last of it.
 */
function reserve(state: CaseState, reservation: Reservation): Advance {
  const approved = approvedOf(state);
  if (approved === undefined) return refuse('Only an approved pro-forma (332) has amounts to set aside.');
  if (reservation.net < 0 || reservation.vat < 0) return refuse('What is set aside is never below zero.');
  const others = state.reservations.filter(({ for: name }) => name !== reservation.for);
  const net = addAmounts(reservation.net, ...others.map((other) => other.net));
  const vat = addAmounts(reservation.vat, ...others.map((other) => other.vat));
  if (net > approved.net || vat > approved.vat) return refuse('More is asked for than was approved.');
  return ok({ ...state, reservations: [...others, reservation] });
}

/** What was approved of a 332: what may be asked for on it in all. `undefined` where nothing was, as far as we know. */
export function approvedOf(state: CaseState): { readonly net: Agorot; readonly vat: Agorot } | undefined {
  const { ask, numberedFields, approvedElsewhere: elsewhere, standing } = state;
  if (standing === 'conflict') return undefined;
  if (elsewhere !== undefined) return elsewhere;
  // Without an ask of ours the authority knows no id to which an invoice could belong.
  if (ask === undefined || numberedFields?.documentType !== 332) return undefined;
  return { net: amountOf(numberedFields.netAmount), vat: amountOf(numberedFields.vatAmount) };
}

/** What was asked for has been parsed before; what cannot be read approves nothing. */
function amountOf(text: string): Agorot {
  return parseAmount(text) ?? (0 as Agorot);
}
