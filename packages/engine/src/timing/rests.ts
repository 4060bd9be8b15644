import type { IshurError } from '@ishur/contract';
import type { Retries } from '../policies.ts';
import { backOff } from './back-off.ts';

/**
 * How long the authority, or a source, is left alone by this process after it failed as a whole. When single documents are due
 * stands in their journals; this is forgotten with the process, which then finds out with a few tries.
 */
export interface Rests {
  /** The instant in milliseconds until which it rests; 0 where it does not. */
  until(whom: string): number;
  failed(whom: string, error: IshurError | undefined): void;
  went(whom: string): void;
}

/** Nobody rests at first. */
export function createRests(clock: { now(): Date }, retries: Retries, random: () => number): Rests {
  const resting = new Map<string, { readonly failures: number; readonly until: number }>();
  return {
    until: (whom) => resting.get(whom)?.until ?? 0,
    failed(whom, error) {
      const failures = (resting.get(whom)?.failures ?? 0) + 1;
      const until = clock.now().getTime() + backOff(retries, failures, random, error?.retryAfterMs);
      resting.set(whom, { failures, until });
    },
    went: (whom) => void resting.delete(whom),
  };
}

/** The authority, as {@link Rests} names it. */
export const AUTHORITY = 'authority';

/** A source, as {@link Rests} names it. */
export function restOf(source: string): string {
  return `source ${source}`;
}
