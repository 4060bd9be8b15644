import type { Call } from '@ishur/contract/v1';
import type { ChoiceOutcome, FrozenChoice } from '@ishur/core';
import { converse } from '../http/converse.ts';
import type { Gateway } from '../http/gateway.ts';
import type { InTurn } from '../turns.ts';
import type { ChoiceUrls } from './choice-paths.ts';
import { readChoice } from './read-choice.ts';

/**
 * Tells the authority which way was chosen; sends exactly the bytes of the choice.
 *
 * @param paths the spellings of the path, tried one after the other on 404.
 * @throws IshurError where it is certain that nothing happened, 404 at every path among that; whatever else brought no
 * verdict is `unconfirmed`.
 */
export async function report(
  gateway: Gateway,
  paths: InTurn<ChoiceUrls>,
  choice: FrozenChoice,
  call: Call,
): Promise<ChoiceOutcome> {
  const conversation = await paths((urls) =>
    converse(
      gateway,
      { method: 'POST', url: urls[choice.choice], body: choice.body, isEffective: true, read: readChoice },
      call,
    ),
  );
  if (conversation.kind === 'read') return conversation.reading;
  if (conversation.certain) throw conversation.error;
  return { kind: 'unconfirmed', cause: conversation.error };
}
