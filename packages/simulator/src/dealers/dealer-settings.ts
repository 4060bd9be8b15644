/** One dealer of a scenario. */
export interface DealerSettings {
  /** For the log-in page and the log. */
  readonly name?: string;
  /**
   * What the acting user may do for this dealer; without it, 406. Default: both. API description 2.0 / 7.2024, section
   * 5: `request` covers numbers and decisions, `verify` the look-ups.
   */
  readonly permissions?: readonly Permission[];
  /** What becomes of its invoices. Default `allocate`. */
  readonly behaviour?: Behaviour | readonly Behaviour[];
  /** Exceptions; the first that fits an invoice holds. */
  readonly invoices?: readonly InvoiceRule[];
}

export type Permission = 'request' | 'verify';

/**
 * - `allocate`: a number.
 * - `hold`: 460, and 461 when it is asked for again, until a decision.
 * - `hold-without-choice`: 461 from the start.
 * - `decision-sent`: 462.
 * - `{ reject: 433 }`: 400 with that code.
 *
 * In a list, the n-th request of one `invoice_id` gets the n-th, and the last one goes on.
 */
export type Behaviour = HoldBehaviour | 'allocate' | { readonly reject: number };

export type HoldBehaviour = 'hold' | 'hold-without-choice' | 'decision-sent';

/** Which invoices, by all that is named, and what becomes of them. */
export interface InvoiceRule {
  /** `invoice_id`. */
  readonly id?: string;
  /** `invoice_reference_number`. */
  readonly reference?: string;
  /** `customer_vat_number`. */
  readonly customer?: string;
  /** `payment_amount` is exactly this, in shekels. */
  readonly net?: number;
  /** `payment_amount` is more than this, in shekels. */
  readonly netAbove?: number;
  readonly behaviour: Behaviour | readonly Behaviour[];
}
