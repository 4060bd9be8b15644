import type { SourceDocument } from '@ishur/contract/v1';
import type { Assessment, CaseEvent, Cause } from '@ishur/core';
import { TOLD_TWICE, advance, deriveInvoiceId, parseAllocationNumber } from '@ishur/core';
import type { Source } from '../business.ts';
import { apply, changeOf } from '../case-record.ts';
import type { CaseRecord } from '../case-record.ts';
import { traceOf } from '../engine-context.ts';
import type { EngineContext } from '../engine-context.ts';
import type { CaseChange } from '../ports/ledger.ts';
import { isUntied, waitsForBase } from '../linking/relations.ts';
import { decideAgain } from './decide-again.ts';
import { wantedByItself } from './eligible.ts';
import { canJoin, findPlace, idTaken, identify } from './identify.ts';
import type { Found, Identity } from './identify.ts';
import { join, lastSeen } from './join.ts';

type Seen = Extract<CaseEvent, { kind: 'seen' }>;

/** How a document came: in a reading of its source, or by whoever made it, the moment it was made. */
export type Telling = 'read' | 'offered';

/** What keeping a document comes to. */
export interface Kept {
  readonly record: CaseRecord;
  /** None where nothing is new. */
  readonly changes: readonly CaseChange[];
  /** The last reading told this document twice: whether it still does is known when this one is over. */
  readonly wasToldTwice: boolean;
}

/** The case of a document and what has to be committed for it. */
export async function keep(
  context: EngineContext,
  source: Source,
  item: SourceDocument,
  telling: Telling,
): Promise<Kept> {
  const assessment = context.rules.assess(item.fields, {
    issuer: context.business.vatNumber,
    ...(item.existingNumber === undefined ? {} : { existingNumber: item.existingNumber }),
  });
  const own = await findPlace(context, source.id, item.ref);
  const { fields, standing } = item;
  const identity = await identify(context, own.record, { fields, standing, assessment, series: source.series });
  const { kind, holder } = identity;
  const isNew = own.record.state === undefined;
  const isSame = kind === 'same' && holder !== undefined;
  const found = isSame && (isNew || canJoin(own.record)) ? holder : own;
  const waitsFor = waitsForBase(found.record.state, { source: source.id, ref: item.ref }, fields);
  const seen = seenEvent(context, source, item, assessment, identity, telling, waitsFor);
  if (found === holder && !isNew) return { ...join(context, own, holder, seen), wasToldTwice: isToldTwice(own) };
  const wasToldTwice = isToldTwice(found);
  if (!isNews(found, seen, kind === 'taken')) {
    const again = await decideAgain(context, found);
    if (again !== undefined) return { record: again.record, changes: again.changes, wasToldTwice };
    const same = wantedByItself(context, found.record, assessment, identity.invoiceId);
    return { record: same, changes: same === found.record ? [] : [changeOf(same)], wasToldTwice };
  }
  const untied = withoutOldTie(context, found.record, item, assessment, source.series);
  let record = apply(untied, seen, traceOf(context));
  if (kind === 'taken' && holder !== undefined) {
    const cause = idTaken(identity.invoiceId ?? '', holder.record, context.business.id);
    const taken: CaseEvent = { kind: 'id-taken', cause };
    // One that has a number already, by hand or from its source, needs no id.
    if (advance(record.state, taken).ok) record = apply(record, taken, traceOf(context));
  }
  record = wantedByItself(context, record, assessment, identity.invoiceId);
  return { record, changes: [changeOf(record)], wasToldTwice };
}

/** What its source tied to a 332, and ties to another one or to none now, is looked at anew. */
function withoutOldTie(
  context: EngineContext,
  record: CaseRecord,
  { fields }: SourceDocument,
  { document }: Assessment,
  series: string | undefined,
): CaseRecord {
  const { state } = record;
  if (state?.link === undefined || document === undefined || !isUntied(state, fields)) return record;
  const { vatNumber } = context.business;
  const { type, reference } = document;
  const invoiceId = deriveInvoiceId({ vatNumber, type, ...(series === undefined ? {} : { series }), reference });
  const event: CaseEvent = { kind: 'asked-alone', invoiceId };
  return advance(state, event).ok ? apply(record, event, traceOf(context)) : record;
}

function isToldTwice({ record }: Found): boolean {
  return record.state?.cause?.code === TOLD_TWICE;
}

/** Sets a document aside that this reading told twice. One that was asked for already stays as it is. */
export async function setAside(context: EngineContext, source: Source, ref: string): Promise<CaseChange | undefined> {
  const found = await findPlace(context, source.id, ref);
  const { state } = found.record;
  if (state === undefined || isToldTwice(found)) return undefined;
  const event: CaseEvent = { kind: 'id-taken', cause: TOLD_TWICE_CAUSE };
  return advance(state, event).ok ? changeOf(apply(found.record, event, traceOf(context))) : undefined;
}

const TOLD_TWICE_CAUSE: Cause = {
  code: TOLD_TWICE,
  remedy: 'fix-document',
  message: {
    he: 'המסמך מופיע במקור יותר מפעם אחת, בפרטים שונים. תקנו או מחקו את הכפילות; עד אז לא יתבקש לו מספר.',
    en: 'The document stands in its source more than once, with different details. Mend or remove the copy; until then no number is asked for it.',
  },
};

function seenEvent(
  { rules }: EngineContext,
  source: Source,
  item: SourceDocument,
  { decision }: Assessment,
  identity: Identity,
  telling: Telling,
  waitsFor: 'base' | undefined,
): Seen {
  const existingNumber =
    item.existingNumber === undefined ? undefined : parseAllocationNumber(item.existingNumber.trim());
  const invoiceId = identity.kind === 'own' ? identity.invoiceId : undefined;
  return {
    kind: 'seen',
    source: source.id,
    ref: item.ref,
    standing: item.standing,
    fields: item.fields,
    decision,
    rules: rules.version,
    ...(invoiceId === undefined ? {} : { invoiceId }),
    ...(existingNumber === undefined ? {} : { existingNumber }),
    ...(waitsFor === undefined ? {} : { waitsFor }),
    ...(telling === 'offered' ? { offered: true } : {}),
  };
}

/** Whether an event would tell the journal anything: reading a source twice must not double it. */
function isNews(found: Found, seen: Seen, isConflict: boolean): boolean {
  const { state } = found.record;
  if (state === undefined) return true;
  const before = lastSeen(found, seen);
  if (before === undefined || !isSaidAgain(before, seen)) return true;
  const place = state.places.find(({ source, ref }) => source === seen.source && ref === seen.ref);
  // It is there again, or there at last.
  if (place === undefined || place.isGone || (place.isOffered && seen.offered === undefined)) return true;
  // Two places that tell one document differently would take turns for ever: each is heard when it says something new.
  if (isConflict || before !== lastSaid(found)) return false;
  // Said before, but it may have come to mean something since: a series was configured, or a number that the source got
  // while we asked has to be weighed against an answer.
  const { decision = seen.decision, rules = seen.rules, cause, faults, notBefore } = state;
  const after = apply(found.record, { ...seen, decision, rules }, { at: new Date(0), by: '' }).state;
  // That its last ask failed, and when it is due again, is no less true for that.
  return JSON.stringify(state) !== JSON.stringify({ ...after, cause, faults, notBefore });
}

function lastSaid({ entries }: Found): CaseEvent | undefined {
  return entries.findLast(({ event }) => event.kind === 'seen')?.event;
}

/** What other rules make of the same document is not what its source says. */
function isSaidAgain(before: Seen, now: Seen): boolean {
  return essenceOf(before, before.rules === now.rules) === essenceOf(now, before.rules === now.rules);
}

function essenceOf(seen: Seen, isDecidedAlike: boolean): string {
  // What became of its base is no word of the source's: below, what it means now is looked at.
  const { invoiceId: _id, offered: _offered, waitsFor: _waitsFor, rules: _rules, decision, ...said } = seen;
  return JSON.stringify([said, isDecidedAlike ? decision : undefined]);
}
