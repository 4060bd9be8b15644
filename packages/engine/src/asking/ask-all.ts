import type { EngineContext } from '../engine-context.ts';
import type { CaseSummary } from '../ports/ledger.ts';
import { AUTHORITY } from '../timing/rests.ts';
import { askEach, askTogether } from './ask-together.ts';
import { planRound } from './plan-round.ts';
import type { Round } from './round.ts';

/** Where a case may have to be asked for, for the first time or again. */
export const TO_BE_ASKED = ['queued', 'unconfirmed', 'asking'] as const;

/**
 * Asks for every queued case of the business, and again for every unconfirmed one, with the same bytes.
 *
 * Intent before effect: the ask and its bytes are on the disk before the first byte is sent.
 */
export async function askAll(context: EngineContext, round: Round): Promise<void> {
  const { policies, rests, clock, authority } = context;
  if (round.dueOnly && rests.until(AUTHORITY) > clock.now().getTime()) return;
  // Hundreds of thousands may be due: no more is kept of each than its name.
  const due: Pick<CaseSummary, 'id' | 'standing'>[] = [];
  for await (const summary of context.ledger.list({ business: context.business.id, standings: TO_BE_ASKED })) {
    if (!round.dueOnly || isDue(context, summary)) due.push({ id: summary.id, standing: summary.standing });
  }
  const plan = planRound(due, authority.approveMany === undefined ? 'never' : policies.batching);
  const batches = plan.batches.values();
  const alone = plan.alone.values();

  const work = async (): Promise<void> => {
    try {
      for (const ids of batches) {
        if (!round.goesOn()) return;
        await askTogether(context, ids, round);
      }
      for (const id of alone) {
        if (!round.goesOn()) return;
        await askEach(context, [id], round);
      }
    } catch (error) {
      round.end();
      throw error;
    }
  };
  const workers = Array.from({ length: policies.asksAtOnce }, work);
  // What is on the wire is settled before this ends, also where the ledger failed meanwhile: its number would be lost.
  await Promise.allSettled(workers);
  await Promise.all(workers);
  const broken = round.brokenBy();
  if (broken !== undefined) rests.failed(AUTHORITY, broken);
  else if (round.asked() > 0) rests.went(AUTHORITY);
}

function isDue({ clock }: EngineContext, { notBefore }: CaseSummary): boolean {
  return notBefore === undefined || Date.parse(notBefore) <= clock.now().getTime();
}
