import type { CaseEvent, CaseState, Cause } from '@ishur/core';
import { advance } from '@ishur/core';
import { apply, changeOf, openCase } from '../case-record.ts';
import type { Found } from '../collecting/identify.ts';
import { commitAnew } from '../commit-anew.ts';
import { traceOf } from '../engine-context.ts';
import type { EngineContext } from '../engine-context.ts';
import type { CaseChange, CaseId, CaseSummary } from '../ports/ledger.ts';
import { findCaseById, linkingPartsOf } from './linking-parts.ts';
import { notTheTwin, replacementOf } from './look-at-original.ts';
import { differencesOf, tie } from './replace-with.ts';

/**
 * Ties held invoices whose charge is reversed to the zero-rate documents that name them, and brings those to their end whose
 * document has its number, or can get none any more.
 *
 * @returns how many documents are asked for now and were not before.
 */
export async function settleOriginals(
  context: EngineContext,
  originals: readonly CaseSummary[],
  stop: AbortSignal,
): Promise<number> {
  let goOn = 0;
  const candidates = originals.some(({ standing }) => standing === 'awaiting-replacement')
    ? await replacements(context)
    : [];
  for (const { id, standing } of originals) {
    if (stop.aborted) break;
    if (standing === 'replaced') await settleOriginal(context, id);
    else if (await findReplacement(context, id, candidates)) goOn += 1;
  }
  return goOn;
}

/** Documents that name another one in whose place they stand, and that are asked for nowhere yet. */
async function replacements({ business, ledger }: EngineContext): Promise<readonly CaseId[]> {
  const ids: CaseId[] = [];
  // Without VAT the law requires no number, and a draft is not there yet.
  for await (const summary of ledger.list({ business: business.id, standings: ['not-required'] })) {
    if (summary.replaces === true) ids.push(summary.id);
  }
  return ids;
}

async function findReplacement(context: EngineContext, id: CaseId, candidates: readonly CaseId[]): Promise<boolean> {
  const { ledger, business, policies } = context;
  return changeOriginal(context, id, async (original) => {
    if (original.record.state?.standing !== 'awaiting-replacement') return { changes: [], isTied: false };
    let cause: Cause | undefined;
    for (const candidate of candidates) {
      const stored = await ledger.load(candidate);
      const record = stored && openCase(stored, business.id);
      if (record?.state === undefined || !names(record.state, original.record.state)) continue;
      const date = policies.replacementDate;
      const differences = differencesOf(original.record.state, record.state, business.vatNumber, date);
      const tied = differences.length > 0 ? undefined : tie(original.record, record, traceOf(context));
      if (tied !== undefined) return { changes: tied.changes, isTied: true };
      if (differences.length > 0) cause ??= notTheTwin(id, differences, candidate);
    }
    // Said once: of the first of them, so that two do not take turns.
    const isKnown = JSON.stringify(original.record.state.cause) === JSON.stringify(cause);
    if (cause === undefined || isKnown) return { changes: [], isTied: false };
    const refused = apply(original.record, { kind: 'held-back', cause }, traceOf(context));
    return { changes: [changeOf(refused)], isTied: false };
  });
}

/** Whether a document says of itself that it stands in the place of this one. */
function names({ fields }: CaseState, { ask, fields: now, invoiceId }: CaseState): boolean {
  const original = ask?.fields ?? now;
  return (fields.related ?? []).some(({ as, documentType, reference, invoiceId: told }) => {
    if (as !== 'replaced' || (documentType ?? fields.documentType) !== original.documentType) return false;
    return told === undefined ? reference === original.reference || reference === now.reference : told === invoiceId;
  });
}

/** The end of a reverse charge is what became of its zero-rate document. */
async function settleOriginal(context: EngineContext, id: CaseId): Promise<boolean> {
  return changeOriginal(context, id, async (original) => {
    const replacement = replacementOf(original);
    const found = replacement === undefined ? undefined : await findCaseById(linkingPartsOf(context), replacement);
    const outcome = found?.record.state && outcomeOf(found.record.state);
    if (found === undefined || outcome === undefined) return { changes: [], isTied: false };
    const event: CaseEvent = { kind: 'replacement-settled', outcome };
    if (!advance(original.record.state, event).ok) return { changes: [], isTied: false };
    const settled = changeOf(apply(original.record, event, traceOf(context)));
    // Nothing is noted there, but it must still stand where it was seen: it may be asked for in this very moment.
    return { changes: [settled, changeOf(found.record)], isTied: false };
  });
}

/** `undefined` as long as it may get its number. */
function outcomeOf(state: CaseState): 'allocated' | 'failed' | undefined {
  if (state.number !== undefined) return state.standing === 'conflict' ? undefined : 'allocated';
  if (state.standing === 'already-allocated') return 'allocated';
  if (state.unconfirmedSendings > 0) return undefined;
  return state.standing === 'closed' || state.standing === 'cancelled' ? 'failed' : undefined;
}

async function changeOriginal(
  context: EngineContext,
  id: CaseId,
  change: (original: Found) => Promise<{ readonly changes: readonly CaseChange[]; readonly isTied: boolean }>,
): Promise<boolean> {
  const result = await commitAnew(context.ledger, async () => {
    const original = await findCaseById(linkingPartsOf(context), id);
    if (original === undefined) return { changes: [], result: undefined };
    const { changes, isTied } = await change(original);
    return { changes, result: changes.length === 0 ? undefined : { isTied, changes } };
  });
  for (const { entries, summary } of result?.changes ?? []) {
    if (entries.length > 0) context.report({ kind: 'answered', summary });
  }
  return result?.isTied === true;
}
