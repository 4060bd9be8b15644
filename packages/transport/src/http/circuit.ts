import type { Circuit } from '../settings.ts';
import type { SteadyClock } from './clock.ts';

/** What one exchange says about the server: `nothing` where the caller gave up on it. */
export type Sign = 'well' | 'trouble' | 'nothing';

export type CircuitState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'open'; readonly restMs: number }
  /** The rest is over. One call may go, and everyone else waits for what becomes of it. */
  | { readonly kind: 'half-open'; readonly isOnTrial: boolean };

/** Counts troubles in a row. Knows no callers: the gate asks it, and tells it what came of each call. */
export interface CircuitBreaker {
  state(): CircuitState;
  /** One call leaves. What it returns is told how the call went. */
  leave(): (sign: Sign) => void;
}

export function circuitBreaker({ failures, restMs }: Circuit, clock: SteadyClock): CircuitBreaker {
  let inARow = 0;
  let openUntil: number | undefined;
  let trial: symbol | undefined;
  /** Changes with every opening and closing: a call that left before says nothing about what is now. */
  let era = 0;

  function turn(until: number | undefined): void {
    era += 1;
    inARow = 0;
    openUntil = until;
    trial = undefined;
  }

  return {
    state() {
      if (openUntil === undefined) return { kind: 'closed' };
      const rest = openUntil - clock.now();
      return rest > 0 ? { kind: 'open', restMs: rest } : { kind: 'half-open', isOnTrial: trial !== undefined };
    },
    leave() {
      const left = era;
      const own = Symbol('call');
      if (openUntil !== undefined) trial = own;
      return (sign) => {
        if (left !== era) return;
        if (trial === own) trial = undefined;
        if (sign === 'nothing') return;
        if (sign === 'well') {
          inARow = 0;
          if (openUntil !== undefined) turn(undefined);
          return;
        }
        inARow += 1;
        if (openUntil !== undefined || inARow >= failures) turn(clock.now() + restMs);
      };
    },
  };
}
