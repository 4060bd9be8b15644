import type { CaseChange, PlaceSummary, Sealer, SourceReading } from '@ishur/engine';
import { NO_ENTRY, entryHash, ledgerDamaged } from '@ishur/engine';
import type { Connection } from './connection.ts';
import { frozenContext } from './frozen-context.ts';
import { moved } from './ledger-errors.ts';

/** A commit with everything done that needs no lock: spelled, and sealed. */
export interface PreparedCommit {
  readonly tier: string;
  readonly changes: readonly PreparedChange[];
  readonly reading: SourceReading | undefined;
}

interface PreparedChange extends Omit<CaseChange, 'entries' | 'frozen'> {
  /** The JSON of each event comes as bytes: it is the most of what is written, and text would be turned into bytes three times. */
  readonly entries: readonly { readonly at: string; readonly by: string; readonly event: Uint8Array }[];
  readonly summaryText: string;
  readonly frozen: { readonly ask: number; readonly sealed: string } | null | undefined;
}

export function prepareCommit(
  tier: string,
  sealer: Sealer,
  changes: readonly CaseChange[],
  reading: SourceReading | undefined,
): PreparedCommit {
  const prepared = changes.map((change) => prepareChange(tier, sealer, change));
  // What gives its id up comes before what may take it over. Sorting leaves the order of the others as it is.
  prepared.sort(
    (one, other) => Number(one.summary.invoiceId !== undefined) - Number(other.summary.invoiceId !== undefined),
  );
  return { tier, changes: prepared, reading };
}

function prepareChange(tier: string, sealer: Sealer, { frozen, ...change }: CaseChange): PreparedChange {
  const { id, summary } = change;
  return {
    ...change,
    entries: change.entries.map(({ at, by, event }) => ({ at, by, event: Buffer.from(JSON.stringify(event)) })),
    summaryText: JSON.stringify(summary),
    frozen:
      frozen === null || frozen === undefined
        ? frozen
        : { ask: frozen.ask, sealed: sealer.seal(frozen.body, frozenContext(tier, id, frozen.ask)) },
  };
}

/**
 * Writes a commit within the transaction that is open.
 *
 * @throws IshurError `ledger/moved`, and then some of it is written: the caller takes it back.
 */
export function writeCommit(connection: Connection, { tier, changes, reading }: PreparedCommit): void {
  const added = changes.map((change) => writeChange(connection, tier, change));
  // A place may go over from one case to another in one commit: all are let go before any is taken.
  for (const take of added) take();
  for (const change of changes) assertSole(connection, tier, change);
  if (reading !== undefined) writeReading(connection, tier, reading);
}

/** @returns what is left to do when all changes of the commit are written: to take the places that are new. */
function writeChange(connection: Connection, tier: string, change: PreparedChange): () => void {
  const { id, expectedVersion, entries, frozen } = change;
  const position = expectedVersion === 0 ? insertCase(connection, tier, change) : updateCase(connection, tier, change);
  let hash = expectedVersion === 0 ? NO_ENTRY : lastHash(connection, tier, id, expectedVersion);
  for (const [index, { at, by, event }] of entries.entries()) {
    const version = expectedVersion + index + 1;
    hash = entryHash({ tier, case: id, version, at, by, event }, hash);
    connection.run(
      'INSERT INTO journal (tier, case_id, version, at, by, event, hash) VALUES (?, ?, ?, ?, ?, CAST(? AS TEXT), ?)',
      tier,
      id,
      version,
      at,
      by,
      event,
      hash,
    );
  }
  if (frozen === null) connection.run('DELETE FROM frozen WHERE position = ?', position);
  else if (frozen !== undefined) {
    const sql = 'INSERT OR REPLACE INTO frozen (position, ask, sealed) VALUES (?, ?, ?)';
    connection.run(sql, position, frozen.ask, frozen.sealed);
  }
  const fresh = updatePlaces(connection, change, position);
  return () => {
    for (const place of fresh) takePlace(connection, tier, change, place, position);
  };
}

function insertCase(connection: Connection, tier: string, change: PreparedChange): number {
  const { id, entries, summary, summaryText } = change;
  const { changes, inserted } = connection.run(
    `INSERT INTO cases (tier, id, version, business, invoice_id, action, reference, standing, summary)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    tier,
    id,
    entries.length,
    summary.business,
    summary.invoiceId ?? null,
    summary.action,
    summary.reference,
    summary.standing,
    summaryText,
  );
  if (changes === 0) throw moved(id);
  return inserted;
}

/**
 * Compare and set: only where the case is still as it was seen. Mostly its id stays what it is, and then the indexes over it
 * are left alone. OR IGNORE: an invoice id may be taken meanwhile.
 */
function updateCase(connection: Connection, tier: string, change: PreparedChange): number {
  const { id, expectedVersion, entries, summary, summaryText } = change;
  const values = [
    tier,
    id,
    expectedVersion,
    expectedVersion + entries.length,
    summary.standing,
    summaryText,
    summary.invoiceId ?? null,
    summary.action,
    summary.reference,
  ] as const;
  const updated =
    connection.get(
      `UPDATE cases SET version = ?4, standing = ?5, summary = ?6
       WHERE tier = ?1 AND id = ?2 AND version = ?3 AND invoice_id IS ?7 AND action = ?8 AND reference = ?9
       RETURNING position`,
      ...values,
    ) ??
    connection.get(
      `UPDATE OR IGNORE cases
       SET version = ?4, standing = ?5, summary = ?6, invoice_id = ?7, action = ?8, reference = ?9
       WHERE tier = ?1 AND id = ?2 AND version = ?3 RETURNING position`,
      ...values,
    );
  if (updated === undefined) throw moved(id);
  return Number(updated['position']);
}

/** A number that no other case may have. Seldom, and by hand: everything is looked at. */
function assertSole(
  connection: Connection,
  tier: string,
  { id, summary: { number }, isNumberSole }: PreparedChange,
): void {
  if (isNumberSole !== true || number === undefined) return;
  const other = connection.get(
    `SELECT 1 FROM (
       SELECT CASE WHEN json_valid(summary) THEN json_extract(summary, '$.number') END AS number
       FROM cases WHERE tier = ?1 AND id <> ?2
     ) WHERE number IN (?3, ?4) OR substr(number, -9) = ?3 LIMIT 1`,
    tier,
    id,
    number,
    number.slice(-9),
  );
  if (other !== undefined) throw moved(id);
}

function lastHash(connection: Connection, tier: string, id: string, version: number): string {
  const sql = 'SELECT hash FROM journal WHERE tier = ? AND case_id = ? AND version = ?';
  const row = connection.get(sql, tier, id, version);
  // Nothing is built on a journal whose last entry somebody took away.
  if (row === undefined) throw ledgerDamaged(id, version, 'the entry is missing');
  return String(row['hash']);
}

/**
 * Lets go of the places that a case does not have any more, and says which ones are new. Written only where something changed:
 * what a commit touches is what its fsync costs.
 */
function updatePlaces(
  connection: Connection,
  { expectedVersion, summary }: PreparedChange,
  position: number,
): readonly PlaceSummary[] {
  if (expectedVersion === 0) return summary.places;
  const fresh = new Map(summary.places.map((place) => [JSON.stringify([place.source, place.ref]), place]));
  const known = connection.all('SELECT source, ref, delivery FROM places WHERE position = ?', position);
  for (const { source, ref, delivery } of known) {
    const name = [position, String(source), String(ref)] as const;
    const place = fresh.get(JSON.stringify([source, ref]));
    fresh.delete(JSON.stringify([source, ref]));
    if (place === undefined) {
      connection.run('DELETE FROM places WHERE position = ? AND source = ? AND ref = ?', ...name);
    } else if (place.delivery !== delivery) {
      const sql = 'UPDATE places SET delivery = ?4 WHERE position = ?1 AND source = ?2 AND ref = ?3';
      connection.run(sql, ...name, place.delivery);
    }
  }
  return [...fresh.values()];
}

function takePlace(
  connection: Connection,
  tier: string,
  { id, summary }: PreparedChange,
  { source, ref, delivery }: PlaceSummary,
  position: number,
): void {
  const { changes } = connection.run(
    `INSERT INTO places (tier, business, source, ref, delivery, position) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
    tier,
    summary.business,
    source,
    ref,
    delivery,
    position,
  );
  if (changes === 0) throw moved(id);
}

function writeReading(connection: Connection, tier: string, reading: SourceReading): void {
  connection.run(
    `INSERT OR REPLACE INTO readings (tier, business, source, finished_at, cursor, unreadable, unreadable_beyond)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    tier,
    reading.business,
    reading.source,
    reading.finishedAt,
    reading.cursor ?? null,
    JSON.stringify(reading.unreadable),
    reading.unreadableBeyond,
  );
}
