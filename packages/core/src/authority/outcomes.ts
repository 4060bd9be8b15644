import type { Fault, IshurError } from '@ishur/contract';
import type { AllocationNumber } from '../identifiers.ts';

/**
 * What the authority said, or that we do not know. Failures of which it is certain that nothing happened are thrown instead.
 *
 * Source: API description 2.0 / 7.2024, section 2.3; error codes in section 5.
 */
export type AllocationOutcome =
  | { readonly kind: 'allocated'; readonly number: AllocationNumber }
  | {
      /** Refused in substance: a person must choose. `choiceKnown` where the authority already has a choice (462). */
      readonly kind: 'held';
      readonly choiceKnown: boolean;
      readonly faults: readonly Fault[];
    }
  | {
      /** The data is wrong: mend it and ask again under the same id. */
      readonly kind: 'rejected';
      readonly faults: readonly Fault[];
    }
  | {
      /** Sent, and no readable answer came: neither success nor failure. */
      readonly kind: 'unconfirmed';
      readonly cause: IshurError;
    };
