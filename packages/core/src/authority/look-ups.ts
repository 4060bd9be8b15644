import type { Fault } from '@ishur/contract';
import type { BusinessDay } from '../business-day.ts';
import type { AllocationNumber, VatNumber } from '../identifiers.ts';
import type { Agorot } from '../money.ts';

/** What the buyer asks with a number in hand. API description 2.0 / 7.2024, table 3.1. */
export interface DetailsQuery {
  /** The buyer, who has to be the one that asks. */
  readonly customerVatNumber: VatNumber;
  /** The whole number, or its last nine digits. */
  readonly number: string;
  /** The supplier. The authority wants it only where a short number is not unique, and recommends to send it always. */
  readonly vatNumber?: VatNumber;
}

/** An invoice as the authority knows it. API description 2.0 / 7.2024, tables 3.2 and 2.2. What it left out is absent. */
export interface InvoiceDetails {
  readonly documentType?: number;
  readonly vatNumber?: VatNumber;
  readonly unionVatNumber?: VatNumber;
  readonly reference?: string;
  readonly customerVatNumber?: VatNumber;
  readonly customerName?: string;
  readonly documentDate?: BusinessDay;
  readonly issuedOn?: BusinessDay;
  readonly beforeDiscount?: Agorot;
  readonly discount?: Agorot;
  readonly net?: Agorot;
  readonly vat?: Agorot;
  readonly gross?: Agorot;
  readonly note?: string;
  readonly items: readonly InvoiceDetailsItem[];
}

export interface InvoiceDetailsItem {
  readonly index?: number;
  readonly catalogNumber?: string;
  readonly category?: string;
  readonly description?: string;
  readonly unit?: string;
  /** Decimal strings, as many decimals as the authority sent. */
  readonly quantity?: string;
  readonly pricePerUnit?: string;
  readonly discount?: string;
  readonly netAmount?: string;
  readonly vatRate?: string;
  readonly vatAmount?: string;
}

/** A look-up changes nothing, so whatever fails is thrown; there is no `unconfirmed`. */
export type DetailsFound =
  | { readonly kind: 'found'; readonly details: InvoiceDetails }
  /** "For correct information please send VAT number": ask again with the supplier's. */
  | { readonly kind: 'supplier-needed' }
  /** "Cannot retrieve information", or 472 since the addendum of 29.7.2026. */
  | { readonly kind: 'not-found'; readonly faults: readonly Fault[] };

/** What the buyer asks with an invoice in hand. API description 2.0 / 7.2024, table 3.3. */
export interface NumberQuery {
  readonly customerVatNumber: VatNumber;
  readonly vatNumber: VatNumber;
  readonly net: Agorot;
  readonly vat: Agorot;
  readonly documentDate: BusinessDay;
  /** Optional, and recommended. */
  readonly reference?: string;
}

export type NumberFound =
  | { readonly kind: 'found'; readonly number: AllocationNumber }
  | { readonly kind: 'not-found'; readonly faults: readonly Fault[] };

/** GET health. Only `healthy` says something about asking: 503 opens the circuit. */
export interface Health {
  readonly isHealthy: boolean;
  /** HTTP's. */
  readonly status: number;
}
