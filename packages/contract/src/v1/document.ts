import type { Fault, LocalizedMessage } from '../faults.ts';
import type { InvoiceFields } from './fields.ts';

/** Names one document within its source: stable, unique, and never a draft's number that changes when it is posted. */
export type DocumentRef = string;

/** Where reading goes on. Opaque to everyone but the adapter that handed it out. */
export type Cursor = string;

/** One document as the source holds it. */
export interface SourceDocument {
  readonly kind: 'document';
  readonly ref: DocumentRef;
  readonly cursor: Cursor;
  readonly standing: 'draft' | 'final' | 'cancelled';
  readonly fields: InvoiceFields;
  /** A number that the source already holds: it is never asked for again. */
  readonly existingNumber?: string;
  /** What the adapter took for granted because neither the source nor the configuration says it. It changes no decision. */
  readonly advisories?: readonly Advisory[];
}

/** Something at which a person may want to look, beside what core finds worth a look. */
export interface Advisory {
  /** Permanent, and of the adapter's own: `hashavshevet/type-assumed`. */
  readonly code: string;
  /** What was assumed, and which setting says otherwise. */
  readonly message: LocalizedMessage;
}

/** A row or record that cannot be spelled as fields. An item and not an exception, so that the others are read. */
export interface UnreadableItem {
  readonly kind: 'unreadable';
  readonly cursor: Cursor;
  /** Where a person finds it: file and line, or form and number. */
  readonly where: string;
  /** At least one. */
  readonly faults: readonly Fault[];
}
