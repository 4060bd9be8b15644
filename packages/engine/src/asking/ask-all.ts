import type { EngineContext } from '../engine-context.ts';
import type { CaseSummary } from '../ports/ledger.ts';
import { AUTHORITY } from '../timing/rests.ts';
import { askEach, askTogether } from './ask-together.ts';
import { exchangesOf } from './exchanges.ts';
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
  const batching = authority.approveMany === undefined ? 'never' : policies.batching;
  const exchanges = exchangesOf(dueOf(context, round), batching);

  const work = async (): Promise<void> => {
    try {
      for await (const ids of exchanges) {
        if (!round.goesOn()) return;
        await (ids.length > 1 ? askTogether(context, ids, round) : askEach(context, ids, round));
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

async function* dueOf(context: EngineContext, { dueOnly }: Round): AsyncGenerator<CaseSummary> {
  for await (const summary of context.ledger.list({ business: context.business.id, standings: TO_BE_ASKED })) {
    if (!dueOnly || isDue(context, summary)) yield summary;
  }
}

function isDue({ clock }: EngineContext, { notBefore }: CaseSummary): boolean {
  return notBefore === undefined || Date.parse(notBefore) <= clock.now().getTime();
}
