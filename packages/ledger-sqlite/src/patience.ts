import { setTimeout } from 'node:timers/promises';
import { isBusy } from './ledger-errors.ts';

/** Milliseconds that a lock of another process is waited for, in all. */
export const PATIENCE = 10_000;

/** Milliseconds between two tries, at most. */
const LONGEST_PAUSE = 25;

/**
 * Tries again while another process holds the lock, without holding up this one: SQLite's own waiting would block the thread,
 * and with it every answer that is on its way.
 *
 * @throws what `work` threw last, when the patience is over.
 */
export async function patiently<Result>(
  work: () => Result,
  patience: number,
  isWorthWaiting: (error: unknown) => boolean = isBusy,
): Promise<Result> {
  const until = performance.now() + patience;
  for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return work();
    } catch (error) {
      if (!isWorthWaiting(error) || performance.now() >= until) throw error;
    }
    // Not in step with whoever else waits.
    await setTimeout(pause * (0.5 + Math.random()));
  }
}
