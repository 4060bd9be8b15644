/** Every service that a fault can be aimed at. */
export const SERVICE_NAMES = [
  'authorize',
  'token',
  'approval',
  'multi-approval',
  'decision',
  'details',
  'confirmation-number',
  'received',
  'minimum-amount',
  'health',
] as const;

export type ServiceName = (typeof SERVICE_NAMES)[number];

export const FAULT_KINDS = [
  'latency',
  'refuse',
  'reset',
  'hold',
  'status',
  'html',
  'empty',
  'garbage',
  'cut',
  'slow',
  'skew',
] as const;

/**
 * - `latency`: `ms` pass first. Goes with any other fault.
 * - `refuse`: the next `times` connections are reset unread; or nobody listens for `ms` milliseconds. No selector fits.
 * - `reset`: the connection is reset instead of an answer.
 * - `hold`: the answer is held back until it is released.
 * - `status`: `status` in the authority's own form, 429 and 503 with `retryAfter` seconds, also as a date.
 * - `html`, `empty`, `garbage`: 200 with a page, with nothing, with JSON that breaks off.
 * - `cut`: the answer ends after `bytes` of its body (default: half), and so does the connection.
 * - `slow`: `bytes` of the answer (default 1) every `ms` (default 20).
 * - `skew`: the `Date` header is `ms` ahead. Goes with any other fault.
 */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** What goes wrong, and when. Selectors that are absent fit everything. */
export interface Fault {
  readonly kind: FaultKind;
  readonly service?: ServiceName;
  /** `vat_number` of the body, or of the customer in a look-up. */
  readonly dealer?: string;
  /** `invoice_id`; in a batch, of any invoice. */
  readonly invoice?: string;
  /** The first of the fitting exchanges that it strikes, from 1. Default 1. */
  readonly nth?: number;
  /** How many it strikes. Default 1. */
  readonly times?: number | 'always';
  /** The chance that it strikes one that fits, from 0 to 1; the same for the same seed. Default 1. */
  readonly probability?: number;
  /**
   * Whether the request is processed all the same: `before` means that it truly is not, `after` that it truly is.
   * Default `before`; `after` for `hold`. `cut` and `slow` are always after.
   */
  readonly when?: 'before' | 'after';
  /** Milliseconds. */
  readonly ms?: number;
  readonly status?: number;
  /** Seconds. */
  readonly retryAfter?: number;
  /** Default `seconds`. */
  readonly retryAfterForm?: 'seconds' | 'date';
  readonly bytes?: number;
}

/** Whether a request that a fault strikes is processed: it truly is, or it truly is not. */
export function isProcessed(fault: Fault): boolean {
  if (fault.kind === 'cut' || fault.kind === 'slow') return true;
  return (fault.when ?? (fault.kind === 'hold' ? 'after' : 'before')) === 'after';
}
