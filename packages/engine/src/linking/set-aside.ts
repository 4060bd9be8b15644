import type { Agorot, CaseEvent, CaseState, Cause } from '@ishur/core';
import { addAmounts, advance, approvedOf, parseAmount, parseDocument } from '@ishur/core';
import { apply } from '../case-record.ts';
import type { CaseRecord } from '../case-record.ts';
import { overTheCap, referenceTaken } from './base-causes.ts';
import type { Amounts } from './base-causes.ts';
import { findCaseById } from './linking-parts.ts';
import type { LinkingParts } from './linking-parts.ts';
import type { CaseSummary } from '../ports/ledger.ts';

/** How a journal entry is signed. */
export interface Trace {
  readonly at: Date;
  readonly by: string;
}

/**
 * Sets part of a 332's approved amounts aside for an invoice, to be committed with what freezes its ask. Where not enough is left,
 * what was set aside for invoices that can never get a number on it any more is let go first.
 *
 * It is set aside anew for every ask, also where it was before: whoever lets go of it meanwhile, because the invoice stood
 * closed when they looked, moves the same record, so that only one of the two commits stands.
 */
export async function setAside(
  parts: LinkingParts,
  base: CaseRecord,
  invoice: CaseRecord,
  trace: Trace,
): Promise<{ readonly base: CaseRecord } | { readonly cause: Cause }> {
  const asked = amountsOf(invoice.state);
  if (base.state?.invoiceId === undefined || asked === undefined) throw new Error(`${invoice.id} cannot be asked for.`);
  const others = await othersOn(parts, base.state.invoiceId, invoice.id);
  const twin = others.find(({ reference }) => reference === invoice.state?.fields.reference);
  if (twin !== undefined) return { cause: referenceTaken(invoice.id, twin.id, twin.reference) };
  const event = reserved(invoice.id, asked);
  const known = withEntered(base, others, trace);
  if (known !== undefined && advance(known.state, event).ok) return { base: apply(known, event, trace) };
  const free = await withoutOver(parts, base, invoice.id, trace);
  const counted = withEntered(free, others, trace);
  if (counted !== undefined && advance(counted.state, event).ok) return { base: apply(counted, event, trace) };
  return { cause: overTheCap(invoice.id, base.id, roomOf(counted ?? free, invoice.id, asked)) };
}

/** Without what is set aside for invoices that can get no number on it any more. */
async function withoutOver(parts: LinkingParts, base: CaseRecord, except: string, trace: Trace): Promise<CaseRecord> {
  let record = base;
  for (const { for: name } of base.state?.reservations ?? []) {
    if (name === except || !(await isOver(parts, name))) continue;
    record = apply(record, { kind: 'released', for: name }, trace);
  }
  return record;
}

/**
 * With what invoices draw on it whose number a person entered: they were never asked for by us. `undefined` where that alone is
 * more than was approved.
 */
function withEntered(base: CaseRecord, others: readonly CaseSummary[], trace: Trace): CaseRecord | undefined {
  let record = base;
  for (const { id, number, net, vat } of others) {
    if (number === undefined || base.state?.reservations.some((each) => each.for === id) === true) continue;
    const drawn = reserved(id, { net: parseAmount(net) ?? NOTHING.net, vat: parseAmount(vat) ?? NOTHING.vat });
    if (!advance(record.state, drawn).ok) return undefined;
    record = apply(record, drawn, trace);
  }
  return record;
}

function reserved(name: string, amounts: Amounts): CaseEvent {
  return { kind: 'reserved', reservation: { for: name, ...amounts } };
}

/** What an invoice asks for. */
function amountsOf(state: CaseState | undefined): Amounts | undefined {
  const parsed = state && parseDocument(state.fields);
  return parsed?.ok === true ? { net: parsed.document.net, vat: parsed.document.vat } : undefined;
}

function roomOf({ state }: CaseRecord, except: string, asked: Amounts): Parameters<typeof overTheCap>[2] {
  const approved = (state && approvedOf(state)) ?? NOTHING;
  const others = state?.reservations.filter((reservation) => reservation.for !== except) ?? [];
  return { approved, others, left: leftOf(approved, others), asked };
}

const NOTHING: Amounts = { net: 0 as Agorot, vat: 0 as Agorot };

/** What nobody has of an approval yet. */
function leftOf(approved: Amounts, others: readonly Amounts[]): Amounts {
  const left = (which: 'net' | 'vat'): Agorot =>
    addAmounts(approved[which], ...others.map((other) => -other[which] as Agorot));
  return { net: left('net'), vat: left('vat') };
}

/** The other invoices that are asked for under this id. */
async function othersOn({ ledger }: LinkingParts, invoiceId: string, except: string): Promise<readonly CaseSummary[]> {
  const others: CaseSummary[] = [];
  for await (const summary of ledger.list({ invoiceId })) {
    if (summary.action === 4 && summary.id !== except) others.push(summary);
  }
  return others;
}

/**
 * Whether an invoice can get no number any more for what it was asked with. One that has a number, or may have one, never is:
 * without an answer, held and undecided, or numbered in its source.
 */
async function isOver(parts: LinkingParts, id: string): Promise<boolean> {
  const state = (await findCaseById(parts, id))?.record.state;
  if (state === undefined || state.number !== undefined || state.unconfirmedSendings > 0) return false;
  if (state.places.some(({ number, isGone }) => number !== undefined && !isGone) || state.lostNumber !== undefined) {
    return false;
  }
  return OVER.has(state.standing);
}

/** It is decided anew, and room is made for it, before it could be asked for again. */
const OVER: ReadonlySet<CaseState['standing']> = new Set([
  'waiting',
  'not-required',
  'invalid',
  'closed',
  'rejected',
  'cancelled',
]);
