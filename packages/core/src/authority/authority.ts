import type { Call } from '@ishur/contract/v1';
import type { BusinessDay } from '../business-day.ts';
import type { InvoiceDocument } from '../document.ts';
import type { VatNumber } from '../identifiers.ts';
import type { Agorot } from '../money.ts';
import type { SentChoice } from '../workflow/case-state.ts';
import type { DetailsFound, DetailsQuery, Health, NumberFound, NumberQuery } from './look-ups.ts';
import type { AllocationOutcome, ChoiceOutcome } from './outcomes.ts';

/** One request for a number, before it is spelled for the wire. */
export interface AllocationRequest {
  /** `invoice_id`: 1 to 50 characters, derived once and never changed. */
  readonly invoiceId: string;
  /** The dealer on whose behalf we ask. */
  readonly vatNumber: VatNumber;
  /** Whoever really asks: an internal user name of up to 25 characters, an identity number, or both. API table 2.1, notes 2 and 3. */
  readonly operator: { readonly name?: string; readonly id?: VatNumber };
  /** Nine-digit registration number of the software, or the issuer's own number where there is no certificate. */
  readonly softwareNumber: VatNumber;
  readonly unionVatNumber?: VatNumber;
  readonly authorizedCompany?: VatNumber;
  /** 3 reverse charge, 4 an invoice of an approved 332; 0 is left out of what is sent. API table 2.1, field 23. */
  readonly action: 0 | 3 | 4;
  /** The day on which the system produced the document. API table 2.1, field 13. */
  readonly issuedOn: BusinessDay;
  readonly document: InvoiceDocument;
}

/** One ask with the frozen bytes of its invoice object. What is sent is exactly `body`, however often it is sent. */
export interface FrozenAsk {
  readonly invoiceId: string;
  /** JSON in UTF-8, as {@link Authority.spell} made it. */
  readonly body: string;
}

/** One choice on a held invoice, before it is spelled for the wire. API description 2.0 / 7.2024, table 4.1. */
export interface ChoiceRequest {
  readonly choice: SentChoice;
  /** The id, the dealer and the software number of the ask that was held. */
  readonly invoiceId: string;
  readonly vatNumber: VatNumber;
  readonly softwareNumber: VatNumber;
  readonly operator: { readonly name?: string; readonly id?: VatNumber };
  readonly authorizedCompany?: VatNumber;
}

/** One choice with the frozen bytes that tell it. */
export interface FrozenChoice {
  readonly choice: SentChoice;
  readonly invoiceId: string;
  /** JSON in UTF-8, as {@link ChoiceService.spellChoice} made it. */
  readonly body: string;
}

/** Asking for numbers. */
export interface AllocationService {
  /** Spells one invoice object for the wire. Pure: the engine freezes what it returns before a byte is sent. */
  spell(request: AllocationRequest): FrozenAsk;

  /**
   * Asks for one number (Approval).
   *
   * @throws IshurError only where it is certain that nothing happened. Whatever may have been processed is `unconfirmed`.
   */
  approve(ask: FrozenAsk, call: Call): Promise<AllocationOutcome>;

  /**
   * Asks for many numbers in one exchange (MultiApproval): an envelope around the same frozen bytes.
   *
   * Answers are aligned with the asks and matched by `invoice_id` alone, so no two asks may share one. An ask that is in
   * neither list of the answer is `unconfirmed`. All asks are of one dealer and one asker.
   *
   * @throws IshurError where it is certain that nothing happened to any of them; a refused envelope among those
   * (`transport/batch-refused`: send them singly).
   */
  approveMany(asks: readonly FrozenAsk[], call: Call): Promise<readonly AllocationOutcome[]>;
}

/** Telling the authority which way out of a held document was chosen. */
export interface ChoiceService {
  /** Pure: made durable before a byte is sent. */
  spellChoice(request: ChoiceRequest): FrozenChoice;

  /** @throws IshurError only where it is certain that nothing happened. */
  report(choice: FrozenChoice, call: Call): Promise<ChoiceOutcome>;
}

/** What changes nothing at the authority. @throws IshurError whatever fails. */
export interface LookUpService {
  findDetails(query: DetailsQuery, call: Call): Promise<DetailsFound>;
  findNumber(query: NumberQuery, call: Call): Promise<NumberFound>;
  /**
   * The net amount above which a number is needed on a day, in agorot. Experimental: verb and form of the later version
   * are documented nowhere, so another day than today may be refused.
   */
  minimumAmount(day: BusinessDay, call: Call): Promise<Agorot>;
  health(call: Call): Promise<Health>;
}

/** The Tax Authority, as the workflow sees it. Transport implements it; the simulator answers it on a socket. */
export interface Authority extends AllocationService, ChoiceService, LookUpService {}
