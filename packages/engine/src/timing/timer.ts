/** Waits. A test makes the time pass. */
export interface Timer {
  /** Runs something after so many milliseconds, unless what it gives back is called before. Keeps no process alive. */
  after(milliseconds: number, run: () => void): () => void;
}

export const MACHINE_TIMER: Timer = {
  after(milliseconds, run) {
    const timeout = setTimeout(run, milliseconds);
    timeout.unref();
    return () => clearTimeout(timeout);
  },
};

/** Resolves after so many milliseconds, or when the signal is aborted. */
export function pause(timer: Timer, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = timer.after(milliseconds, end);
    signal.addEventListener('abort', end, { once: true });
  });
}
