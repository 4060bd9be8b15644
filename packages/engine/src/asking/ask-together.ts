import type { EngineContext } from '../engine-context.ts';
import { askOne, whileUnderWay } from './ask-one.ts';
import { intendTogether } from './intend.ts';
import type { Batch, Intent } from './intend.ts';
import type { Round } from './round.ts';
import { sendTogether } from './send.ts';
import { settle } from './settle.ts';

/** Asks for many cases, as many as fit in each exchange. What cannot go with the others goes alone. */
export async function askTogether(context: EngineContext, ids: readonly string[], round: Round): Promise<void> {
  let rest = ids;
  while (rest.length > 0 && round.goesOn()) {
    if (!round.makesBatches()) {
      await askEach(context, rest, round);
      return;
    }
    const { alone, left } = await askBatch(context, rest, round);
    await askEach(context, alone, round);
    rest = left;
  }
}

/** Asks for these one after the other, as long as the round goes on. */
export async function askEach(context: EngineContext, ids: readonly string[], round: Round): Promise<void> {
  for (const id of ids) {
    if (!round.goesOn()) return;
    await askAlone(context, id, round);
  }
}

async function askAlone(context: EngineContext, id: string, round: Round, refused?: Intent): Promise<void> {
  const answer = await askOne(context, id, {
    dueOnly: round.dueOnly,
    signal: round.force,
    ...(refused === undefined ? {} : { before: { ask: refused.ask, asked: refused.prepared.asked } }),
  });
  if (answer !== undefined) round.note({ answers: [answer], isRefused: false });
}

async function askBatch(context: EngineContext, ids: readonly string[], round: Round): Promise<Batch> {
  return whileUnderWay(context, ids, async () => {
    const batch = await intendTogether(context, ids, round.dueOnly);
    const { intents } = batch;
    if (intents.length === 0) return batch;
    const exchange = await sendTogether(context, intents, { signal: round.force });
    await settle(context, exchange.answers);
    round.note(exchange);
    if (!exchange.isRefused) return batch;
    // Nothing happened to any of them. One of them is not fit for company: each goes by itself, with the bytes that it had.
    for (const intent of intents) {
      if (!round.goesOn()) break;
      await askAlone(context, intent.id, round, intent);
    }
    return batch;
  });
}
