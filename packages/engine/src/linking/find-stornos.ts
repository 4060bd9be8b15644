import type { InvoiceFields } from '@ishur/contract/v1';
import { advance, awaitsStorno, parseAmount } from '@ishur/core';
import type { CaseEvent, CaseState } from '@ishur/core';
import { apply, changeOf, openCase, summaryOf } from '../case-record.ts';
import { commitAnew } from '../commit-anew.ts';
import { traceOf } from '../engine-context.ts';
import type { EngineContext } from '../engine-context.ts';
import type { CaseId } from '../ports/ledger.ts';

/** A credit note (חשבונית מס זיכוי). API description 2.0 / 7.2024, table 2.5. */
const CREDIT_NOTE = 330;

/** Where a credit note that was issued stands: it gets no number, or one that somebody wanted. */
const ISSUED = ['not-required', 'queued', 'allocated', 'already-allocated'] as const;

/**
 * Finds the storno of invoices that were cancelled or replaced with the authority, where the books cancel them by a credit note of
 * its own: one that names the invoice, of its full amount. What is cancelled in its source itself needs none.
 */
export async function findStornos(
  context: EngineContext,
  originals: readonly CaseId[],
  stop: AbortSignal,
): Promise<void> {
  const awaiting: { readonly id: CaseId; readonly state: CaseState }[] = [];
  for (const id of originals) {
    const state = await stateOf(context, id);
    if (state !== undefined && awaitsStorno(state)) awaiting.push({ id, state });
  }
  if (awaiting.length === 0) return;
  const amounts = new Set(awaiting.map(({ state }) => amountOf(state.fields.grossAmount)));
  for await (const summary of context.ledger.list({ business: context.business.id, standings: ISSUED })) {
    if (stop.aborted) return;
    if (summary.documentType !== CREDIT_NOTE || !amounts.has(amountOf(summary.gross))) continue;
    const credit = await stateOf(context, summary.id);
    const original = credit && awaiting.find(({ state }) => isStornoOf(credit.fields, state));
    if (original !== undefined) await note(context, original.id, summary.id, summary.reference);
  }
}

async function stateOf({ ledger, business }: EngineContext, id: CaseId): Promise<CaseState | undefined> {
  const stored = await ledger.load(id);
  return stored && openCase(stored, business.id).state;
}

/** Whether a credit note takes an invoice back as a whole. Amounts of credit notes come with either sign. */
function isStornoOf(credit: InvoiceFields, { ask, fields: now, invoiceId }: CaseState): boolean {
  const original = ask?.fields ?? now;
  const isNamed = (credit.related ?? []).some(({ as, documentType, reference, invoiceId: told }) => {
    if (as !== 'credited' && as !== 'cancelled') return false;
    if (documentType !== undefined && documentType !== original.documentType) return false;
    return told === undefined ? reference === original.reference || reference === now.reference : told === invoiceId;
  });
  const isWhole = (['netAmount', 'vatAmount', 'grossAmount'] as const).every(
    (which) => amountOf(credit[which]) === amountOf(original[which]),
  );
  return isNamed && isWhole;
}

/** `NaN` equals nothing: an amount that cannot be read is nobody's. */
function amountOf(text: string): number {
  return Math.abs(parseAmount(text) ?? Number.NaN);
}

async function note(context: EngineContext, id: CaseId, credit: CaseId, reference: string): Promise<void> {
  const event: CaseEvent = { kind: 'storno-seen', case: credit, reference };
  const summary = await commitAnew(context.ledger, async () => {
    const stored = await context.ledger.load(id);
    const record = stored && openCase(stored, context.business.id);
    if (record === undefined || !advance(record.state, event).ok) return { changes: [], result: undefined };
    const noted = apply(record, event, traceOf(context));
    return { changes: [changeOf(noted)], result: summaryOf(noted) };
  });
  if (summary !== undefined) context.report({ kind: 'answered', summary });
}
