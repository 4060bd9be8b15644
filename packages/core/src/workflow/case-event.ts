import type { Fault } from '@ishur/contract';
import type { InvoiceFields } from '@ishur/contract/v1';
import type { Decision } from '../decide/decide.ts';
import type { AllocationNumber } from '../identifiers.ts';
import type { Agorot } from '../money.ts';
import type { BusinessDay } from '../business-day.ts';
import type { ToldAttention } from './attention-code.ts';
import type { AskRecord, CaseLink, Cause, Choice, Delivery, Reservation, SentChoice } from './case-state.ts';

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
      /** Something that must come before it is asked for. */
      readonly waitsFor?: 'connection' | 'base';
      /** It was not read: whoever made it told it, the moment it was made. Its source may come to hold it later. */
      readonly offered?: true;
    }
  | {
      /** The source was read to its end, and does not hold the document in this place any more. */
      readonly kind: 'gone';
      readonly source: string;
      readonly ref: string;
    }
  | {
      /** The rules changed before anything was asked: the stored fields were decided again. */
      readonly kind: 'decided-again';
      readonly decision: Decision;
      readonly rules: string;
      /** The version with which it was decided before. */
      readonly rulesBefore: string;
      /** As in `seen`. */
      readonly invoiceId?: string;
    }
  | {
      /** It turned out to be the document of another case, which took its places in the same commit. */
      readonly kind: 'joined';
      readonly case: string;
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
      /** How many asks the exchange was made for, where there is more than this one. */
      readonly together?: number;
    }
  | {
      /** It is certain that nothing happened. */
      readonly kind: 'not-sent';
      readonly cause: Cause;
      readonly notBefore?: string;
    }
  | { readonly kind: 'allocated'; readonly number: AllocationNumber }
  | { readonly kind: 'held'; readonly choiceKnown: boolean; readonly faults: readonly Fault[] }
  | { readonly kind: 'rejected'; readonly faults: readonly Fault[] }
  | {
      readonly kind: 'unconfirmed';
      readonly cause: Cause;
      /** When it is sent again by itself: not before this instant, ISO 8601 in UTC. */
      readonly notBefore?: string;
    }
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
    }
  | {
      /** The hook was called: somebody knows that this waits for a person. */
      readonly kind: 'told';
      readonly what: ToldAttention;
    }
  | ChoiceEvent
  | LinkEvent
  | PersonEvent;

/** The four ways out of a held document. */
export type ChoiceEvent =
  | {
      /** A choice was made durable; from here on it may be on the wire. Also for sending the same choice again. */
      readonly kind: 'chosen';
      readonly choice: SentChoice;
      /** The person who chose. */
      readonly by: string;
      readonly on: BusinessDay;
      readonly runner: string;
      /** SHA-256 of the frozen bytes, in hexadecimal. */
      readonly sha256?: string;
    }
  | { readonly kind: 'choice-accepted' }
  | {
      /** 463: the authority finds no held invoice of this id. */
      readonly kind: 'choice-refused';
      readonly faults: readonly Fault[];
    }
  | {
      readonly kind: 'choice-not-sent';
      readonly cause: Cause;
      /** Where an earlier sending may have been accepted: not sent again by itself before this instant, ISO 8601 in UTC. */
      readonly notBefore?: string;
    }
  | {
      readonly kind: 'choice-unconfirmed';
      readonly cause: Cause;
      /** As in `choice-not-sent`. */
      readonly notBefore?: string;
    }
  | {
      /** Nothing is sent: the reverse charge is asked for with the zero-rate document. */
      readonly kind: 'reverse-charge-chosen';
      readonly by: string;
      readonly on: BusinessDay;
    }
  | { readonly kind: 'choice-withdrawn'; readonly by: string }
  | { readonly kind: 'hearing-dated'; readonly day: BusinessDay; readonly by: string }
  | {
      /** The word on a hearing, or on the objection to it; after `hearing-won` also a "won" that is taken back. */
      readonly kind: 'hearing-decided';
      readonly outcome: 'won' | 'lost' | 'given-up';
      readonly by: string;
      readonly on: BusinessDay;
    }
  | { readonly kind: 'objected'; readonly by: string; readonly on: BusinessDay }
  | {
      /** The last word on a hearing was a mistake: how it ended, that it was objected to, or how that ended. */
      readonly kind: 'hearing-word-withdrawn';
      readonly by: string;
    }
  | {
      /** A person says which way a document went outside of us: 462 at first sight, 463, or a hearing asked for in the portal. */
      readonly kind: 'settled-as';
      readonly choice: Choice;
      readonly by: string;
      readonly on: BusinessDay;
    };

/** What ties two cases together: always committed with the other case's own event. */
export type LinkEvent =
  | {
      /** This document is asked for under the id of another case. */
      readonly kind: 'asked-as';
      readonly action: 3 | 4;
      readonly invoiceId: string;
      readonly link: CaseLink;
    }
  | {
      /** On the original: its zero-rate document is here, and is asked for in its place. */
      readonly kind: 'replaced-by';
      readonly case: string;
      readonly reference: string;
    }
  | { readonly kind: 'replacement-settled'; readonly outcome: 'allocated' | 'failed' }
  | {
      /** On an invoice that is to be cancelled in the books: a credit note of its full amount names it. */
      readonly kind: 'storno-seen';
      readonly case: string;
      readonly reference: string;
    }
  | {
      /** It cannot be asked for on what it rests on, or what it awaits does not fit: it waits, and this is why. */
      readonly kind: 'held-back';
      readonly cause: Cause;
    }
  | {
      /** It rests on nothing after all: a person said so, or its 332 was never asked for. */
      readonly kind: 'asked-alone';
      /** The id of its own. */
      readonly invoiceId: string;
      /** The person who said so. */
      readonly by?: string;
    }
  | {
      /** On a 332 whose number was obtained by other software: the id under which it was, and what was approved. In agorot. */
      readonly kind: 'approved-elsewhere';
      readonly invoiceId: string;
      readonly net: Agorot;
      readonly vat: Agorot;
    }
  | {
      /** On a 332: part of its approved amounts is set aside before the ask of an invoice is frozen. */
      readonly kind: 'reserved';
      readonly reservation: Reservation;
    }
  | { readonly kind: 'released'; readonly for: string };

/** What a person says or does. */
export type PersonEvent =
  | {
      /** A number that was obtained outside of us, with what proves it; or, in a conflict, that the number we hold is right. */
      readonly kind: 'entered';
      readonly number: AllocationNumber;
      readonly by: string;
      readonly evidence: string;
      /** It is of the stock for outages, and is to be reported to the authority afterwards. */
      readonly emergency?: true;
    }
  | {
      /** The authority was told of the document that bears an emergency number. */
      readonly kind: 'emergency-reported';
      readonly by: string;
    }
  | {
      /** It is known outside of us that the unconfirmed ask brought no number. */
      readonly kind: 'not-issued';
      readonly by: string;
    }
  | {
      /** Taken up again: what is parked, deliveries too, rejected for a reason outside of the document, or won and not registered yet. */
      readonly kind: 'resumed';
      readonly by: string;
    }
  | {
      /** A number is wanted although the law requires none. */
      readonly kind: 'wanted';
      readonly by: string;
      readonly invoiceId: string;
    };
