import type { LocalizedMessage } from '@ishur/contract';

/** One exchange, as a developer of the other side wants to read it. Never holds a token or a secret. */
export interface LogEntry {
  /** The simulator's clock, ISO 8601 in UTC. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** HTTP's; absent where the connection was reset instead. */
  readonly status?: number;
  /** What was decided on each invoice or request of it, and why. */
  readonly reasons: readonly Reason[];
  /** The fault that struck, and whether the request was processed. */
  readonly fault?: { readonly kind: string; readonly processed: boolean };
}

/** What became of one invoice, or of the whole request, in words. */
export interface Reason {
  readonly dealer?: string;
  readonly invoice_id?: string;
  /** One word: `allocated`, `held`, `rejected`, `refused`, `found`, `granted` … */
  readonly decided: string;
  readonly why: LocalizedMessage;
}
