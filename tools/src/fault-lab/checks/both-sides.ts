/** One line of what the simulator was asked, by its own book. */
export interface Asked {
  readonly invoice_id: string;
  readonly invoice_reference_number: string;
  readonly action: number;
  readonly body_sha256: string;
}

/** One number that the simulator gave out. */
export interface Issued {
  readonly invoice_id: string;
  readonly invoice_reference_number: string;
  readonly confirmation_number: string;
}

/** One line of `ishur list --json`. */
export interface ListedCase {
  readonly id: string;
  readonly reference: string;
  readonly standing: string;
  readonly number?: string;
  readonly places: readonly { readonly delivery: string }[];
}

/** One line of `ishur status --json`: figures, and the name of the business. */
export type Status = Readonly<Record<string, number | string>>;

/** Everything that can be seen from outside: what the source holds, what the authority knows, what the ledger says. */
export interface BothSides {
  /** References of the source. */
  readonly documents: readonly string[];
  readonly asked: readonly Asked[];
  readonly issued: readonly Issued[];
  readonly cases: readonly ListedCase[];
  readonly status: Status;
  /** Numbers in the result file, by reference. */
  readonly recorded: ReadonlyMap<string, string>;
}
