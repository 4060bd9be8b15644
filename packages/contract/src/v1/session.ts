import type { LocalizedMessage } from '../faults.ts';
import type { Cursor, DocumentRef, SourceDocument, UnreadableItem } from './document.ts';
import type { RecordReceipt, Settlement } from './settlement.ts';

/** What comes with every call. An object, so that it can grow. */
export interface Call {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

export interface ReadRequest extends Call {
  /** Go on after this cursor; from the start when absent. Given only to an adapter whose capabilities say `incremental`. */
  readonly after?: Cursor;
  /** Business day `YYYY-MM-DD`: documents dated before it are of no interest and may be left out. */
  readonly from?: string;
}

/** What `check` found out about this installation. */
export interface SourceReport {
  /** What can be written back *here*. */
  readonly writeBack:
    | { readonly possible: true; readonly where: string }
    | { readonly possible: false; readonly reason: LocalizedMessage };
  /** What a person should know before the first number is asked for: how columns were understood, what is missing. */
  readonly notes: readonly LocalizedMessage[];
}

/**
 * One open connection to one source.
 *
 * The engine calls `check` first, then `read` and `record` any number of times, and disposes of it at the end. `reread` is there
 * for whoever needs one document anew; the engine of today reads its sources as a whole and does not call it.
 * Calls to one session never overlap, except that `read` is being iterated while others are made.
 * Failures are `IshurError`s with a remedy; an adapter does not retry.
 */
export interface AdapterSession extends AsyncDisposable {
  /** Proves reachability and permissions, and says what can be written back here. Nothing is asked for before it has answered. */
  check(call: Call): Promise<SourceReport>;

  /**
   * Delivers every document at least once and ends when the source is exhausted. A row that cannot be spelled is an item.
   *
   * @throws IshurError `adapter/cursor-lost` when `after` cannot be used any more: the engine starts over.
   */
  read(request: ReadRequest): AsyncIterable<SourceDocument | UnreadableItem>;

  /** The document as it stands now, lines included; undefined when it is gone. Absent where a source cannot be asked for one. */
  reread?(ref: DocumentRef, call: Call): Promise<SourceDocument | undefined>;

  /** Brings numbers and notices back: one receipt for each settlement, in any order. Idempotent. Never overwrites another number. */
  record?(settlements: readonly Settlement[], call: Call): AsyncIterable<RecordReceipt>;
}
