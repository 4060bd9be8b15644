import type { CaseEvent, CaseState, Cause } from '@ishur/core';
import { advance, bucketOf } from '@ishur/core';
import type { IshurError } from '@ishur/contract';
import { advanceStored } from './advance-stored.ts';
import type { CaseChange, CaseId, CaseSummary, FrozenBytes, JournalEntry, StoredCase } from './ports/ledger.ts';
import { ledgerDamaged } from './ports/ledger-damaged.ts';

/** A case in hand: its stored version, its state, and what was added to it and is not yet committed. */
export interface CaseRecord {
  readonly id: CaseId;
  readonly business: string;
  readonly version: number;
  readonly state: CaseState | undefined;
  readonly added: readonly JournalEntry[];
  readonly frozen: FrozenBytes | undefined;
}

/** A case that the ledger does not hold yet. */
export function newCase(id: CaseId, business: string): CaseRecord {
  return { id, business, version: 0, state: undefined, added: [], frozen: undefined };
}

/**
 * Folds a stored case into one in hand.
 *
 * @throws IshurError `ledger/damaged` (`fix-config`): an entry that cannot follow those before it.
 */
export function openCase(stored: StoredCase, business: string): CaseRecord {
  let state: CaseState | undefined;
  for (const [index, { event }] of stored.entries.entries()) {
    const next = advanceStored(state, event);
    if (!next.ok) throw ledgerDamaged(stored.id, index + 1, next.refusal);
    state = next.state;
  }
  return { id: stored.id, business, version: stored.version, state, added: [], frozen: stored.frozen };
}

/** Applies an event; throws where the workflow refuses it, because the engine offers only what it has checked. */
export function apply(
  record: CaseRecord,
  event: CaseEvent,
  trace: { readonly at: Date; readonly by: string },
): CaseRecord {
  const next = advance(record.state, event);
  if (!next.ok) throw new Error(`Case ${record.id}: ${next.refusal}`);
  const entry: JournalEntry = { at: trace.at.toISOString(), by: trace.by, event };
  return { ...record, state: next.state, added: [...record.added, entry] };
}

/**
 * What has to be committed for a case in hand. Frozen bytes are let go when they can never be sent again, whoever ends that:
 * an answer, a person or the source.
 */
export function changeOf(record: CaseRecord, frozen?: FrozenBytes): CaseChange {
  const change = { id: record.id, expectedVersion: record.version, entries: record.added, summary: summaryOf(record) };
  if (frozen !== undefined) return { ...change, frozen };
  return record.frozen === undefined || mayBeSentAgain(record.state) ? change : { ...change, frozen: null };
}

/** On the wire, or without a readable answer: whatever the source says by now, its bytes may have arrived. */
function mayBeSentAgain(state: CaseState | undefined): boolean {
  if (state === undefined) return false;
  return state.standing === 'asking' || state.unconfirmedSendings > 0 || isChoiceOpen(state);
}

/** A choice that was not answered, and that no person finds out about. */
function isChoiceOpen({ standing, choice }: CaseState): boolean {
  return choice?.isSettled === false && (standing === 'choosing' || standing === 'parked');
}

/** The projection of a case by which it is found and listed. */
export function summaryOf(record: CaseRecord): CaseSummary {
  const { state } = record;
  if (state === undefined) throw new Error(`Case ${record.id} has no document yet.`);
  // What was asked for is what the number belongs to, whatever the source says by now.
  const fields = state.numberedFields ?? state.ask?.fields ?? state.fields;
  return {
    id: record.id,
    business: record.business,
    invoiceId: state.invoiceId,
    action: state.action,
    documentType: fields.documentType,
    reference: fields.reference,
    date: fields.documentDate,
    net: fields.netAmount,
    vat: fields.vatAmount,
    gross: fields.grossAmount,
    customer: fields.customer.name,
    standing: state.standing,
    bucket: bucketOf(state.standing),
    number: state.number,
    ...(state.rules === undefined ? {} : { rules: state.rules }),
    ...(state.notBefore === undefined ? {} : { notBefore: state.notBefore }),
    ...(state.waitsFor === undefined ? {} : { waitsFor: state.waitsFor }),
    ...(isReplacing(state) ? { replaces: true } : {}),
    ...(state.isToBeReported ? { isToBeReported: true } : {}),
    places: state.places.map(({ source, ref, delivery }) => ({ source, ref, delivery: delivery.kind })),
  };
}

function isReplacing({ fields, link, ask, number }: CaseState): boolean {
  if (link !== undefined || ask !== undefined || number !== undefined) return false;
  return fields.related?.some((related) => related.as === 'replaced') === true;
}

/** A failure as the journal keeps it: the words, without stack or cause. */
export function causeOf(error: IshurError): Cause {
  return { code: error.code, remedy: error.remedy, message: error.text };
}
