import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isIshurError } from '@ishur/contract';
import type { Sealer } from '@ishur/engine';
import { Connection } from './connection.ts';
import { foreign, gone, inUse, isBusy, tooNew, tooOld } from './ledger-errors.ts';
import { APPLICATION_ID, MIGRATIONS, SCHEMA } from './schema.ts';

/** What a file is opened with. */
export interface ConnectOptions {
  readonly file: string;
  readonly sealer: Sealer;
  readonly migrate: 'auto' | 'refuse';
  /** Does something to every connection that is opened: for tests that bring about what disks do. */
  readonly prepare?: (database: DatabaseSync) => void;
}

/** Bytes that the write-ahead log keeps on the disk after an audit has let it grow. */
const LOG_LIMIT = 64 * 1024 * 1024;

/**
 * Opens the file once, and brings its schema up to date. Does not wait: a lock of another process is SQLite's `BUSY`, or
 * `ledger/in-use` where a migration has to be alone.
 *
 * @param mayCreate false where the file was open before: what is missing then is not made anew and empty.
 */
export function connect(options: ConnectOptions, mayCreate: boolean): Connection {
  const { file, prepare } = options;
  if (mayCreate) {
    mkdirSync(dirname(file), { recursive: true });
    // Customers and amounts: for its owner alone, until that owner says otherwise. The log gets the mode of the file.
    closeSync(openSync(file, 'a', 0o600));
  } else if (!existsSync(file)) throw gone(file);
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    // The file is looked at before anything is changed in it.
    database.exec(`PRAGMA synchronous = FULL; PRAGMA journal_size_limit = ${LOG_LIMIT};`);
    prepare?.(database);
    bringUpToDate(database, options, mayCreate);
    // What a savepoint would restore stays in memory: it is little, and in a file it would cost more than what it is kept for.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA temp_store = MEMORY;');
    return new Connection(database, file);
  } catch (error) {
    database.close();
    throw error;
  }
}

function bringUpToDate(database: DatabaseSync, options: ConnectOptions, mayCreate: boolean): void {
  const { file, migrate } = options;
  const found = schemaOf(database, file);
  if (found === SCHEMA) return;
  if (found > SCHEMA) {
    const { reader } = compatibilityOf(database);
    if (reader > SCHEMA) throw tooNew(file, found, SCHEMA);
    return;
  }
  if (found === 0) {
    if (!mayCreate) throw gone(file);
    inTransaction(database, 'IMMEDIATE', () => runMigrations(database, options));
    return;
  }
  if (migrate === 'refuse') throw tooOld(file, found, SCHEMA);
  const isAlone = MIGRATIONS.slice(found).some(({ access }) => access === 'alone');
  if (!isAlone) {
    inTransaction(database, 'IMMEDIATE', () => runMigrations(database, options));
    return;
  }
  try {
    // Every connection to a write-ahead log holds a shared lock for as long as it is open, and this one needs all of them
    // gone. What dies in here leaves a rollback journal, from which the next one restores the file as it was.
    database.exec('PRAGMA secure_delete = ON; PRAGMA journal_mode = DELETE;');
    inTransaction(database, 'EXCLUSIVE', () => {
      const mode = database.prepare('PRAGMA journal_mode').get()?.['journal_mode'];
      if (mode !== 'delete') throw inUse(file, found, SCHEMA, undefined);
      runMigrations(database, options);
    });
  } catch (error) {
    throw isBusy(error) ? inUse(file, found, SCHEMA, error) : error;
  }
}

/** Under the lock the version is read again: another process may have migrated meanwhile. */
function runMigrations(database: DatabaseSync, { file, sealer }: ConnectOptions): void {
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  for (let version = schemaOf(database, file); version < SCHEMA; version += 1) {
    MIGRATIONS[version]?.run(database, sealer);
    database.exec(`PRAGMA user_version = ${version + 1}`);
  }
}

/** The version of a file's schema; 0 where it is empty. */
export function schemaOf(database: DatabaseSync, file: string): number {
  const tables = Number(database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.['tables'] ?? 0);
  if (tables > 0 && pragma(database, 'application_id') !== APPLICATION_ID) throw foreign(file);
  return pragma(database, 'user_version');
}

/** The oldest versions whose programs may read the file, and write to it. */
function compatibilityOf(database: DatabaseSync): { readonly reader: number; readonly writer: number } {
  const row = database.prepare('SELECT reader, writer FROM compatibility').get();
  return { reader: Number(row?.['reader'] ?? Infinity), writer: Number(row?.['writer'] ?? Infinity) };
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
}

function inTransaction(database: DatabaseSync, kind: 'IMMEDIATE' | 'EXCLUSIVE', work: () => void): void {
  database.exec(`BEGIN ${kind}`);
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** Worth a moment's patience: whoever has the file open may be about to close it. */
export function isInUse(error: unknown): boolean {
  return isBusy(error) || (isIshurError(error) && error.code === 'ledger/in-use');
}
