import type { Fault } from '@ishur/contract';
import type { Bucket, CaseEvent, CaseState, Delivery, Standing } from '@ishur/core';

/** Names a case within a ledger: `<business>/<source>/<ref>` of the place in which its document was first seen. */
export type CaseId = string;

/** One line of a case's journal. Appended, never changed. */
export interface JournalEntry {
  /** The instant, ISO 8601 in UTC with milliseconds. */
  readonly at: string;
  /** Who or what caused it: a command and its process, or a person. */
  readonly by: string;
  readonly event: CaseEvent;
}

/** A case as it is stored: its journal, from which its state is folded, and the frozen bytes of an open ask. */
export interface StoredCase {
  readonly id: CaseId;
  /** The number of journal entries; every commit names the version that it saw. */
  readonly version: number;
  readonly entries: readonly JournalEntry[];
  readonly frozen: FrozenBytes | undefined;
}

/** The body of an open ask, or of an open choice, kept until it is settled so that a resend carries the same bytes. */
export interface FrozenBytes {
  /** The number of the ask, from 1; 0 is the choice. No case has both. */
  readonly ask: number;
  /** May be opened only when it is read. @throws IshurError `key/unknown`, `key/damaged` (`fix-config`). */
  readonly body: string;
}

/** What can be found and listed without folding a journal: a projection, written in the same transaction. */
export interface CaseSummary {
  readonly id: CaseId;
  readonly business: string;
  /**
   * Absent as long as nothing had to be asked. Within a ledger and tier one case asks under it with action 0; replacements
   * (action 3) and the invoices of a 332 (action 4) share the id of what they rest on, and differ by their reference.
   */
  readonly invoiceId: string | undefined;
  /** How it is asked for: 0, 3 reverse charge, 4 on an approved 332. API table 2.1, field 23. */
  readonly action: CaseState['action'];
  readonly documentType: number;
  readonly reference: string;
  readonly date: string;
  /** Decimal strings in shekels, as the source has them. */
  readonly net: string;
  readonly vat: string;
  readonly gross: string;
  readonly customer: string | undefined;
  readonly standing: Standing;
  readonly bucket: Bucket;
  readonly number: string | undefined;
  /** The version of the rules that the decision was made with. */
  readonly rules?: string;
  /** After a failure: not asked for by itself before this instant, ISO 8601 in UTC. */
  readonly notBefore?: string;
  /** Something that must come before it is asked for. */
  readonly waitsFor?: 'connection' | 'base';
  /** Its source says that it stands in the place of another document, and it is tied to none yet. */
  readonly replaces?: true;
  /** Its number is of the stock for outages, and the authority was not told of the document yet. */
  readonly isToBeReported?: true;
  /** Each belongs to one case of the business. */
  readonly places: readonly PlaceSummary[];
}

export interface PlaceSummary {
  readonly source: string;
  readonly ref: string;
  readonly delivery: Delivery['kind'];
}

/** One case's part of a commit. */
export interface CaseChange {
  readonly id: CaseId;
  /** The version that the change was made from; 0 for a new case. */
  readonly expectedVersion: number;
  readonly entries: readonly JournalEntry[];
  readonly summary: CaseSummary;
  /** `undefined` leaves the frozen bytes as they are, `null` lets them go. */
  readonly frozen?: FrozenBytes | null;
  /** Nothing is written where another case of the tier has the number of this summary, whole or by its last nine digits. */
  readonly isNumberSole?: true;
}

/** What a source held that could not be read, and how far its reading came. Replaces the reading before. */
export interface SourceReading {
  readonly business: string;
  readonly source: string;
  /** The instant, ISO 8601 in UTC. */
  readonly finishedAt: string;
  readonly cursor: string | undefined;
  /** The first of them, in the order of the source. A file that is no list of documents has millions. */
  readonly unreadable: readonly { readonly where: string; readonly faults: readonly Fault[] }[];
  /** How many more there were. */
  readonly unreadableBeyond: number;
}

/** All that is given must fit. An empty query lists everything of the ledger's tier. */
export interface CaseQuery {
  readonly business?: string;
  readonly source?: string;
  readonly ref?: string;
  readonly invoiceId?: string;
  readonly standings?: readonly Standing[];
  readonly delivery?: Delivery['kind'];
}

/** One entry of a journal as it lies in the storage, for the audit: unjudged, its event not even parsed. */
export interface JournalRow {
  readonly version: number;
  readonly at: string;
  readonly by: string;
  /** The JSON of the event, character for character as it was stored: the hash is over these. */
  readonly event: string;
  /** SHA-256 in hexadecimal over this entry and the one before: `entryHash`. */
  readonly hash: string;
}

/** What is stored beside a journal so that its case is found, for the audit. */
export interface StoredProjection {
  readonly version: number;
  /** What the stored summary says. `unknown`: somebody may have changed it. */
  readonly summary: unknown;
  /** What the columns say by which cases are found. */
  readonly found: Pick<CaseSummary, 'business' | 'invoiceId' | 'action' | 'reference' | 'standing' | 'places'>;
}

/** All that is stored of one case, as it lies there. */
export interface StoredJournal {
  readonly id: CaseId;
  /** In the order of their versions. Empty where only a projection is left. */
  readonly rows: readonly JournalRow[];
  readonly projection: StoredProjection | undefined;
}

/**
 * Where everything is kept that must not be lost. Implementations are proven by `@ishur/engine/conformance`.
 *
 * One ledger is opened for one tier: cases of another tier in the same file are invisible to it.
 */
export interface Ledger extends AsyncDisposable {
  readonly tier: string;
  /**
   * The one write: all or none, and on the disk (fsynced) when it resolves. Commits that are under way at the same time may
   * share one fsync; each of them stands or falls alone.
   *
   * Every entry is chained to the one before it (`entryHash`), under the very lock that compares the versions.
   *
   * @throws IshurError `ledger/moved` (`retry`) when a case is not at its expected version, or an invoice id, a place or
   * a number that is to be the only one of its kind is taken: another was first, nothing was written, load again. `ledger/busy` (`retry`): the lock was not to be had in
   * bounded time. Anything else: nothing can be recorded, so nothing may be sent.
   */
  commit(changes: readonly CaseChange[], reading?: SourceReading): Promise<void>;
  /** @throws IshurError `ledger/damaged` (`fix-config`), `key/…` where the frozen bytes cannot be opened, at the latest when their body is read. */
  load(id: CaseId): Promise<StoredCase | undefined>;
  /** In the order in which the cases came. Nothing is locked meanwhile; a case that changes shows as it was or as it is. */
  list(query: CaseQuery): AsyncIterable<CaseSummary>;
  /** The last reading of every source, or of one business. */
  readings(business?: string): Promise<readonly SourceReading[]>;
  /**
   * Everything as it lies in the storage, for the audit: the picture of one moment, in the order of the ids' UTF-8 bytes
   * (`compareIds`). Projections without a case of their own may come last, out of order and without rows.
   */
  journals(): AsyncIterable<StoredJournal>;
}
