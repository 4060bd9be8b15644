import { IshurError } from '@ishur/contract';
import type { LocalizedMessage } from '@ishur/contract';
import { advance, approvedOf, parseAllocationNumber, parseAmount } from '@ishur/core';
import type { Agorot, AllocationNumber, CaseEvent } from '@ishur/core';
import { apply, changeOf, summaryOf } from '../case-record.ts';
import type { CaseRecord } from '../case-record.ts';
import { holderOf, idTaken } from '../collecting/identify.ts';
import { commitAnew } from '../commit-anew.ts';
import { notPossible } from '../persons/not-possible.ts';
import { act, take, traceOf } from '../persons/person.ts';
import type { InHand, Person } from '../persons/person.ts';
import type { CaseId, CaseSummary } from '../ports/ledger.ts';
import { BY_HAND, createByHand, idByHand } from './base-by-hand.ts';
import { findBase, proFormasOf } from './find-base.ts';
import { findCaseById } from './linking-parts.ts';
import { approvedElsewhere, ownIdOf } from './look-at-link.ts';
import { basesOf } from './relations.ts';
import type { Trace } from './set-aside.ts';

/** The 332 on which an invoice rests, as a person says it. */
export interface BaseNamed {
  /** Its case, where the ledger holds it. */
  readonly case?: CaseId;
  /** The `invoice_id` under which other software asked for it. */
  readonly invoiceId?: string;
  /** What was approved, where the ledger does not hold it: texts as a person writes them, amounts in shekels. */
  readonly approved?: { readonly number: string; readonly net: string; readonly vat: string };
}

/**
 * `ishur ask DOC --base …`: the invoice rests on this 332, and is asked for on it (action 4). One for which the law requires no
 * number is wanted as well.
 *
 * @throws IshurError `engine/not-possible`, `engine/no-such-case`, `engine/no-number`, `engine/no-amount` (`fix-document`).
 */
export async function restOn(person: Person, id: CaseId, named: BaseNamed): Promise<CaseSummary> {
  return commitAnew(person.ledger, async () => {
    const trace = traceOf(person);
    const inHand = await take(person, id);
    const base = await baseOf(person, id, inHand, named, trace);
    const { invoiceId } = base.state ?? {};
    const refused = (why?: LocalizedMessage): IshurError => notPossible('rest-on', id, inHand.state, why);
    if (invoiceId === undefined) throw refused(neverAsked(base.id));
    const link = { kind: 'base', case: base.id } as const;
    if (inHand.state.link?.case === base.id && base.added.length === 0) {
      return { changes: [], result: summaryOf(inHand.record) };
    }
    const asked: CaseEvent = { kind: 'asked-as', action: 4, invoiceId, link };
    const wanted: CaseEvent = { kind: 'wanted', by: person.by, invoiceId };
    let { record } = inHand;
    if (advance(record.state, wanted).ok) record = apply(record, wanted, trace);
    if (!advance(record.state, asked).ok) throw refused();
    record = apply(record, asked, trace);
    const changes = [changeOf(record), ...(base.added.length > 0 ? [changeOf(base)] : [])];
    return { changes, result: summaryOf(record) };
  });
}

/** The base as it stands in the ledger, or as it is to be noted there. */
async function baseOf(
  person: Person,
  id: CaseId,
  { state }: InHand,
  { case: known, invoiceId, approved }: BaseNamed,
  trace: Trace,
): Promise<CaseRecord> {
  const refused = (why: LocalizedMessage): IshurError => notPossible('rest-on', id, state, why);
  const [related] = basesOf(state.fields);
  const found =
    known !== undefined
      ? await take(person, known)
      : related === undefined
        ? 'none'
        : await findBase(
            person,
            state,
            { ...related, ...(invoiceId === undefined ? {} : { invoiceId }) },
            proFormasOf(person),
          );
  if (found === 'many') throw refused(WHICH);
  if (found !== 'none') {
    if (found.record.state?.fields.documentType !== 332) throw refused(noProForma(found.record.id));
    if (approved !== undefined && !isByHand(found.record)) throw refused(IN_THE_LEDGER);
    return withId(found.record, invoiceId, trace, refused);
  }
  if (invoiceId === undefined || approved === undefined) throw refused(UNKNOWN);
  const before = await findCaseById(person, idByHand(person.business.id, invoiceId));
  if (before !== undefined) return before.record;
  const parts = { number: numberOf(approved.number), net: amountOf(approved.net), vat: amountOf(approved.vat) };
  return createByHand(person, state, { invoiceId, reference: related?.reference, ...parts }, trace);
}

function isByHand({ state }: CaseRecord): boolean {
  return state?.places.every(({ source }) => source === BY_HAND) === true;
}

/** A 332 of other software is known to the authority by the id that a person tells. */
function withId(
  base: CaseRecord,
  invoiceId: string | undefined,
  trace: Trace,
  refused: (why: LocalizedMessage) => IshurError,
): CaseRecord {
  const { state } = base;
  if (state === undefined || (approvedOf(state) !== undefined && (invoiceId ?? state.invoiceId) === state.invoiceId)) {
    return base;
  }
  const isOurs = state.ask !== undefined || (state.number === undefined && !state.places.some(({ number }) => number));
  if (isOurs) {
    if (invoiceId !== undefined && invoiceId !== state.invoiceId) throw refused(hasOwnId(base.id, state.invoiceId));
    return base;
  }
  if (invoiceId === undefined) throw refused(whichId(base.id));
  const event = approvedElsewhere(state, invoiceId);
  if (event === undefined || !advance(state, event).ok) throw refused(hasOwnId(base.id, state.invoiceId));
  return apply(base, event, trace);
}

/**
 * `ishur ask DOC --alone`: it rests on no approval, whatever its source says, and is asked for by itself.
 *
 * @throws IshurError `engine/not-possible`, `engine/no-such-case` (`fix-document`).
 */
export async function askAlone(person: Person, id: CaseId): Promise<CaseSummary> {
  const { state } = await take(person, id);
  const invoiceId = ownIdOf(person, state);
  const holder = invoiceId === undefined ? undefined : await holderOf(person, invoiceId, id);
  if (invoiceId === undefined || holder !== undefined) {
    const why = holder === undefined ? undefined : idTaken(invoiceId ?? '', holder.record, person.business.id).message;
    throw notPossible('ask-alone', id, state, why);
  }
  return act(person, id, 'ask-alone', ({ state: now }) =>
    now.waitsFor === undefined && now.link === undefined && now.standing === 'queued'
      ? undefined
      : { kind: 'asked-alone', invoiceId, by: person.by },
  );
}

const WHICH: LocalizedMessage = {
  he: 'יש כמה חשבונות עסקה עם המספר הזה. כתבו את המזהה המלא של אחד מהם, כפי שהוא מופיע ב-ishur list.',
  en: 'More than one pro-forma has this reference. Write the whole id of one of them, as `ishur list` shows it.',
};

const UNKNOWN: LocalizedMessage = {
  he: 'חשבון העסקה אינו בפנקס, ולכן יש לרשום גם את מספר האישור ואת הסכומים שאושרו: --base-number, --approved-net, --approved-vat.',
  en: 'The ledger does not hold the pro-forma, so say its number and what was approved as well: --base-number, --approved-net, --approved-vat.',
};

const IN_THE_LEDGER: LocalizedMessage = {
  he: 'חשבון העסקה נמצא בפנקס, ומה שאושר בו ידוע. השמיטו את --base-number, --approved-net ו---approved-vat.',
  en: 'The ledger holds the pro-forma and knows what was approved. Leave --base-number, --approved-net and --approved-vat out.',
};

function noProForma(base: string): LocalizedMessage {
  return { he: `${base} אינו חשבון עסקה (332).`, en: `${base} is no pro-forma (332).` };
}

function neverAsked(base: string): LocalizedMessage {
  return {
    he: `לחשבון העסקה ${base} לא התבקש אישור. בקשו אותו קודם: ishur ask ${base}, או בקשו מספר לחשבונית בפני עצמה.`,
    en: `No approval was asked for pro-forma ${base}. Ask for it first, with \`ishur ask ${base}\`, or ask for the invoice by itself.`,
  };
}

function whichId(base: string): LocalizedMessage {
  return {
    he: `המספר של ${base} התקבל בתוכנה אחרת. הוסיפו את המזהה (invoice_id) שבו התבקש שם: --base-id.`,
    en: `The number of ${base} was obtained by other software. Add the id (invoice_id) under which it was asked for there: --base-id.`,
  };
}

function hasOwnId(base: string, id: string | undefined): LocalizedMessage {
  return {
    he: `${base} רשום בפנקס במזהה ${id ?? '—'}, ואין לו מזהה אחר.`,
    en: `The ledger has ${base} under the id ${id ?? '—'}, and it has no other.`,
  };
}

function numberOf(text: string): AllocationNumber {
  const number = parseAllocationNumber(text);
  if (number !== undefined && number.length >= 9) return number;
  throw new IshurError({
    code: 'engine/no-number',
    remedy: 'fix-document',
    message: {
      he: `"${text.slice(0, 40)}" אינו מספר הקצאה. כתבו את הספרות בלבד (9 עד 30 ספרות).`,
      en: `"${text.slice(0, 40)}" is no allocation number. Write the digits alone (9 to 30 digits).`,
    },
  });
}

function amountOf(text: string): Agorot {
  const amount = parseAmount(text);
  if (amount !== undefined && amount >= 0) return amount;
  throw new IshurError({
    code: 'engine/no-amount',
    remedy: 'fix-document',
    message: {
      he: `"${text.slice(0, 40)}" אינו סכום. כתבו אותו כך: 100000.00, בלי פסיקים.`,
      en: `"${text.slice(0, 40)}" is no amount. Write it as 100000.00, without commas.`,
    },
  });
}
