/** Where the invoices come from, which decides how an adapter reads and writes back. */
export type AdapterKind = 'file' | 'http';

/** What a new adapter is made of. Each value has passed its check in check-names.ts. */
export interface AdapterPlan {
  /** As `adapter:` in the configuration names it: `my-books`. */
  readonly id: string;
  readonly kind: AdapterKind;
  /** `@acme/ishur-adapter`. */
  readonly packageName: string;
  /** How messages in Hebrew call the accounting system. */
  readonly hebrewName: string;
}

export const ADAPTER_KINDS: readonly AdapterKind[] = ['file', 'http'];
