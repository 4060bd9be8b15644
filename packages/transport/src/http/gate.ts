import { IshurError } from '@ishur/contract';
import type { Call } from '@ishur/contract/v1';
import type { Circuit, Limits } from '../settings.ts';
import { circuitBreaker } from './circuit.ts';
import type { Sign } from './circuit.ts';
import { STEADY_CLOCK } from './clock.ts';
import type { SteadyClock } from './clock.ts';
import type { Answer, BrokenExchange } from './exchange.ts';
import { retryAfterMs } from './retry-after.ts';

/** Stands before every call of one business: keeps the pace, and keeps calls from an authority that is down. */
export interface Gate {
  /** Lets one exchange through, when its turn has come. */
  through(call: Call, send: () => Promise<Answer | BrokenExchange>): Promise<Answer | BrokenExchange | NotSent>;
}

/** The gate sent nothing: the caller gave up before its turn, or the authority is left alone for now. */
export interface NotSent {
  readonly kind: 'not-sent';
  readonly reason: 'aborted' | 'circuit-open';
  /** Milliseconds until the gate lets somebody through again. */
  readonly retryAfterMs?: number;
}

export interface GateOptions extends Limits, Circuit {
  /** For a date in Retry-After. */
  readonly now: () => Date;
  readonly clock?: SteadyClock;
}

const ABORTED: NotSent = { kind: 'not-sent', reason: 'aborted' };

interface Waiter {
  /** Its turn has come. What it is given is told how the call went. */
  go(tell: (sign: Sign) => void): void;
  turnAway(result: NotSent): void;
}

/**
 * A gate with a pace ({@link Limits}) and a circuit breaker ({@link Circuit}).
 *
 * Ours, and not a library's: a caller that waits has to be able to leave alone and at once; the clock must not be the
 * wall's, which somebody may set back; an exchange that its caller gave up says neither well nor trouble; and whoever is
 * turned away wants to know for how long.
 *
 * @throws IshurError `transport/invalid-limits` (`fix-config`): a number that would let nobody through, ever.
 */
export function createGate(options: GateOptions): Gate {
  refuseInvalid(options);
  const clock = options.clock ?? STEADY_CLOCK;
  const circuit = circuitBreaker(options, clock);
  const waiting = new Set<Waiter>();
  let underWay = 0;
  let nextStart = -Infinity;
  let pausedUntil = -Infinity;
  let stopTimer: (() => void) | undefined;

  /** Lets everyone through whose turn it is, turns away who must not wait, and wakes up for the next. */
  function serve(): void {
    stopTimer?.();
    stopTimer = undefined;
    for (const waiter of waiting) {
      const refusal = closedFor();
      if (refusal !== undefined) {
        waiting.delete(waiter);
        waiter.turnAway({ kind: 'not-sent', reason: 'circuit-open', retryAfterMs: Math.ceil(refusal) });
        continue;
      }
      const state = circuit.state();
      // Whoever is under way calls us again at its end.
      if (underWay >= options.atOnce || (state.kind === 'half-open' && state.isOnTrial)) return;
      const wait = Math.max(nextStart, pausedUntil) - clock.now();
      if (wait > 0) {
        stopTimer = clock.after(wait, serve);
        return;
      }
      waiting.delete(waiter);
      underWay += 1;
      nextStart = clock.now() + 1000 / options.perSecond;
      waiter.go(circuit.leave());
    }
  }

  /** Milliseconds for which nobody gets through, where that is too long to wait for. */
  function closedFor(): number | undefined {
    const state = circuit.state();
    const pause = pausedUntil - clock.now();
    if (state.kind === 'open') return Math.max(state.restMs, pause);
    return pause > options.patienceMs ? pause : undefined;
  }

  function turnOf({ signal }: Call): Promise<NotSent | ((sign: Sign) => void)> {
    if (signal.aborted) return Promise.resolve(ABORTED);
    return new Promise((resolve) => {
      const leave = (): void => {
        waiting.delete(waiter);
        resolve(ABORTED);
        serve();
      };
      const settle = (result: NotSent | ((sign: Sign) => void)): void => {
        signal.removeEventListener('abort', leave);
        resolve(result);
      };
      const waiter: Waiter = { go: settle, turnAway: settle };
      signal.addEventListener('abort', leave, { once: true });
      waiting.add(waiter);
      serve();
    });
  }

  function pauseAfter(result: Answer | BrokenExchange): void {
    if ((result.status !== 429 && result.status !== 503) || result.headers === undefined) return;
    const asked = retryAfterMs(result.headers, options.now);
    if (asked !== undefined) {
      pausedUntil = Math.max(pausedUntil, clock.now() + Math.min(asked, options.longestPauseMs));
    }
  }

  return {
    async through(call, send) {
      const tell = await turnOf(call);
      if (typeof tell !== 'function') return tell;
      let sign: Sign = 'nothing';
      try {
        const result = await send();
        sign = signOf(result);
        pauseAfter(result);
        return result;
      } finally {
        underWay -= 1;
        tell(sign);
        serve();
      }
    },
  };
}

function signOf(result: Answer | BrokenExchange): Sign {
  if (result.status !== undefined) return result.status >= 500 ? 'trouble' : 'well';
  return result.kind === 'broken' && result.reason === 'aborted' ? 'nothing' : 'trouble';
}

function refuseInvalid({ perSecond, atOnce, patienceMs, longestPauseMs, failures, restMs }: GateOptions): void {
  const positive = { perSecond, atOnce, failures };
  const others = { patienceMs, longestPauseMs, restMs };
  const wrong =
    Object.entries(positive).find(([, value]) => !(value > 0)) ??
    Object.entries(others).find(([, value]) => !(value >= 0));
  if (wrong === undefined) return;
  const [name, value] = wrong;
  throw new IshurError({
    code: 'transport/invalid-limits',
    remedy: 'fix-config',
    message: {
      he: `ההגדרה ${name} היא ${value}, וכך שום פנייה לא תצא לרשות המסים. כתבו בה מספר חיובי.`,
      en: `The setting ${name} is ${value}, with which no call would ever leave. Give a positive number.`,
    },
  });
}
