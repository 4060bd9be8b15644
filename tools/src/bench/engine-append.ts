import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue } from 'node:sqlite';
import type { CaseChange } from '@ishur/engine';
import { openSqliteLedger } from '@ishur/ledger-sqlite';
import { temporaryFolder } from '../workspace/temporary-folder.ts';
import { openCaseMaker } from './engine-cases.ts';
import { contest, printRates, timed } from './engine-contest.ts';
import type { Taken } from './engine-contest.ts';
import { newSealer, openDesk } from './engine-world.ts';

/** Tables that a new case writes to, as the ledger writes them: frozen bytes come with the ask. */
const TABLES = ['cases', 'journal', 'places'] as const;

/** Which case a row of each belongs to. */
const OWNERS = {
  cases: 'id',
  journal: 'case_id',
  places: '(SELECT id FROM cases WHERE cases.position = places.position)',
} as const;

type Rows = readonly (readonly SQLInputValue[])[];

/** What one case is in the ledger's file: the rows of each table. */
type RowsOfCase = Readonly<Record<(typeof TABLES)[number], Rows>>;

/**
 * The ledger keeps new cases: it spells, chains and checks them under its lock. Whoever inserts by hand has the finished rows in
 * memory, and writes them to the same tables with the same indexes, as durably.
 */
export async function againstRawInserts(rounds: number): Promise<void> {
  for (const { size, commits, goal } of [
    { size: 1, commits: 1000, goal: 0.8 },
    { size: 200, commits: 25, goal: 0.5 },
  ]) {
    const count = size * commits;
    const batches = await changesOf(size, commits);
    const rows = await rowsOf(batches);
    const standings = await contest(
      [
        { name: 'raw insert of the same rows', run: () => insert(rows) },
        { name: 'ledger', run: () => append(batches) },
      ],
      rounds,
    );
    printRates(`New cases, ${size} in a commit, ${count} cases`, standings, count, goal);
  }
}

async function changesOf(size: number, commits: number): Promise<readonly (readonly CaseChange[])[]> {
  const maker = await openCaseMaker();
  return Array.from({ length: commits }, (_, commit) =>
    Array.from({ length: size }, (_each, index) => maker.seen(String(1001 + commit * size + index))),
  );
}

async function append(batches: readonly (readonly CaseChange[])[]): Promise<Taken> {
  await using desk = await openDesk();
  return await timed(async () => {
    for (const changes of batches) await desk.ledger.commit(changes);
  });
}

/** What the ledger makes of these changes, read back from its file. */
async function rowsOf(batches: readonly (readonly CaseChange[])[]): Promise<readonly (readonly RowsOfCase[])[]> {
  await using desk = await openDesk();
  for (const changes of batches) await desk.ledger.commit(changes);
  using database = new DatabaseSync(desk.file, { readOnly: true });
  const all = Object.fromEntries(TABLES.map((table) => [table, rowsIn(database, table)])) as Record<
    (typeof TABLES)[number],
    ReadonlyMap<string, Rows>
  >;
  return batches.map((changes) =>
    changes.map(({ id }) => ({
      cases: all.cases.get(id) ?? [],
      journal: all.journal.get(id) ?? [],
      places: all.places.get(id) ?? [],
    })),
  );
}

function rowsIn(database: DatabaseSync, table: (typeof TABLES)[number]): ReadonlyMap<string, Rows> {
  const found = new Map<string, Rows>();
  for (const row of database.prepare(`SELECT ${OWNERS[table]} AS owner, * FROM ${table}`).iterate()) {
    const { owner, ...values } = row;
    found.set(String(owner), [...(found.get(String(owner)) ?? []), Object.values(values)]);
  }
  return found;
}

async function insert(batches: readonly (readonly RowsOfCase[])[]): Promise<Taken> {
  using folder = temporaryFolder('bench');
  const file = join(folder.path, 'raw.db');
  await (await openSqliteLedger({ file, tier: 'simulator', sealer: newSealer() }))[Symbol.asyncDispose]();
  using database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  const statements = TABLES.map((table) => {
    const columns = database.prepare(`SELECT * FROM ${table}`).columns().length;
    return { table, insert: database.prepare(`INSERT INTO ${table} VALUES (${Array(columns).fill('?').join(', ')})`) };
  });
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  return await timed(async () => {
    for (const cases of batches) {
      begin.run();
      for (const rows of cases) {
        for (const { table, insert: into } of statements) for (const row of rows[table]) into.run(...row);
      }
      commit.run();
    }
  });
}
