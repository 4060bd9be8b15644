import type { Fault, IshurError, LocalizedMessage } from '@ishur/contract';
import type { Reason } from '@ishur/core';
import type { CaseSummary, ConnectionReminder, StandingCounts, Status, UndeliveredCounts } from '@ishur/engine';
import type { Assumption } from './assumptions.ts';
import type { BusinessConfiguration } from './configuration/schema.ts';

/** What became of one business in a run. */
export interface BusinessRun {
  readonly business: BusinessConfiguration;
  /** The authority is the simulator. */
  readonly isSimulated: boolean;
  readonly asked: number;
  readonly status: Status;
  /** What its buckets consist of. */
  readonly standings: StandingCounts;
  readonly undelivered: UndeliveredCounts;
  /** Every failure, with the source it belongs to where there is one. */
  readonly failures: readonly { readonly source?: string; readonly error: IshurError }[];
  /** So many more of the same kinds. */
  readonly failuresBeyond: number;
  /** Documents that got their number in this run. */
  readonly numbered: readonly CaseSummary[];
  /** Documents that wait for somebody, with why. */
  readonly waiting: readonly { readonly summary: CaseSummary; readonly words: readonly LocalizedMessage[] }[];
  /** Documents at which a person may want to look: asked for or not, each in the run in which it came; held ones always. */
  readonly doubtful: readonly { readonly summary: CaseSummary; readonly advisories: readonly Reason[] }[];
  /** How many more there are of each list than are in it. */
  readonly beyond: { readonly numbered: number; readonly waiting: number; readonly doubtful: number };
  /** What adapters took for granted of the documents that were read in this run, because no setting says it. */
  readonly assumed: readonly (Assumption & { readonly source: string })[];
  /** A number is in conflict at its source, or its row changed: it does not get there by itself. */
  readonly isUndelivered: boolean;
  /** Documents with a number that has not come to its source yet, and is offered there again by itself. */
  readonly notBrought: number;
  readonly unreadable: readonly { readonly where: string; readonly faults: readonly Fault[] }[];
  readonly unreadableBeyond: number;
  /** The log-in ends soon, or has ended: what to do about it. */
  readonly reminder: ConnectionReminder | undefined;
  /** Documents that need no number, came in this run, and were too many to be looked at one by one. */
  readonly notLookedAt: number;
  /** When something is to be tried again by itself. */
  readonly nextDue: Date | undefined;
}
