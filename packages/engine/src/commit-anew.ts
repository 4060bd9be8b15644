import { isIshurError } from '@ishur/contract';
import type { CaseChange, Ledger } from './ports/ledger.ts';

/** How often a commit is tried again when another process was first. */
const TRIES = 5;

/** What is to be committed, and what it comes to. */
export interface Attempt<Result> {
  readonly changes: readonly CaseChange[];
  readonly result: Result;
}

/**
 * Commits what `attempt` finds to be done, and lets it look again where another process was first.
 *
 * @throws IshurError of the ledger; `ledger/moved` only after some tries.
 */
export async function commitAnew<Result>(ledger: Ledger, attempt: () => Promise<Attempt<Result>>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    const { changes, result } = await attempt();
    if (changes.length === 0) return result;
    try {
      await ledger.commit(changes);
      return result;
    } catch (error) {
      if (!isMoved(error) || tries >= TRIES) throw error;
    }
  }
}

/** Commits, unless another process was first. */
export async function commitFirst(ledger: Ledger, changes: readonly CaseChange[]): Promise<boolean> {
  try {
    await ledger.commit(changes);
    return true;
  } catch (error) {
    if (isMoved(error)) return false;
    throw error;
  }
}

/** Another process was first, and nothing was written. */
export function isMoved(error: unknown): boolean {
  return isIshurError(error) && error.code === 'ledger/moved';
}
