import type { Call } from '@ishur/contract/v1';
import type { BusinessDay } from '../business-day.ts';
import type { InvoiceDocument } from '../document.ts';
import type { VatNumber } from '../identifiers.ts';
import type { AllocationOutcome } from './outcomes.ts';

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

/** The Tax Authority, as the workflow sees it. Transport implements it; the simulator answers it on a socket. */
export interface Authority {
  /** Spells one invoice object for the wire. Pure: the engine freezes what it returns before a byte is sent. */
  spell(request: AllocationRequest): FrozenAsk;

  /**
   * Asks for one number (Approval).
   *
   * @throws IshurError only where it is certain that nothing happened. Whatever may have been processed is `unconfirmed`.
   */
  approve(ask: FrozenAsk, call: Call): Promise<AllocationOutcome>;
}
