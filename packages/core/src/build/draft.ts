import type { CustomerFields } from '@ishur/contract/v1';

/** What a person knows of a document before its totals: lines, discounts, customer and day. Amounts are decimal strings in shekels. */
export interface DocumentDraft {
  readonly documentType: number;
  readonly reference: string;
  /** Business day, `YYYY-MM-DD`; it selects the VAT rate, except for a credit note. */
  readonly documentDate: string;
  readonly customer: CustomerFields;
  readonly lines: readonly DraftLine[];
  /** Discount of the whole document before VAT, without a minus. It is shared by their amounts among the lines that are not credited. */
  readonly discount?: string;
  /** The invoice that is credited. A credit note (330) has to name it: its VAT rate is the one of that day. */
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
  /** Up to two decimals, never negative. */
  readonly pricePerUnit: string;
  /** Discount of the line, without a minus, and never more than the line. */
  readonly discount?: string;
  /** `exempt`: no VAT on this line (zero rate, exempt deal). Default `standard`. */
  readonly vat?: 'standard' | 'exempt';
}
