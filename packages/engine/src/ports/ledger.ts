import type { Fault } from '@ishur/contract';
import type { Bucket, CaseEvent, Delivery, Standing } from '@ishur/core';

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

/** The body of an open ask, kept until it is settled so that a resend carries the same bytes. */
export interface FrozenBytes {
  readonly ask: number;
  readonly body: string;
}

/** What can be found and listed without folding a journal: a projection, written in the same transaction. */
export interface CaseSummary {
  readonly id: CaseId;
  readonly business: string;
  /** Absent as long as nothing had to be asked. Unique within a ledger and tier. */
  readonly invoiceId: string | undefined;
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

/**
 * Where everything is kept that must not be lost. Implementations are proven by `@ishur/engine/conformance`.
 *
 * One ledger is opened for one tier: cases of another tier in the same file are invisible to it.
 */
export interface Ledger extends AsyncDisposable {
  /**
   * The one write: all or none, and on the disk (fsynced) when it resolves.
   *
   * @throws IshurError `ledger/moved` (`retry`) when a case is not at its expected version, or an invoice id is taken:
   * another was first, nothing was written, load again.
   */
  commit(changes: readonly CaseChange[], reading?: SourceReading): Promise<void>;
  load(id: CaseId): Promise<StoredCase | undefined>;
  /** In the order in which the cases came. */
  list(query: CaseQuery): AsyncIterable<CaseSummary>;
  /** The last reading of every source, or of one business. */
  readings(business?: string): Promise<readonly SourceReading[]>;
}
