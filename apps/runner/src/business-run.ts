import type { Fault, IshurError } from '@ishur/contract';
import type { CaseSummary, Status } from '@ishur/engine';
import type { BusinessConfiguration } from './configuration/schema.ts';

/** What became of one business in a run. */
export interface BusinessRun {
  readonly business: BusinessConfiguration;
  readonly asked: number;
  readonly status: Status;
  /** Every failure, with the source it belongs to where there is one. */
  readonly failures: readonly { readonly source?: string; readonly error: IshurError }[];
  /** Documents with a number, and documents that wait for somebody. */
  readonly cases: readonly { readonly summary: CaseSummary; readonly faults: readonly Fault[] }[];
  readonly unreadable: readonly { readonly where: string; readonly faults: readonly Fault[] }[];
}
