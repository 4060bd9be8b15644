/** A message for people. `he` is what an operator reads, `en` what a developer reads; both say what to do next. */
export interface LocalizedMessage {
  readonly he: string;
  readonly en: string;
}

/** One thing that is wrong with a document or a row. A value, not an exception. */
export interface Fault {
  /** Permanent and machine-readable, such as `document/reference-missing`. A code never changes its meaning. */
  readonly code: string;
  /** The field, as it is named in `InvoiceFields` (`customer.vatNumber`, `items[2].quantity`) or in the source (a column's header). */
  readonly path: string;
  /** The Tax Authority's own code (431, 460, …) where the authority found the fault. */
  readonly authorityCode?: string;
  readonly message: LocalizedMessage;
}
