import type { LocalizedMessage } from '@ishur/contract';
import { agorot } from '../book.ts';
import type { AskIdentity } from '../book.ts';
import { hasValidCheckDigit } from '../check-digit.ts';
import { dayInIsrael } from '../days.ts';
import { behaviourOf, dealerOf } from '../dealers/behaviour-of.ts';
import type { HoldBehaviour } from '../dealers/dealer-settings.ts';
import type { HeldCase } from '../decision/held-case.ts';
import type { Simulation } from '../simulation.ts';
import type { Tier } from '../tier.ts';
import { holdError } from './approval-answers.ts';
import type { ApprovalError } from './approval-answers.ts';
import type { ApprovalBody } from './approval-schema.ts';
import { dataErrors } from './data-errors.ts';
import { requestError } from './error-codes.ts';

/** What becomes of one invoice, in Approval and in MultiApproval alike. */
export type Verdict = { readonly why: LocalizedMessage } & (
  | { readonly outcome: 'allocated'; readonly number: string }
  | { readonly outcome: 'held' | 'rejected'; readonly errors: readonly ApprovalError[] }
);

export function identityOf(body: ApprovalBody, tier: Tier): AskIdentity {
  return {
    tier,
    invoice_id: body.invoice_id,
    vat_number: body.vat_number,
    invoice_reference_number: body.invoice_reference_number,
    action: body.action ?? 0,
  };
}

/** Judges one invoice whose dealer may ask and whose days the calendar has; numbers and holds are recorded. */
export function judge(body: ApprovalBody, ask: AskIdentity, simulation: Simulation): Verdict {
  const { book, clock, settings } = simulation;
  const dealer = dealerOf(settings, body.vat_number);
  // When 431 comes and when 406 is documented nowhere: here, 431 is for a number that no dealer can have.
  if (dealer === undefined || !hasValidCheckDigit(body.vat_number)) {
    return reject([requestError(431)], { he: 'ספרת הביקורת של העוסק שגויה', en: "the dealer's check digit is wrong" });
  }
  const errors = dataErrors(body, dayInIsrael(clock.now()), settings.window);
  const held = book.heldCase(ask);
  if (held?.decision !== undefined && held.hearing !== 'won' && !isReverseChargeAgain(ask, held)) {
    // Section 2.6 shows 462 together with what is wrong with the data.
    return settled(held.decision, errors);
  }
  if (errors.length > 0) return reject(errors, wordsFor(errors));
  if (held?.hearing === 'won') {
    return allocate(body, ask, simulation, { he: 'החשבונית הותרה בשימוע', en: 'the hearing was won' });
  }
  if (ask.action === 3 && held !== undefined) return reverseCharge(body, ask, held, simulation);
  if (ask.action === 4) {
    const refusal = beyondProforma(body, ask, simulation);
    if (refusal !== undefined) return refusal;
  }
  const { behaviour, rule } = behaviourOf(dealer, body, book.judgedBefore(ask));
  const source =
    rule === undefined
      ? { he: 'כך נוהג העוסק', en: 'so the dealer behaves' }
      : { he: 'לפי כלל בתרחיש', en: 'by a rule of the scenario' };
  if (behaviour === 'allocate') return allocate(body, ask, simulation, source);
  if (typeof behaviour === 'object') return reject([requestError(behaviour.reject)], source);
  return hold(behaviour, body, ask, held, simulation, source);
}

function hold(
  behaviour: HoldBehaviour,
  body: ApprovalBody,
  ask: AskIdentity,
  held: HeldCase | undefined,
  { book }: Simulation,
  why: LocalizedMessage,
): Verdict {
  if (behaviour === 'decision-sent') return { outcome: 'held', errors: [holdError(462)], why };
  const { tier, invoice_id, vat_number } = ask;
  const { accounting_software_number, invoice_type } = body;
  book.hold({ tier, invoice_id, vat_number, invoice_type, accounting_software_number });
  // "461: the unapproved invoice exists": a second request for what 460 has held. API description, section 2.3.
  const isKnown = behaviour === 'hold-without-choice' || held !== undefined;
  return {
    outcome: 'held',
    errors: [holdError(isKnown ? 461 : 460)],
    why: isKnown ? { he: 'מעוכבת ועדיין לא נמסרה החלטה', en: 'held, and no decision was sent yet' } : why,
  };
}

function settled(decision: string, errors: readonly ApprovalError[]): Verdict {
  return {
    outcome: 'held',
    errors: [holdError(462), ...errors],
    why: { he: `כבר נמסרה החלטה (${decision})`, en: `a decision was sent already (${decision})` },
  };
}

function isReverseChargeAgain(ask: AskIdentity, held: HeldCase): boolean {
  return ask.action === 3 && held.decision === 'ReverseCharge';
}

/** The third way out of a held invoice; not out of a held 332. API description 2.0 / 7.2024, sections 2.2.2 and 2.4. */
function reverseCharge(body: ApprovalBody, ask: AskIdentity, held: HeldCase, simulation: Simulation): Verdict {
  if (held.invoice_type === 332 || body.invoice_type === 332) {
    const why = { he: 'אין היפוך חיוב לחשבון עסקה 332 שסורב', en: 'there is no reverse charge for a refused 332' };
    return reject([requestError(433)], why);
  }
  simulation.book.hold({ ...held, decision: 'ReverseCharge' });
  return allocate(body, ask, simulation, {
    he: 'היפוך חיוב של חשבונית מעוכבת',
    en: 'reverse charge of a held invoice',
  });
}

/** "Limited to the amount of the first approval": section 2.4. The codes are ours. */
function beyondProforma(body: ApprovalBody, ask: AskIdentity, { book, settings }: Simulation): Verdict | undefined {
  if (book.numberOf(ask) !== undefined) return undefined;
  const account = book.proforma(ask);
  if (account === undefined) {
    if (settings.proforma.unknown === 'allocate') return undefined;
    return reject([requestError(498)], { he: 'אין 332 מאושר עם המזהה הזה', en: 'no approved 332 has this invoice_id' });
  }
  const isWithin =
    account.drawnNet + agorot(body.payment_amount) <= account.net &&
    account.drawnVat + agorot(body.vat_amount) <= account.vat;
  if (isWithin || settings.proforma.beyond === 'allocate') return undefined;
  const left = ((account.net - account.drawnNet) / 100).toFixed(2);
  return reject([requestError(497)], {
    he: `הסכום גבוה ממה שנותר מן ה־332 (${left} לפני מע"מ)`,
    en: `more than is left of the 332 (${left} before VAT)`,
  });
}

function allocate(body: ApprovalBody, ask: AskIdentity, simulation: Simulation, why: LocalizedMessage): Verdict {
  const { book, settings, nextNumber } = simulation;
  const known = book.numberOf(ask);
  if (known !== undefined && settings.personality === 'same-number') {
    const again = { he: 'כבר הוקצתה, ואותו מספר שוב (same-number)', en: 'approved before: same-number' };
    return { outcome: 'allocated', number: known, why: again };
  }
  if (known !== undefined && settings.personality === 'error') {
    return reject([requestError(499)], { he: 'כבר הוקצתה (personality: error)', en: 'approved before: error' });
  }
  const number = nextNumber();
  book.recordIssued({ ...ask, confirmation_number: number }, body);
  return { outcome: 'allocated', number, why };
}

function reject(errors: readonly ApprovalError[], why: LocalizedMessage): Verdict {
  return { outcome: 'rejected', errors, why };
}

/** Codes, fields and the limits that were missed. */
function wordsFor(errors: readonly ApprovalError[]): LocalizedMessage {
  const list = errors.map(({ code, message, param }) => `${code} ${param} (${message})`).join(', ');
  return { he: `נתונים שגויים: ${list}`, en: `wrong data: ${list}` };
}
