/** What the cloud allows one user (fair use policy): so many calls in any minute, so many at once. */
export interface FairUse {
  readonly callsPerMinute: number;
  readonly atOnce: number;
}

/** Keeps the pace of everything that runs on one user in this process, whichever source asks. */
export interface Pace {
  /** Waits until so many calls may leave, and counts them as left. */
  reserve(calls: number, limits: FairUse, signal: AbortSignal): Promise<void>;
  /** Runs one call, as soon as fewer than `atOnce` are under way. */
  run<Result>(limits: FairUse, signal: AbortSignal, call: () => Promise<Result>): Promise<Result>;
  /** Nobody calls for so long: the server said that it is too much. */
  pause(milliseconds: number): void;
}

const MINUTE_MS = 60_000;

const paces = new Map<string, Pace>();

/** The pace of one user of one server. Shared on purpose: the limit is the user's, not the source's. */
export function paceOf(user: string): Pace {
  const known = paces.get(user);
  if (known !== undefined) return known;
  const pace = createPace();
  paces.set(user, pace);
  return pace;
}

export function createPace(now: () => number = () => performance.now()): Pace {
  const left: number[] = [];
  const waiting: (() => void)[] = [];
  let underWay = 0;
  let pausedUntil = -Infinity;
  let turn: Promise<unknown> = Promise.resolve();

  /** Milliseconds until so many more fit into the minute. */
  function waitFor(calls: number, { callsPerMinute }: FairUse): number {
    const from = now() - MINUTE_MS;
    while (left.length > 0 && (left[0] ?? 0) <= from) left.shift();
    const surplus = left.length + Math.min(calls, callsPerMinute) - callsPerMinute;
    const pace = surplus <= 0 ? 0 : (left[surplus - 1] ?? 0) + MINUTE_MS - now();
    return Math.max(pace, pausedUntil - now(), 0);
  }

  async function take(calls: number, limits: FairUse, signal: AbortSignal): Promise<void> {
    for (let wait = waitFor(calls, limits); wait > 0; wait = waitFor(calls, limits)) await rest(wait, signal);
    signal.throwIfAborted();
    for (let count = 0; count < calls; count += 1) left.push(now());
  }

  return {
    async reserve(calls, limits, signal) {
      // One after another: who came first goes first, also where it wants more than one.
      const mine = turn.then(() => take(calls, limits, signal));
      turn = mine.catch(() => undefined);
      await mine;
    },
    async run({ atOnce }, signal, call) {
      while (underWay >= atOnce) {
        await new Promise<void>((resolve) => waiting.push(resolve));
        // Its place is for the next one.
        if (signal.aborted) waiting.shift()?.();
        signal.throwIfAborted();
      }
      underWay += 1;
      try {
        return await call();
      } finally {
        underWay -= 1;
        waiting.shift()?.();
      }
    },
    pause(milliseconds) {
      pausedUntil = Math.max(pausedUntil, now() + milliseconds);
    },
  };
}

/** Waits until so many calls may leave, and gives a pace on which they leave at once. */
export async function reserveAhead(pace: Pace, calls: number, limits: FairUse, signal: AbortSignal): Promise<Pace> {
  await pace.reserve(calls, limits, signal);
  let left = calls;
  return {
    ...pace,
    async reserve(wanted, ...rest) {
      const free = Math.min(wanted, left);
      left -= free;
      if (wanted > free) await pace.reserve(wanted - free, ...rest);
    },
  };
}

/** Waits, unless nobody waits for it any more. */
export async function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', leave);
      resolve();
    }, milliseconds);
    function leave(): void {
      clearTimeout(timer);
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    }
    signal.addEventListener('abort', leave, { once: true });
  });
}
