import { isIshurError } from '@ishur/contract';
import type { IshurError } from '@ishur/contract';
import { openCase } from '@ishur/engine';
import type { CaseSummary, Ledger } from '@ishur/engine';
import type { BusinessRun } from './business-run.ts';

/** So many of the quiet ones are opened, the last that came: their decisions may hold something worth a look. */
const MOST_OPENED = 2_000;

/** Documents at which nothing is to be done, and which are looked at once, in the run in which they came. */
export interface Quiet {
  add(summary: CaseSummary): void;
  look(): Promise<{ readonly found: BusinessRun['doubtful']; readonly notLookedAt: number }>;
}

/** @param since an instant, ISO 8601 in UTC: what had its last entry before it was told before. */
export function collectQuiet(ledger: Ledger, business: string, since: string): Quiet {
  const quiet: CaseSummary[] = [];
  let beyond = 0;
  return {
    add(summary) {
      quiet.push(summary);
      // Now and then, and not for each: the front of a long list is dear to cut.
      if (quiet.length >= 2 * MOST_OPENED) beyond += quiet.splice(0, MOST_OPENED).length;
    },
    async look() {
      beyond += quiet.splice(0, Math.max(0, quiet.length - MOST_OPENED)).length;
      const found: BusinessRun['doubtful'][number][] = [];
      let isEarliestNew = false;
      for (const [index, summary] of quiet.entries()) {
        const stored = await ledger.load(summary.id);
        if (stored === undefined || (stored.entries.at(-1)?.at ?? '') < since) continue;
        if (index === 0) isEarliestNew = true;
        const advisories = openCase(stored, business).state?.decision?.advisories ?? [];
        if (advisories.length > 0) found.push({ summary, advisories });
      }
      // Where even the earliest of those that were opened is of this run, the ones before it may be too.
      return { found, notLookedAt: isEarliestNew ? beyond : 0 };
    },
  };
}

/** A case, or why what is sealed in it cannot be opened. */
export async function openedCase(
  ledger: Ledger,
  id: string,
  business: string,
): Promise<ReturnType<typeof openCase> | IshurError | undefined> {
  try {
    const stored = await ledger.load(id);
    return stored === undefined ? undefined : openCase(stored, business);
  } catch (error) {
    if (isIshurError(error) && error.code.startsWith('key/')) return error;
    throw error;
  }
}
