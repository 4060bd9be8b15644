import type { EngineContext } from '../engine-context.ts';
import { intend } from './intend.ts';
import type { SpelledBefore } from './prepare.ts';
import { send } from './send.ts';
import type { Answer } from './send.ts';
import { settle } from './settle.ts';

/** How one case is asked for. */
export interface AskOptions {
  readonly dueOnly: boolean;
  /** Aborted where nobody waits for the answer any more: what is on the wire then is unconfirmed. */
  readonly signal: AbortSignal;
  /** Bytes of this case that certainly reached nobody. */
  readonly before?: SpelledBefore;
}

/**
 * Asks for one case: durable before the first byte leaves, settled when it resolves.
 *
 * @returns what came back; `undefined` where there was nothing to ask, or another process is at it.
 */
export async function askOne(context: EngineContext, id: string, options: AskOptions): Promise<Answer | undefined> {
  return whileUnderWay(context, [id], async () => {
    const intent = await intend(context, id, options.dueOnly, options.before);
    if (intent === undefined) return undefined;
    const answer = await send(context, intent, { signal: options.signal });
    await settle(context, [answer]);
    return answer;
  });
}

/** Lets whoever wants one of these cases wait for the end. */
export async function whileUnderWay<Result>(
  { underWay }: EngineContext,
  ids: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const id of ids) underWay.set(id, promise);
  try {
    return await work();
  } finally {
    for (const id of ids) if (underWay.get(id) === promise) underWay.delete(id);
    resolve();
  }
}
