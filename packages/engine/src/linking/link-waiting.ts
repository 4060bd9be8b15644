import type { CaseEvent, CaseState, Cause } from '@ishur/core';
import { advance } from '@ishur/core';
import { apply, changeOf, openCase, summaryOf } from '../case-record.ts';
import type { CaseRecord } from '../case-record.ts';
import { commitAnew } from '../commit-anew.ts';
import { traceOf } from '../engine-context.ts';
import type { EngineContext } from '../engine-context.ts';
import type { CaseChange, CaseId, CaseSummary } from '../ports/ledger.ts';
import { proFormasOf } from './find-base.ts';
import type { ProFormas } from './find-base.ts';
import { findStornos } from './find-stornos.ts';
import type { LinkingParts } from './linking-parts.ts';
import { linkingPartsOf } from './linking-parts.ts';
import { lookAtLink } from './look-at-link.ts';
import { setAside } from './set-aside.ts';
import { settleOriginals } from './settle-originals.ts';

/** What a look at everything that rests on something came to. */
export interface Linked {
  /** Something rests on something: what is asked for now may let others go on. */
  readonly isAny: boolean;
  /** Documents that are asked for now and waited before. */
  readonly goOn: number;
}

/** Standings of what may rest on something, or awaits it: its base, its zero-rate document, its storno. */
const CONCERNED = ['waiting', 'awaiting-replacement', 'replaced', 'reversed', 'cancelled'] as const;

/**
 * Lets go on what waited for a 332 or a held invoice, and says of the rest why it waits. Idempotent: whoever stops in between
 * leaves nothing half done, because each commit holds both records where two change.
 */
export async function linkWaiting(context: EngineContext, stop: AbortSignal): Promise<Linked> {
  const { business, ledger } = context;
  const waiting: CaseId[] = [];
  const originals: CaseSummary[] = [];
  const over: CaseId[] = [];
  // What rests on nothing costs this one question in a run.
  for await (const summary of ledger.list({ business: business.id, standings: CONCERNED })) {
    if (summary.standing === 'reversed' || summary.standing === 'cancelled') over.push(summary.id);
    else if (summary.standing !== 'waiting') originals.push(summary);
    else if (summary.waitsFor === 'base') waiting.push(summary.id);
  }
  let goOn = originals.length === 0 ? 0 : await settleOriginals(context, originals, stop);
  const proFormas = proFormasOf(linkingPartsOf(context));
  for (const id of waiting) {
    if (stop.aborted) break;
    if (await linkOne(context, id, proFormas)) goOn += 1;
  }
  await findStornos(context, over, stop);
  return { isAny: waiting.length > 0 || originals.length > 0, goOn };
}

/** The same for one case that somebody waits for. */
export async function linkOne(context: EngineContext, id: CaseId, proFormas?: ProFormas): Promise<boolean> {
  const parts = linkingPartsOf(context);
  const result = await commitAnew(context.ledger, async () => {
    const stored = await context.ledger.load(id);
    const record = stored && openCase(stored, context.business.id);
    if (record?.state === undefined || !isToBeLinked(record.state)) return { changes: [], result: undefined };
    const { changes, after } = await linked(parts, record, proFormas ?? proFormasOf(parts), traceOf(context));
    return { changes, result: changes.length > 0 ? after : undefined };
  });
  if (result === undefined) return false;
  context.report({ kind: 'answered', summary: summaryOf(result) });
  return result.state?.standing === 'queued';
}

function isToBeLinked({ standing, waitsFor, sourceStanding }: CaseState): boolean {
  return standing === 'waiting' && waitsFor === 'base' && sourceStanding === 'final';
}

async function linked(
  parts: LinkingParts,
  record: CaseRecord,
  proFormas: ProFormas,
  trace: { readonly at: Date; readonly by: string },
): Promise<{ readonly changes: readonly CaseChange[]; readonly after: CaseRecord }> {
  const look = await lookAtLink(parts, record, proFormas, trace);
  if (look.kind === 'waits') return heldBack(record, look.cause, trace);
  if (look.kind === 'alone') {
    const after = apply(record, { kind: 'asked-alone', invoiceId: look.invoiceId }, trace);
    return { changes: [changeOf(after)], after };
  }
  const { action, invoiceId, link, on } = look;
  const event: CaseEvent = { kind: 'asked-as', action, invoiceId, link };
  if (!advance(record.state, event).ok) return { changes: [], after: record };
  const after = apply(record, event, trace);
  if (action === 4) {
    // Only looked at: what is set aside is in the commit that freezes the ask.
    const room = await setAside(parts, on, after, trace);
    if ('cause' in room) return heldBack(record, room.cause, trace);
  }
  return { changes: [changeOf(after), ...(on.added.length > 0 ? [changeOf(on)] : [])], after };
}

/** Says why a case waits, once. */
function heldBack(
  record: CaseRecord,
  cause: Cause | undefined,
  trace: { readonly at: Date; readonly by: string },
): { readonly changes: readonly CaseChange[]; readonly after: CaseRecord } {
  const known = record.state?.cause;
  if (cause === undefined || JSON.stringify(known) === JSON.stringify(cause)) return { changes: [], after: record };
  const after = apply(record, { kind: 'held-back', cause }, trace);
  return { changes: [changeOf(after)], after };
}
