import type { Tier } from '../tier.ts';

/** An invoice with its number, in the words of Approval: what the look-ups find. */
export interface KnownInvoice {
  /** Default, in a scenario: both tiers. */
  readonly tier?: Tier;
  readonly confirmation_number: string;
  readonly vat_number: number;
  readonly customer_vat_number: number;
  readonly payment_amount: number;
  readonly vat_amount: number;
  readonly invoice_date: string;
  readonly invoice_reference_number?: string;
  /** Any other field of Approval. */
  readonly [field: string]: unknown;
}
