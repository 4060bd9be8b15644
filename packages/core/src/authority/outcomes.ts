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

/** What the decision service said to a choice. Source: API description 2.0 / 7.2024, section 4.2. */
export type ChoiceOutcome =
  | { readonly kind: 'accepted' }
  | {
      /** 463, no held invoice of this id; or data that is wrong. */
      readonly kind: 'refused';
      readonly faults: readonly Fault[];
    }
  | {
      /** Sent, and no readable answer came: it may have been accepted. */
      readonly kind: 'unconfirmed';
      readonly cause: IshurError;
    };
