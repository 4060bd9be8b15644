import type { AllocationService, ChoiceService } from '@ishur/core';
import type { Business, Source } from './business.ts';
import type { PolicySettings } from './policies.ts';
import type { Ledger } from './ports/ledger.ts';
import type { Report } from './progress.ts';
import type { Rules } from './rules.ts';
import type { Timer } from './timing/timer.ts';

/** The process that runs the engine, so that another can tell a crash from work in progress. */
export interface Runner {
  /** Names this process in the journal. */
  readonly name: string;
  /** Whether the process of that name may still be at work. In doubt: true. */
  isAlive(name: string): boolean;
}

/** Everything that the engine of one business works with. Its policies have defaults: `DEFAULT_POLICIES`. */
export interface EngineParts extends PolicySettings {
  readonly business: Business;
  readonly sources: readonly Source[];
  readonly ledger: Ledger;
  /** Without `approveMany` everything is asked one by one; without the decision service an open choice is not told again. */
  readonly authority: Pick<AllocationService, 'spell' | 'approve'> &
    Partial<Pick<AllocationService, 'approveMany'> & ChoiceService>;
  readonly clock: { now(): Date };
  readonly runner: Runner;
  readonly report: Report;
  /** A number from 0 up to, and without, 1. Default: `Math.random`. */
  readonly random?: () => number;
  /** Default: the machine's timers. */
  readonly timer?: Timer;
  /** Default: core's. */
  readonly rules?: Rules;
}
