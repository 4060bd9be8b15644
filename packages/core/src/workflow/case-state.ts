import type { Fault, Remedy } from '@ishur/contract';
import type { InvoiceFields } from '@ishur/contract/v1';
import type { Decision } from '../decide/decide.ts';
import type { AllocationNumber } from '../identifiers.ts';

/**
 * Where a case stands with the authority.
 *
 * `waiting`: a draft in the source. `not-required`, `invalid`, `already-allocated`: decided, and nothing is asked.
 * `queued`: to be asked. `asking`: an ask is durable and may be on the wire. `allocated`, `held`, `rejected`: answered.
 * `unconfirmed`: asked, and no readable answer came. `parked`: a person must take it up. `closed`: cancelled in the
 * source. `diverged`: changed in the source after its number came. `conflict`: two numbers, or two documents under one id.
 */
export type Standing =
  | 'waiting'
  | 'not-required'
  | 'invalid'
  | 'already-allocated'
  | 'queued'
  | 'asking'
  | 'allocated'
  | 'held'
  | 'rejected'
  | 'unconfirmed'
  | 'parked'
  | 'closed'
  | 'diverged'
  | 'conflict';

/** One place in which a source holds the document, and how far the settlement has come there. */
export interface Place {
  readonly source: string;
  readonly ref: string;
  readonly delivery: Delivery;
}

/** `none`: nothing to deliver yet. `impossible`: this source cannot take a number. */
export interface Delivery {
  readonly kind: 'none' | 'pending' | 'handed-over' | 'recorded' | 'stale' | 'conflict' | 'impossible' | 'parked';
  readonly where?: string;
  readonly existingNumber?: string;
  readonly attempts: number;
  readonly cause?: Cause;
}

/** A failure, as it is kept: no stack and no secret. */
export interface Cause {
  readonly code: string;
  readonly remedy: Remedy;
  readonly message: { readonly he: string; readonly en: string };
}

/** An ask as the journal keeps it. The bytes themselves are kept apart until it is settled. */
export interface AskRecord {
  /** 1, 2, … within the case. A resend of the same bytes is the same ask. */
  readonly number: number;
  readonly action: 0 | 3 | 4;
  readonly reference: string;
  /** SHA-256 of the frozen bytes, in hexadecimal. */
  readonly sha256: string;
  /** The fields that were asked for. */
  readonly fields: InvoiceFields;
}

/** The state of a case: the fold of its journal. */
export interface CaseState {
  readonly standing: Standing;
  /** The authority's `invoice_id`; absent as long as nothing had to be asked. */
  readonly invoiceId: string | undefined;
  /** The document as it was last seen in a source. */
  readonly fields: InvoiceFields;
  /** What its source last said of it. Kept, because an incremental source says so once, perhaps while an ask is on the wire. */
  readonly sourceStanding: 'draft' | 'final' | 'cancelled';
  readonly places: readonly Place[];
  readonly decision: Decision | undefined;
  /** The version of the rules that the decision was made with. */
  readonly rules: string | undefined;
  /** The latest ask. */
  readonly ask: AskRecord | undefined;
  /** Sendings of the latest ask that brought no readable answer. While above 0, the ask is sticky. */
  readonly unconfirmedSendings: number;
  readonly number: AllocationNumber | undefined;
  /** What the authority, or we, found wrong. */
  readonly faults: readonly Fault[];
  readonly cause: Cause | undefined;
}
