import { isIshurError } from '@ishur/contract';
import type { IshurError } from '@ishur/contract';
import type {
  CaseChange,
  CaseId,
  CaseQuery,
  CaseSummary,
  JournalEntry,
  Ledger,
  SourceReading,
  StoredCase,
  StoredJournal,
} from '@ishur/engine';
import { fitsQuery, ledgerDamaged } from '@ishur/engine';
import { commitGroup } from './commit-group.ts';
import { CommitQueue } from './commit-queue.ts';
import { connect } from './connect.ts';
import type { ConnectOptions } from './connect.ts';
import type { Connection, Row } from './connection.ts';
import { frozenContext } from './frozen-context.ts';
import { closed, isOfConnection, ledgerFailure } from './ledger-errors.ts';
import { PAGE, pageOfCases } from './list-cases.ts';
import { patiently } from './patience.ts';
import { prepareCommit, writeCommit } from './prepared-commit.ts';
import { readJournals } from './read-journals.ts';

/** What a ledger works with beside its file. */
export interface LedgerOptions extends ConnectOptions {
  readonly tier: string;
  /** Milliseconds that a lock of another process is waited for. */
  readonly patience: number;
}

/** The ledger on one SQLite file, whose connection it owns, opens anew when it broke, and closes. */
export class SqliteLedger implements Ledger {
  readonly tier: string;
  readonly #options: LedgerOptions;
  readonly #commits: CommitQueue;
  #connection: Connection | undefined;
  #isClosed = false;

  constructor(connection: Connection, options: LedgerOptions) {
    this.#connection = connection;
    this.#options = options;
    this.tier = options.tier;
    this.#commits = new CommitQueue((take) =>
      this.#patiently((open) => commitGroup(open, options.file, take, (error) => this.#failure(error))),
    );
  }

  async commit(changes: readonly CaseChange[], reading?: SourceReading): Promise<void> {
    if (this.#isClosed) throw closed(this.#options.file);
    if (changes.length === 0 && reading === undefined) return;
    const prepared = prepareCommit(this.tier, this.#options.sealer, changes, reading);
    await this.#commits.add(changes.length, (connection) => writeCommit(connection, prepared));
  }

  async load(id: CaseId): Promise<StoredCase | undefined> {
    const rows = await this.#read((open) =>
      open.all(
        `SELECT journal.version, at, by, event, ask, sealed FROM journal
         LEFT JOIN cases ON journal.version = 1 AND cases.tier = journal.tier AND cases.id = journal.case_id
         LEFT JOIN frozen ON frozen.position = cases.position
         WHERE journal.tier = ? AND journal.case_id = ? ORDER BY journal.version`,
        this.tier,
        id,
      ),
    );
    if (rows.length === 0) return undefined;
    return {
      id,
      version: rows.length,
      entries: rows.map((row, index) => entryOf(id, row, index)),
      frozen: this.#frozenOf(id, rows),
    };
  }

  async *list(query: CaseQuery): AsyncGenerator<CaseSummary> {
    for (let position = 0; ;) {
      const after = position;
      const rows = await this.#read((open) => pageOfCases(open, this.tier, query, after));
      for (const row of rows) {
        const summary = summaryOf(row);
        if (fitsQuery(summary, query)) yield summary;
      }
      if (rows.length < PAGE) return;
      position = Number(rows.at(-1)?.['position']);
    }
  }

  async readings(business?: string): Promise<readonly SourceReading[]> {
    const condition = business === undefined ? '' : 'AND business = ?';
    const sql = `SELECT * FROM readings WHERE tier = ? ${condition} ORDER BY business, source`;
    const rows = await this.#read((open) => open.all(sql, this.tier, ...(business === undefined ? [] : [business])));
    return rows.map(readingOf);
  }

  async *journals(): AsyncGenerator<StoredJournal> {
    // The connection that is open already sees to it that this is a ledger, and the one that we mean.
    await this.#read((open) => open.assertInPlace());
    try {
      yield* readJournals(this.#options.file, this.tier);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    await this.#commits.drain();
    this.#drop();
  }

  #frozenOf(id: CaseId, [first]: readonly Row[]): StoredCase['frozen'] {
    if (typeof first?.['sealed'] !== 'string') return undefined;
    const ask = Number(first['ask']);
    const { sealed } = first;
    const { sealer } = this.#options;
    const context = frozenContext(this.tier, id, ask);
    return {
      ask,
      // Opened when they are wanted: without their key a case can still be shown, and a person can still say how it ended.
      get body() {
        return sealer.open(sealed, context);
      },
    };
  }

  async #read<Result>(work: (connection: Connection) => Result): Promise<Result> {
    if (this.#isClosed) throw closed(this.#options.file);
    return this.#patiently(work);
  }

  /** On the open connection; on a new one where it broke, so that what was mended is noticed. */
  async #patiently<Result>(work: (connection: Connection) => Result): Promise<Result> {
    try {
      return await patiently(() => {
        this.#connection ??= connect(this.#options, false);
        return work(this.#connection);
      }, this.#options.patience);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  #failure(error: unknown): IshurError {
    const isGone = isIshurError(error) && error.code === 'ledger/gone';
    if (isGone || isOfConnection(error)) this.#drop();
    return isIshurError(error) ? error : ledgerFailure(this.#options.file, error);
  }

  #drop(): void {
    this.#connection?.close();
    this.#connection = undefined;
  }
}

function entryOf(id: CaseId, row: Row, index: number): JournalEntry {
  if (row['version'] !== index + 1) throw ledgerDamaged(id, index + 1, 'the entry is missing');
  try {
    const event = JSON.parse(String(row['event'])) as JournalEntry['event'];
    return { at: String(row['at']), by: String(row['by']), event };
  } catch (cause) {
    throw ledgerDamaged(id, index + 1, 'the event is no JSON', cause);
  }
}

function summaryOf(row: Row): CaseSummary {
  try {
    return JSON.parse(String(row['summary'])) as CaseSummary;
  } catch (cause) {
    throw ledgerDamaged(`at position ${String(row['position'])}`, undefined, 'the summary is no JSON', cause);
  }
}

function readingOf(row: Row): SourceReading {
  return {
    business: String(row['business']),
    source: String(row['source']),
    finishedAt: String(row['finished_at']),
    cursor: row['cursor'] === null || row['cursor'] === undefined ? undefined : String(row['cursor']),
    unreadable: JSON.parse(String(row['unreadable'])) as SourceReading['unreadable'],
    unreadableBeyond: Number(row['unreadable_beyond']),
  };
}
