import type { BusinessDay } from '../business-day.ts';

/** What of a document can wait for a person. Codes are added, never changed: the journal keeps them. */
export type AttentionCode =
  // With the authority.
  | 'held'
  | 'settled-elsewhere'
  | 'unanswered'
  | 'choice-unanswered'
  | 'parked'
  | 'rejected'
  | 'hearing-day'
  | 'hearing'
  | 'hearing-decision'
  | 'hearing-won'
  | 'objection'
  | 'objection-answer'
  | 'zero-rate-document'
  | 'base'
  | 'emergency-report'
  // In the books.
  | 'invalid'
  | 'conflict'
  | 'number-lost'
  | 'diverged'
  | 'storno'
  | 'cancellation'
  // What the source has to be told.
  | 'notice'
  | 'delivery-parked'
  | 'delivery-conflict'
  | 'delivery-stale'
  | 'delivery-impossible';

/** How far a day is away: not near, near, today, or over. `open` also where there is no day. */
export type AttentionStage = 'open' | 'soon' | 'today' | 'over';

/** The place of a document to which something belongs. */
export interface AttentionPlace {
  readonly source: string;
  readonly ref: string;
}

/** What somebody was told by the hook, as the journal keeps it. */
export interface ToldAttention {
  readonly code: AttentionCode;
  readonly stage: AttentionStage;
  /** The day that it is about; one that moves is told again. */
  readonly day?: BusinessDay;
  readonly place?: AttentionPlace;
}
