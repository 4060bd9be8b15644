import { settlementOf } from '@ishur/core';
import { TO_BE_ASKED } from '../asking/ask-all.ts';
import { choiceDueAt } from '../choosing/tell-choices.ts';
import { wonHearingDueAt } from '../choosing/won-hearings.ts';
import { askerOf, overAt } from '../asking/sendings.ts';
import { openCase } from '../case-record.ts';
import type { EngineContext } from '../engine-context.ts';
import type { CaseSummary } from '../ports/ledger.ts';
import { AUTHORITY, restOf } from './rests.ts';

/**
 * When something is to be done by itself the next time: an ask, a choice that is told again, the end of either whose process is
 * gone, or a delivery.
 * `undefined`: never, unless a source tells something new. An instant that is past means: now.
 */
export async function nextDue(context: EngineContext): Promise<Date | undefined> {
  const times = [await nextAsk(context), await nextChoice(context), await nextDelivery(context)].filter(
    (time) => time !== undefined,
  );
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}

async function nextAsk(context: EngineContext): Promise<number | undefined> {
  const { business, clock, ledger, rests } = context;
  if (business.ask === 'nothing') return undefined;
  const earliest = Math.max(clock.now().getTime(), rests.until(AUTHORITY));
  let next: number | undefined;
  for await (const summary of ledger.list({ business: business.id, standings: TO_BE_ASKED })) {
    const due = Math.max(earliest, await dueAt(context, summary));
    next = Math.min(next ?? due, due);
    // Nothing is due before this.
    if (next === earliest) return next;
  }
  return next;
}

async function dueAt({ ledger, runner }: EngineContext, { id, standing, notBefore }: CaseSummary): Promise<number> {
  if (standing !== 'asking') return notBefore === undefined ? 0 : Date.parse(notBefore);
  const entries = (await ledger.load(id))?.entries ?? [];
  const asker = askerOf(entries);
  return asker !== undefined && runner.isAlive(asker) ? overAt(entries) : 0;
}

async function nextChoice(context: EngineContext): Promise<number | undefined> {
  const { business, clock, ledger, rests } = context;
  const earliest = Math.max(clock.now().getTime(), rests.until(AUTHORITY));
  let next: number | undefined;
  for await (const summary of ledger.list({ business: business.id, standings: ['choosing', 'hearing-won'] })) {
    const due = Math.max(earliest, await choosingDueAt(context, summary));
    if (due !== Number.POSITIVE_INFINITY) next = Math.min(next ?? due, due);
  }
  return next;
}

async function choosingDueAt(context: EngineContext, summary: CaseSummary): Promise<number> {
  if (summary.standing === 'choosing') return choiceDueAt(context, summary);
  if (context.business.ask === 'nothing') return Number.POSITIVE_INFINITY;
  return wonHearingDueAt((await context.ledger.load(summary.id))?.entries ?? []);
}

async function nextDelivery(context: EngineContext): Promise<number | undefined> {
  const { business, clock, ledger, rests, sources } = context;
  const known = new Set(sources.map(({ id }) => id));
  let next: number | undefined;
  for await (const { id } of ledger.list({ business: business.id, delivery: 'pending' })) {
    const stored = await ledger.load(id);
    const state = stored && openCase(stored, business.id).state;
    if (state === undefined || settlementOf(state) === undefined) continue;
    for (const { source, delivery } of state.places) {
      if (delivery.kind !== 'pending' || !known.has(source)) continue;
      const earliest = Math.max(clock.now().getTime(), rests.until(restOf(source)));
      const due = Math.max(earliest, delivery.notBefore === undefined ? 0 : Date.parse(delivery.notBefore));
      next = Math.min(next ?? due, due);
    }
  }
  return next;
}
