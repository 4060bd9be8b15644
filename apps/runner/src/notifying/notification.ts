import type { WaitingMessage } from '@ishur/engine';

/** One way to tell somebody. Resolves when it is certain that it got there. */
export interface Channel {
  /** @throws IshurError `notify/…`, in bounded time. */
  call(message: WaitingMessage, signal: AbortSignal): Promise<void>;
}

/** Seconds that one call may take. Ours: a run must not wait long for it. */
export const DEFAULT_TIMEOUT = 10;

/** What is read of an answer, or of a complaint, so that it can be told. */
export const MOST_READ = 2_000;
