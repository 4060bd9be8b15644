import type { DatabaseSync } from 'node:sqlite';
import type { CaseId, CaseSummary, JournalEntry, Sealer } from '@ishur/engine';
import { NO_ENTRY, entryHash, openCase, summaryOf } from '@ishur/engine';
import { frozenContext } from '../frozen-context.ts';

/**
 * Version 2: every entry is chained to the one before it, the bytes of open asks are sealed, and several cases may share an
 * invoice id (actions 3 and 4). Places and frozen bytes point at their case by its position. Every index is paid for with each
 * commit: what a commit writes, its fsync waits for.
 *
 * What a process of version 1 would still write is refused: it was alone when this ran, so it can only have opened the file in
 * the same instant.
 */
const SECOND_SCHEMA = `
CREATE TABLE compatibility (reader INTEGER NOT NULL, writer INTEGER NOT NULL) STRICT;
INSERT INTO compatibility (reader, writer) VALUES (2, 2);

ALTER TABLE journal RENAME TO journal_1;
ALTER TABLE cases RENAME TO cases_1;
ALTER TABLE places RENAME TO places_1;
ALTER TABLE frozen RENAME TO frozen_1;
DROP INDEX cases_by_standing;
DROP INDEX places_by_case;
DROP INDEX places_by_delivery;

CREATE TABLE journal (
  tier TEXT NOT NULL,
  case_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  event TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (tier, case_id, version)
) STRICT;

CREATE TABLE cases (
  position INTEGER PRIMARY KEY,
  tier TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  business TEXT NOT NULL,
  invoice_id TEXT,
  action INTEGER NOT NULL,
  reference TEXT NOT NULL,
  standing TEXT NOT NULL,
  summary TEXT NOT NULL,
  UNIQUE (tier, id)
) STRICT;
CREATE INDEX cases_by_business ON cases (tier, business);
CREATE INDEX cases_by_standing ON cases (tier, business, standing);
CREATE UNIQUE INDEX cases_by_invoice_id ON cases (tier, invoice_id) WHERE invoice_id IS NOT NULL AND action = 0;
CREATE UNIQUE INDEX cases_by_linked_id ON cases (tier, invoice_id, action, reference)
  WHERE invoice_id IS NOT NULL AND action <> 0;

CREATE TABLE places (
  tier TEXT NOT NULL,
  business TEXT NOT NULL,
  source TEXT NOT NULL,
  ref TEXT NOT NULL,
  delivery TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (position, source, ref)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX places_by_ref ON places (tier, business, source, ref);
CREATE INDEX places_by_delivery ON places (tier, business, source, delivery, position) WHERE delivery <> 'none';

CREATE TABLE frozen (
  position INTEGER PRIMARY KEY,
  ask INTEGER NOT NULL,
  sealed TEXT NOT NULL
) STRICT;
`;

const WORDS =
  'הפנקס הועבר לגרסה חדשה; הפעילו את ishur מחדש. The ledger was migrated to a later version; start ishur again.';

const REFUSALS = `
CREATE TRIGGER journal_of_version_1 BEFORE INSERT ON journal WHEN NEW.hash IS NULL
  BEGIN SELECT RAISE(ABORT, '${WORDS}'); END;
CREATE TRIGGER cases_of_version_1 BEFORE INSERT ON cases WHEN NEW.action IS NULL
  BEGIN SELECT RAISE(ABORT, '${WORDS}'); END;
`;

const DROPS = `
DROP TABLE journal_1;
DROP TABLE cases_1;
DROP TABLE places_1;
DROP TABLE frozen_1;
`;

/** From version 1 to 2. One case at a time is in memory. */
export function chainAndSeal(database: DatabaseSync, sealer: Sealer): void {
  database.exec(SECOND_SCHEMA);
  chain(database);
  project(database);
  database.exec(`
    INSERT INTO places (tier, business, source, ref, delivery, position)
    SELECT places_1.tier, places_1.business, source, ref, delivery, cases.position
    FROM places_1 JOIN cases ON cases.tier = places_1.tier AND cases.id = places_1.case_id`);
  seal(database, sealer);
  database.exec(DROPS);
  database.exec(REFUSALS);
}

function chain(database: DatabaseSync): void {
  const insert = database.prepare(
    'INSERT INTO journal (tier, case_id, version, at, by, event, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const rows = database.prepare(
    'SELECT tier, case_id, version, at, by, event FROM journal_1 ORDER BY tier, case_id, version',
  );
  let before = { tier: '', id: '', hash: NO_ENTRY };
  for (const row of rows.iterate()) {
    const [tier, id, at, by] = [String(row['tier']), String(row['case_id']), String(row['at']), String(row['by'])];
    const [version, event] = [Number(row['version']), String(row['event'])];
    const previous = before.tier === tier && before.id === id ? before.hash : NO_ENTRY;
    const hash = entryHash({ tier, case: id, version, at, by, event }, previous);
    insert.run(tier, id, version, at, by, event, hash);
    before = { tier, id, hash };
  }
}

function project(database: DatabaseSync): void {
  const insert = database.prepare(
    'INSERT INTO cases (position, tier, id, version, business, invoice_id, action, reference, standing, summary) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const events = database.prepare(
    'SELECT at, by, event FROM journal_1 WHERE tier = ? AND case_id = ? ORDER BY version',
  );
  const rows = database.prepare('SELECT position, tier, id, version, business, summary FROM cases_1 ORDER BY position');
  for (const row of rows.iterate()) {
    const [tier, id, business] = [String(row['tier']), String(row['id']), String(row['business'])];
    const entries = events.all(tier, id).map(({ at, by, event }) => ({ at, by, event }));
    const old = JSON.parse(String(row['summary'])) as CaseSummary;
    const summary = summaryFrom(id, business, entries) ?? { ...old, action: 0 };
    const { invoiceId, action, reference, standing } = summary;
    const found = [business, invoiceId ?? null, action, reference, standing] as const;
    insert.run(row['position'] ?? null, tier, id, row['version'] ?? null, ...found, JSON.stringify(summary));
  }
}

/** `undefined` where the journal cannot be folded: that is for the audit to tell, and the summary stays as it was. */
function summaryFrom(id: CaseId, business: string, rows: readonly Record<string, unknown>[]): CaseSummary | undefined {
  try {
    const entries = rows.map((row): JournalEntry => {
      const event = JSON.parse(String(row['event'])) as JournalEntry['event'];
      return { at: String(row['at']), by: String(row['by']), event };
    });
    return summaryOf(openCase({ id, version: entries.length, entries, frozen: undefined }, business));
  } catch {
    return undefined;
  }
}

function seal(database: DatabaseSync, sealer: Sealer): void {
  const insert = database.prepare('INSERT INTO frozen (position, ask, sealed) VALUES (?, ?, ?)');
  const rows = database.prepare(
    `SELECT cases.position, cases.tier, cases.id, ask, body FROM frozen_1
     JOIN cases ON cases.tier = frozen_1.tier AND cases.id = frozen_1.case_id`,
  );
  for (const row of rows.iterate()) {
    const [tier, id, ask] = [String(row['tier']), String(row['id']), Number(row['ask'])];
    insert.run(row['position'] ?? null, ask, sealer.seal(String(row['body']), frozenContext(tier, id, ask)));
  }
}
