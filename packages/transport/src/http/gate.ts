import type { Call } from '@ishur/contract/v1';
import type { Answer, BrokenExchange } from './exchange.ts';

/** Stands before every call of one business: keeps the pace, and keeps calls from an authority that is down. */
export interface Gate {
  /**
   * Lets one exchange through, when its turn has come.
   *
   * @throws IshurError `transport/circuit-open`, `transport/aborted`: certain, nothing was sent.
   */
  through(call: Call, send: () => Promise<Answer | BrokenExchange>): Promise<Answer | BrokenExchange>;
}

/** A gate that always stands open. */
export const OPEN_GATE: Gate = { through: (_call, send) => send() };
