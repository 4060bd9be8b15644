import type { Conversation } from './http/converse.ts';

/** Asks in one of several ways; see {@link inTurn}. */
export type InTurn<Way> = <Reading>(
  ask: (way: Way) => Promise<Conversation<Reading>>,
) => Promise<Conversation<Reading>>;

/**
 * Where sources disagree about a service, tries its ways one after the other, each only after the one before was turned
 * away with a certain status. The way that brought an answer comes first from then on, as long as the process lives.
 *
 * Where all are turned away alike, the first says why: it is the one that the settings prefer.
 */
export function inTurn<Way>(ways: readonly [Way, ...Way[]], turnedAwayWith: number): InTurn<Way> {
  let best: Way = ways[0];

  return async <Reading>(ask: (way: Way) => Promise<Conversation<Reading>>) => {
    const [first, ...others] = [best, ...ways.filter((way) => way !== best)];
    const preferred = await askIn(first);
    if (!isTurnedAway(preferred)) return preferred;
    for (const way of others) {
      const conversation = await askIn(way);
      if (!isTurnedAway(conversation)) return conversation;
    }
    return preferred;

    async function askIn(way: Way): Promise<Conversation<Reading>> {
      const conversation = await ask(way);
      if (conversation.kind === 'read') best = way;
      return conversation;
    }
  };

  function isTurnedAway(conversation: Conversation<unknown>): boolean {
    return conversation.kind === 'failed' && conversation.certain && conversation.status === turnedAwayWith;
  }
}
