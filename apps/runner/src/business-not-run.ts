import type { IshurError } from '@ishur/contract';
import { countsOf } from '@ishur/engine';
import type { Ledger } from '@ishur/engine';
import type { BusinessRun } from './business-run.ts';
import type { BusinessConfiguration } from './configuration/schema.ts';

/** What is told of a business that was not even begun, and why. */
export async function businessNotRun(
  { ledger, isSimulated }: { readonly ledger: Ledger; readonly isSimulated: boolean },
  business: BusinessConfiguration,
  error: IshurError,
): Promise<BusinessRun> {
  return {
    business,
    isSimulated,
    asked: 0,
    ...(await countsOf(ledger, { business: business.id })),
    failures: [{ error }],
    failuresBeyond: 0,
    numbered: [],
    waiting: [],
    doubtful: [],
    beyond: { numbered: 0, waiting: 0, doubtful: 0 },
    assumed: [],
    isUndelivered: false,
    notBrought: 0,
    unreadable: [],
    unreadableBeyond: 0,
    reminder: undefined,
    notLookedAt: 0,
    nextDue: undefined,
  };
}
