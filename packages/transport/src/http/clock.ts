/** Time as it passes, not as it is called: whoever sets the machine's clock does not stop the calls. */
export interface SteadyClock {
  /** Milliseconds since some moment. Never goes back. */
  now(): number;
  /** Runs once, after so many milliseconds. What it returns takes that back. */
  after(milliseconds: number, run: () => void): () => void;
}

/** Node's timers fire at once where they are asked to wait for longer than this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const STEADY_CLOCK: SteadyClock = {
  now: () => performance.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, Math.min(milliseconds, LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  },
};
