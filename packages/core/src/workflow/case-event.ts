import type { Fault } from '@ishur/contract';
import type { InvoiceFields } from '@ishur/contract/v1';
import type { Decision } from '../decide/decide.ts';
import type { AllocationNumber } from '../identifiers.ts';
import type { AskRecord, Cause, Delivery } from './case-state.ts';

/** What can happen to a case. Events are facts: they are appended to the journal and never changed. */
export type CaseEvent =
  | {
      /** The document was read in a source, and decided. */
      readonly kind: 'seen';
      readonly source: string;
      readonly ref: string;
      readonly standing: 'draft' | 'final' | 'cancelled';
      readonly fields: InvoiceFields;
      readonly decision: Decision;
      readonly rules: string;
      /** The id under which it will be asked for; given the first time that a number is required. */
      readonly invoiceId?: string;
      /** The number that the source holds. */
      readonly existingNumber?: AllocationNumber;
    }
  | {
      /** Another document already holds the id that this one derives. */
      readonly kind: 'id-taken';
      readonly cause: Cause;
    }
  | {
      /** An ask was made durable; from here on its bytes may be on the wire. Also for a resend of the same bytes. */
      readonly kind: 'asking';
      readonly ask: AskRecord;
      /** The process that asks, so that another can tell a crash from work in progress. */
      readonly runner: string;
    }
  | {
      /** It is certain that nothing happened. */
      readonly kind: 'not-sent';
      readonly cause: Cause;
    }
  | { readonly kind: 'allocated'; readonly number: AllocationNumber }
  | { readonly kind: 'held'; readonly choiceKnown: boolean; readonly faults: readonly Fault[] }
  | { readonly kind: 'rejected'; readonly faults: readonly Fault[] }
  | { readonly kind: 'unconfirmed'; readonly cause: Cause }
  | {
      /** The process that asked is gone, and left no outcome. */
      readonly kind: 'lapsed';
    }
  | { readonly kind: 'parked'; readonly cause: Cause }
  | {
      /** A settlement reached its source, or did not. */
      readonly kind: 'delivered';
      readonly source: string;
      readonly ref: string;
      readonly delivery: Delivery;
    };
