import type { LocalizedMessage } from '@ishur/contract';
import { lawfulChoices } from '@ishur/core';
import type { CaseState, Choice } from '@ishur/core';

/** Why one way is closed; nothing where it is not. */
export function obstacleTo(state: CaseState, choice: Choice): LocalizedMessage | undefined {
  const way = lawfulChoices(state).find((one) => one.choice === choice);
  return way === undefined || way.lawful ? undefined : way.reason;
}
