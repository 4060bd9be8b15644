/** The simulator's time: that of its options, moved by whoever controls it. */
export interface Clock {
  now(): Date;
  /** Forwards, or back if negative; milliseconds. */
  move(ms: number): void;
  /** From now on it is this instant, and time goes on from there. */
  set(instant: Date): void;
}

export function createClock(base: () => Date): Clock {
  let offset = 0;
  return {
    now: () => new Date(base().getTime() + offset),
    move: (ms) => void (offset += ms),
    set: (instant) => void (offset = instant.getTime() - base().getTime()),
  };
}
