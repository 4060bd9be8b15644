import { addAmounts, parseAmount } from '../money.ts';
import type { Agorot } from '../money.ts';
import type { LinkEvent } from './case-event.ts';
import type { CaseState, Reservation } from './case-state.ts';
import { decided, ok, refuse } from './steps.ts';
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

/** A document that was not asked for yet takes the id of the case that it rests on. */
function askedAs(state: CaseState, { action, invoiceId, link: to }: Event<'asked-as'>): Advance {
  if (state.ask !== undefined || state.number !== undefined)
    return refuse('It was asked for under its own id already.');
  const { standing } = state;
  if (standing !== 'waiting' && standing !== 'not-required' && standing !== 'queued') {
    return refuse(`A case that is ${standing} is not asked for in another's place.`);
  }
  return ok(decided({ ...state, action, invoiceId, link: to, waitsFor: undefined }));
}

/**
 * Sets part of a 332's approved amounts aside. What is asked for on it never exceeds them: «הסכום הכולל שלהן יוגבל לגובה סכום
 * ההקצאה הראשוני» (API description 2.0 / 7.2024, section 2.4). The event is in the commit that freezes the invoice's ask, so two
 * processes cannot both have the last of it.
 */
function reserve(state: CaseState, reservation: Reservation): Advance {
  // Without an ask of ours the authority knows no id to which an invoice could belong.
  const { ask, numberedFields } = state;
  if (ask === undefined || numberedFields?.documentType !== 332 || state.standing === 'conflict') {
    return refuse('Only an approved pro-forma (332) has amounts to set aside.');
  }
  if (reservation.net < 0 || reservation.vat < 0) return refuse('What is set aside is never below zero.');
  const others = state.reservations.filter(({ for: name }) => name !== reservation.for);
  const approved = { net: amountOf(numberedFields.netAmount), vat: amountOf(numberedFields.vatAmount) };
  const net = addAmounts(reservation.net, ...others.map((other) => other.net));
  const vat = addAmounts(reservation.vat, ...others.map((other) => other.vat));
  if (net > approved.net || vat > approved.vat) return refuse('More is asked for than was approved.');
  return ok({ ...state, reservations: [...others, reservation] });
}

/** What was asked for has been parsed before; what cannot be read approves nothing. */
function amountOf(text: string): Agorot {
  return parseAmount(text) ?? (0 as Agorot);
}
