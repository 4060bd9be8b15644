import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { isIshurError } from '@ishur/contract';
import type {
  CaseChange,
  CaseId,
  CaseQuery,
  CaseSummary,
  JournalEntry,
  Ledger,
  SourceReading,
  StoredCase,
} from '@ishur/engine';
import { ledgerFailure, moved } from './ledger-errors.ts';

type Row = Record<string, SQLOutputValue>;

/** Cases fetched at a time while listing, so that others may write meanwhile. */
const PAGE = 500;

/** The ledger on one open SQLite database, which it owns and closes. */
export class SqliteLedger implements Ledger {
  readonly #database: DatabaseSync;
  readonly #file: string;
  readonly #tier: string;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync, options: { readonly file: string; readonly tier: string }) {
    this.#database = database;
    this.#file = options.file;
    this.#tier = options.tier;
  }

  async commit(changes: readonly CaseChange[], reading?: SourceReading): Promise<void> {
    this.#guarded(() => {
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        for (const change of changes) this.#write(change);
        if (reading !== undefined) this.#writeReading(reading);
        this.#database.exec('COMMIT');
      } catch (error) {
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  async load(id: CaseId): Promise<StoredCase | undefined> {
    return this.#guarded(() => {
      const rows = this.#all('SELECT at, by, event FROM journal WHERE tier = ? AND case_id = ? ORDER BY version', id);
      if (rows.length === 0) return undefined;
      const frozen = this.#all('SELECT ask, body FROM frozen WHERE tier = ? AND case_id = ?', id)[0];
      return {
        id,
        version: rows.length,
        entries: rows.map(entryOf),
        frozen: frozen === undefined ? undefined : { ask: Number(frozen['ask']), body: String(frozen['body']) },
      };
    });
  }

  async *list(query: CaseQuery): AsyncGenerator<CaseSummary> {
    const { where, values } = conditions(query);
    const sql = `SELECT position, summary FROM cases WHERE tier = ? AND position > ? ${where} ORDER BY position LIMIT ${PAGE}`;
    for (let position = 0; ;) {
      const rows = this.#guarded(() => this.#all(sql, position, ...values));
      for (const row of rows) yield JSON.parse(String(row['summary'])) as CaseSummary;
      if (rows.length < PAGE) return;
      position = Number(rows.at(-1)?.['position']);
    }
  }

  async readings(business?: string): Promise<readonly SourceReading[]> {
    const sql = `SELECT * FROM readings WHERE tier = ? ${business === undefined ? '' : 'AND business = ?'} ORDER BY business, source`;
    return this.#guarded(() => this.#all(sql, ...(business === undefined ? [] : [business])).map(readingOf));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#statements.clear();
    if (this.#database.isOpen) this.#database.close();
  }

  #write({ id, expectedVersion, entries, summary, frozen }: CaseChange): void {
    const version = expectedVersion + entries.length;
    if (expectedVersion === 0) {
      const taken = this.#run(
        'INSERT INTO cases (tier, id, version, business, invoice_id, standing, summary) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
        id,
        version,
        summary.business,
        summary.invoiceId ?? null,
        summary.standing,
        JSON.stringify(summary),
      );
      if (taken === 0) throw moved(id);
    } else {
      // Compare and set: only where the case is still as it was seen. OR IGNORE: an invoice id may be taken meanwhile.
      const matched = this.#run(
        'UPDATE OR IGNORE cases SET version = ?3, business = ?4, invoice_id = ?5, standing = ?6, summary = ?7 WHERE tier = ?1 AND id = ?2 AND version = ?8',
        id,
        version,
        summary.business,
        summary.invoiceId ?? null,
        summary.standing,
        JSON.stringify(summary),
        expectedVersion,
      );
      if (matched === 0) throw moved(id);
    }
    for (const [index, entry] of entries.entries()) {
      this.#run(
        'INSERT INTO journal (tier, case_id, version, at, by, event) VALUES (?, ?, ?, ?, ?, ?)',
        id,
        expectedVersion + index + 1,
        entry.at,
        entry.by,
        JSON.stringify(entry.event),
      );
    }
    for (const place of summary.places) {
      const { source, ref, delivery } = place;
      this.#run(
        `INSERT INTO places (tier, business, source, ref, delivery, case_id) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (tier, business, source, ref) DO UPDATE SET delivery = excluded.delivery, case_id = excluded.case_id`,
        summary.business,
        source,
        ref,
        delivery,
        id,
      );
    }
    if (frozen === null) this.#run('DELETE FROM frozen WHERE tier = ? AND case_id = ?', id);
    else if (frozen !== undefined) {
      this.#run(
        'INSERT OR REPLACE INTO frozen (tier, case_id, ask, body) VALUES (?, ?, ?, ?)',
        id,
        frozen.ask,
        frozen.body,
      );
    }
  }

  #writeReading(reading: SourceReading): void {
    this.#run(
      'INSERT OR REPLACE INTO readings (tier, business, source, finished_at, cursor, unreadable, unreadable_beyond) VALUES (?, ?, ?, ?, ?, ?, ?)',
      reading.business,
      reading.source,
      reading.finishedAt,
      reading.cursor ?? null,
      JSON.stringify(reading.unreadable),
      reading.unreadableBeyond,
    );
  }

  /** Every statement's first parameter is the tier. */
  #all(sql: string, ...values: readonly (string | number | null)[]): Row[] {
    return this.#prepare(sql).all(this.#tier, ...values);
  }

  #run(sql: string, ...values: readonly (string | number | null)[]): number {
    return Number(this.#prepare(sql).run(this.#tier, ...values).changes);
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #guarded<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw isIshurError(error) ? error : ledgerFailure(this.#file, error);
    }
  }
}

function conditions(query: CaseQuery): { readonly where: string; readonly values: readonly string[] } {
  const parts: string[] = [];
  const values: string[] = [];
  const both = (sql: string, ...more: readonly string[]): void => {
    parts.push(`AND ${sql}`);
    values.push(...more);
  };
  if (query.business !== undefined) both('business = ?', query.business);
  if (query.invoiceId !== undefined) both('invoice_id = ?', query.invoiceId);
  if (query.standings !== undefined) {
    both(`standing IN (${query.standings.map(() => '?').join(', ')})`, ...query.standings);
  }
  const place: string[] = [];
  const placeValues: string[] = [];
  for (const column of ['source', 'ref', 'delivery'] as const) {
    const value = query[column];
    if (value === undefined) continue;
    place.push(`AND places.${column} = ?`);
    placeValues.push(value);
  }
  if (place.length > 0) {
    both(
      `id IN (SELECT case_id FROM places WHERE places.tier = cases.tier AND places.business = cases.business ${place.join(' ')})`,
      ...placeValues,
    );
  }
  return { where: parts.join(' '), values };
}

function entryOf(row: Row): JournalEntry {
  return {
    at: String(row['at']),
    by: String(row['by']),
    event: JSON.parse(String(row['event'])) as JournalEntry['event'],
  };
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
