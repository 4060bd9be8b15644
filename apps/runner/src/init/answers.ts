import type { Tier } from '../configuration/authority-schema.ts';
import type { Understood } from './understand-source.ts';

/** All that a configuration is made of. */
export interface Answers {
  readonly tier: Tier;
  /** Where the simulator listens, if not at its usual place. */
  readonly url: string | undefined;
  readonly business: string;
  /** Nine digits. */
  readonly vatNumber: string;
  readonly operator: string;
  /** Documents dated before this day are left out; all are read without one. */
  readonly from: string | undefined;
  readonly sources: readonly Understood[];
}

export const TIERS: readonly Tier[] = ['simulator', 'sandbox', 'production'];

/** A dealer of the authority's sandbox whose documents get their numbers, and whom the simulator knows too. */
export const DEALER_TO_TRY = '777777715';

/** Characters of an operator's name. API table 2.1, `User_Name`. */
export const LONGEST_OPERATOR = 25;
