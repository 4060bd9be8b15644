import type { Timer } from './timing/timer.ts';

/** Milliseconds after which a run that was told to leave at once is left behind, whatever it is still waiting for. */
const LEFT_AFTER = 1_000;

/** A signal that is never aborted. */
export function never(): AbortSignal {
  return new AbortController().signal;
}

/** Aborted at once with `force`, and some time after `stop`: what was begun may end until then. */
export function graceAfter(
  timer: Timer,
  milliseconds: number,
  stop: AbortSignal,
  force: AbortSignal,
): { readonly signal: AbortSignal; end(): void } {
  const grace = new AbortController();
  let cancel = (): void => {};
  const begin = (): void => {
    cancel = timer.after(milliseconds, () => grace.abort());
  };
  if (stop.aborted) begin();
  else stop.addEventListener('abort', begin, { once: true });
  return {
    signal: AbortSignal.any([force, grace.signal]),
    end() {
      cancel();
      stop.removeEventListener('abort', begin);
    },
  };
}

/**
 * Waits for work, but not for longer than a moment after `force`. What it was told to end it ends itself, in that moment; what
 * hangs is left behind, and whoever comes next finds in the ledger what there is to do.
 */
export async function orLeave(work: Promise<void>, timer: Timer, force: AbortSignal): Promise<void> {
  const left = Promise.withResolvers<void>();
  let cancel = (): void => {};
  const leave = (): void => {
    cancel = timer.after(LEFT_AFTER, left.resolve);
  };
  if (force.aborted) leave();
  else force.addEventListener('abort', leave, { once: true });
  try {
    await Promise.race([work, left.promise]);
  } finally {
    cancel();
    force.removeEventListener('abort', leave);
    // Nobody listens any more to what is left behind.
    work.catch(() => {});
  }
}
