import type { AllocationService } from '@ishur/core';
import type { Business, Source } from './business.ts';
import type { Ledger } from './ports/ledger.ts';
import type { Report } from './progress.ts';

/** The process that runs the engine, so that another can tell a crash from work in progress. */
export interface Runner {
  /** Names this process in the journal. */
  readonly name: string;
  /** Whether the process of that name may still be at work. In doubt: true. */
  isAlive(name: string): boolean;
}

/** Everything that the engine of one business works with. */
export interface EngineParts {
  readonly business: Business;
  readonly sources: readonly Source[];
  readonly ledger: Ledger;
  readonly authority: Pick<AllocationService, 'spell' | 'approve'>;
  readonly clock: { now(): Date };
  readonly runner: Runner;
  readonly report: Report;
  /** How often the bytes of an unconfirmed ask are sent, in all, before a person is asked. Default 5. */
  readonly sendings?: number;
  /** How many asks may be on the wire at once. Default 4. */
  readonly asksAtOnce?: number;
}
