import type { Fault, Remedy } from '@ishur/contract';
import type { InvoiceFields } from '@ishur/contract/v1';
import type { Decision } from '../decide/decide.ts';
import type { BusinessDay } from '../business-day.ts';
import type { AllocationNumber } from '../identifiers.ts';
import type { Agorot } from '../money.ts';
import type { ToldAttention } from './attention-code.ts';

/**
 * Where a case stands with the authority.
 *
 * Decided, and nothing is asked: `waiting` (a draft in the source, or something that must come first), `not-required`,
 * `invalid`, `already-allocated`, `closed` (cancelled in the source, or no longer there), `joined` (it turned out to be the
 * document of another case, where its places went).
 * Asked: `queued` (to be asked), `asking` (an ask is durable and may be on the wire), `allocated`, `rejected`, `unconfirmed`
 * (no readable answer came), `held` (a person must choose), `settled-elsewhere` (the authority knows a choice that is not ours).
 * Choosing: `choosing` (a choice is durable and may be on the wire), `cancelled`, `continued` (it went out with a notice),
 * `awaiting-replacement` (reverse charge: the zero-rate document is awaited), `replaced` (that document is being asked for),
 * `reversed` (it has its number), `hearing` (registered), `hearing-won` (won, and not yet registered with the authority).
 * With a person: `parked`, `diverged` (changed in the source after its number came), `conflict` (two numbers, or two
 * documents under one id).
 */
export type Standing =
  | 'waiting'
  | 'not-required'
  | 'invalid'
  | 'already-allocated'
  | 'closed'
  | 'joined'
  | 'queued'
  | 'asking'
  | 'allocated'
  | 'rejected'
  | 'unconfirmed'
  | 'held'
  | 'settled-elsewhere'
  | 'choosing'
  | 'cancelled'
  | 'continued'
  | 'awaiting-replacement'
  | 'replaced'
  | 'reversed'
  | 'hearing'
  | 'hearing-won'
  | 'parked'
  | 'diverged'
  | 'conflict';

/** One place in which a source holds the document, what it said of it last, and how far the settlement has come there. */
export interface Place {
  readonly source: string;
  readonly ref: string;
  readonly fields: InvoiceFields;
  readonly standing: 'draft' | 'final' | 'cancelled';
  /** The number that the source holds there. */
  readonly number: AllocationNumber | undefined;
  /** It told something new since the latest ask was made durable, or since its number was entered. */
  readonly isNewer: boolean;
  /** Told the moment it was made, and not found by a reading yet: that it is missing there says nothing. */
  readonly isOffered: boolean;
  /** The source was read to its end, and does not hold the document any more. */
  readonly isGone: boolean;
  readonly delivery: Delivery;
}

/** `none`: nothing to deliver yet. `impossible`: this source cannot take a number. */
export interface Delivery {
  readonly kind: 'none' | 'pending' | 'handed-over' | 'recorded' | 'stale' | 'conflict' | 'impossible' | 'parked';
  readonly where?: string;
  readonly existingNumber?: string;
  readonly attempts: number;
  readonly cause?: Cause;
  /** The instant of the first failure in a row, ISO 8601 in UTC. */
  readonly failingSince?: string;
  /** Not tried again by itself before this instant, ISO 8601 in UTC. */
  readonly notBefore?: string;
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

/** The ways out that are told to the authority's decision service. API description 2.0 / 7.2024, section 4.2. */
export type SentChoice = 'cancel' | 'continue' | 'hearing';

/** All four ways out of a held document. API description 2.0 / 7.2024, section 2.2.2. */
export type Choice = SentChoice | 'reverse-charge';

/** A choice as the journal keeps it: durable before it is sent, with the name of the person who made it. */
export interface ChoiceRecord {
  readonly choice: Choice;
  readonly by: string;
  readonly on: BusinessDay;
  /** Where the case stood, and goes back to when the choice is not accepted. */
  readonly from: Standing;
  /** Sendings that brought no readable answer. While above 0, the choice may have been accepted. */
  readonly unconfirmedSendings: number;
  /** The authority knows it, or it needs not be told. */
  readonly isSettled: boolean;
}

/** A hearing, as far as it has come. Days are the person's word: the authority tells them outside of the API. */
export interface HearingRecord {
  readonly registeredOn: BusinessDay;
  /** The day that was set for it. */
  readonly day: BusinessDay | undefined;
  readonly outcome: 'won' | 'lost' | 'given-up' | undefined;
  readonly decidedOn: BusinessDay | undefined;
  readonly objectedOn: BusinessDay | undefined;
  /** The day on which the objection was turned down, or given up. */
  readonly objectionEndedOn: BusinessDay | undefined;
  /** Where a lost hearing leads back to: a document that went out with its notice stays so. */
  readonly from: 'held' | 'continued';
}

/** The case that this one rests on, and under whose id it is asked: the 332 (action 4), or the held original (action 3). */
export interface CaseLink {
  readonly kind: 'base' | 'original';
  readonly case: string;
}

/** What is set aside of a 332's approved amounts for one invoice of it. In agorot. */
export interface Reservation {
  readonly for: string;
  readonly net: Agorot;
  readonly vat: Agorot;
}

/** The state of a case: the fold of its journal. */
export interface CaseState {
  readonly standing: Standing;
  /** The authority's `invoice_id`; absent as long as nothing had to be asked. */
  readonly invoiceId: string | undefined;
  /** The document as it was last seen, in whichever of its places. */
  readonly fields: InvoiceFields;
  /** What its source last said of it. Kept, because an incremental source says so once, perhaps while an ask is on the wire. */
  readonly sourceStanding: 'draft' | 'final' | 'cancelled';
  /** Something that must come before it is asked for: the connection of its business, or the 332 that it rests on. */
  readonly waitsFor: 'connection' | 'base' | undefined;
  readonly places: readonly Place[];
  readonly decision: Decision | undefined;
  /** The version of the rules that the decision was made with. */
  readonly rules: string | undefined;
  /** The latest ask. */
  readonly ask: AskRecord | undefined;
  /** Sendings of the latest ask that brought no readable answer. While above 0, the ask is sticky. */
  readonly unconfirmedSendings: number;
  /** After a failure: not asked for by itself before this instant, ISO 8601 in UTC. */
  readonly notBefore: string | undefined;
  readonly number: AllocationNumber | undefined;
  /** The fields that the number was given for: as they were asked, or as they stood when a person entered it. */
  readonly numberedFields: InvoiceFields | undefined;
  /** A number that a source held and holds no more. As long as nobody says what became of it, nothing is asked for. */
  readonly lostNumber: AllocationNumber | undefined;
  /** How it is asked for: 0, 3 reverse charge, 4 on an approved 332. API table 2.1, field 23. */
  readonly action: 0 | 3 | 4;
  readonly link: CaseLink | undefined;
  /** Somebody wants a number although the law requires none. */
  readonly isWanted: boolean;
  /** The latest choice. In `settled-elsewhere` and not settled: it may have been accepted, and a person finds out. */
  readonly choice: ChoiceRecord | undefined;
  readonly hearing: HearingRecord | undefined;
  /** The credit note by which the books cancel it, where its source cancels by documents of their own. */
  readonly storno: string | undefined;
  /** On a 332 only. */
  readonly reservations: readonly Reservation[];
  /** On a 332 whose number other software obtained: what was approved. Its `invoiceId` is the one under which that asked. */
  readonly approvedElsewhere: { readonly net: Agorot; readonly vat: Agorot } | undefined;
  /** Its number is of the stock for outages, and the authority was not told of the document yet. */
  readonly isToBeReported: boolean;
  /** What the authority, or we, found wrong. */
  readonly faults: readonly Fault[];
  readonly cause: Cause | undefined;
  /** What waits for a person and was told by the hook; forgotten when it waits no more. */
  readonly told: readonly ToldAttention[];
}
