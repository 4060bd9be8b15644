import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isIshurError } from '@ishur/contract';
import type { Ledger } from '@ishur/engine';
import { foreign, ledgerFailure, tooNew } from './ledger-errors.ts';
import { MIGRATIONS } from './schema.ts';
import { SqliteLedger } from './sqlite-ledger.ts';

export interface SqliteLedgerOptions {
  /** The file; it and its folder are made where they are missing. */
  readonly file: string;
  /** Cases of another tier in the same file stay invisible: tiers never meet. */
  readonly tier: string;
}

/** Milliseconds that a commit waits for another process to finish its own. */
const BUSY_TIMEOUT = 10_000;

/**
 * Opens the ledger in a file, and brings its schema up to date.
 *
 * Write-ahead log with `synchronous=FULL`: a commit is on the disk when it resolves, and readers never wait for a writer.
 *
 * @throws IshurError `ledger/too-new`, `ledger/not-a-ledger`, `ledger/cannot-write` (`fix-config`).
 */
export function openSqliteLedger(options: SqliteLedgerOptions): Ledger {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(options.file), { recursive: true });
    database = new DatabaseSync(options.file, { timeout: BUSY_TIMEOUT });
    // The file is looked at before anything is changed in it.
    database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    migrate(database, options.file);
    database.exec('PRAGMA journal_mode = WAL;');
    return new SqliteLedger(database, options);
  } catch (error) {
    database?.close();
    throw isIshurError(error) ? error : ledgerFailure(options.file, error);
  }
}

/** «ISHR»: marks the file as ours, so that the database of another program is never taken over. */
const APPLICATION_ID = 0x49_53_48_52;

function migrate(database: DatabaseSync, file: string): void {
  const pragma = (name: string): number => Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
  const version = (): number => pragma('user_version');
  const tables = Number(database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.['tables'] ?? 0);
  if (tables > 0 && pragma('application_id') !== APPLICATION_ID) throw foreign(file);
  if (version() > MIGRATIONS.length) throw tooNew(file, version(), MIGRATIONS.length);
  if (version() === MIGRATIONS.length) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    // Read again under the lock: another process may have migrated while we waited.
    for (const [index, migration] of MIGRATIONS.entries()) {
      if (index >= version()) database.exec(`${migration}; PRAGMA user_version = ${index + 1};`);
    }
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
