import type { IshurError } from '../errors.ts';
import type { InvoiceFields } from './fields.ts';
import type { DocumentRef } from './document.ts';

/** A sentence that the law wants on the document, word for word in Hebrew. */
export interface Notice {
  /** Permanent, such as `no-deduction`. */
  readonly code: string;
  readonly text: string;
}

/** What a source has to be told about one of its documents: a number, notices, or both. */
export interface Settlement {
  readonly ref: DocumentRef;
  /** The fields as they were when the authority was asked. A document that differs now is `stale`. */
  readonly asked: InvoiceFields;
  /** The whole allocation number, a string of digits. Its last nine digits are the short number. */
  readonly number?: string;
  readonly notices: readonly Notice[];
  /**
   * Notices that an earlier settlement brought and that hold no more: a document that went out with the sentence that nothing may
   * be deducted by it, and has its number now. Take them away where they stand. Absent: none.
   */
  readonly withdrawn?: readonly Notice[];
}

/** What became of one settlement. */
export type RecordReceipt = { readonly ref: DocumentRef } & (
  | {
      /** `recorded`: it stands in the source now. `already-there`: it stood there before. `handed-over`: a file holds it, the source not yet. */
      readonly kind: 'recorded' | 'already-there' | 'handed-over';
      /** Where a person finds it: a file, a column, a screen. */
      readonly where: string;
    }
  | {
      /** The document changed since it was asked for; its number was not written, or was taken back with a note that says so. */
      readonly kind: 'stale';
    }
  | {
      /** Another number stands there; nothing was overwritten. */
      readonly kind: 'conflict';
      readonly existingNumber: string;
    }
  | { readonly kind: 'failed'; readonly cause: IshurError }
);
