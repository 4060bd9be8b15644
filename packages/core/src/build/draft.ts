import type { CustomerFields } from '@ishur/contract/v1';

/** What a person knows of a document before its totals: lines, discounts, customer and day. Amounts are decimal strings in shekels. */
export interface DocumentDraft {
  readonly documentType: number;
  readonly reference: string;
  /** Business day, `YYYY-MM-DD`; it selects the VAT rate, except for a credit note. */
  readonly documentDate: string;
  readonly customer: CustomerFields;
  readonly lines: readonly DraftLine[];
  /** Discount of the whole document before VAT, without a minus. It is shared among the lines by their amounts. */
  readonly discount?: string;
  /** The invoice that a credit note (330) credits: its VAT rate is the one of that day. */
  readonly credited?: { readonly documentType?: number; readonly reference: string; readonly documentDate: string };
  readonly producedOn?: string;
  readonly branch?: string;
  readonly note?: string;
}

/** One line. Amounts in shekels without VAT. */
export interface DraftLine {
  readonly description?: string;
  readonly catalogNumber?: string;
  readonly category?: string;
  readonly unit?: string;
  /** Up to two decimals; negative on a line that is credited within an invoice. Default 1. */
  readonly quantity?: string;
  /** Never negative. */
  readonly pricePerUnit: string;
  /** Discount of the line, without a minus. */
  readonly discount?: string;
  /** `exempt`: no VAT on this line (zero rate, exempt deal). Default `standard`. */
  readonly vat?: 'standard' | 'exempt';
}
