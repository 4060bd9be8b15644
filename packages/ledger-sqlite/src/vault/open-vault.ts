import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isIshurError } from '@ishur/contract';
import { createVault } from '@ishur/engine';
import type { SealedVault, VaultParts } from '@ishur/engine';
import { PATIENCE, patiently } from '../patience.ts';
import { sqliteShelf } from './sqlite-shelf.ts';
import { foreign, tooNew, vaultFailure } from './vault-errors.ts';
import { APPLICATION_ID, MIGRATIONS } from './vault-schema.ts';

export interface SqliteVaultOptions extends Omit<VaultParts, 'shelf'> {
  /**
   * The file; it and its folder are made where they are missing. Never that of the ledger: a ledger is copied and restored, and
   * a token that comes back from a backup is used up.
   */
  readonly file: string;
}

/**
 * Opens the vault in a file of its own, readable for its owner alone where the system knows such a thing.
 *
 * Write-ahead log with `synchronous=FULL`: what is stored is on the disk when it resolves.
 *
 * @throws IshurError `vault/too-new`, `vault/not-a-vault`, `vault/cannot-write` (`fix-config`), `vault/busy` (`retry`).
 */
export async function openSqliteVault({ file, ...parts }: SqliteVaultOptions): Promise<SealedVault> {
  try {
    mkdirSync(dirname(file), { recursive: true });
    // Made before SQLite does it, so that nobody can open it meanwhile. The log and its index get the mode of the file.
    closeSync(openSync(file, 'a', 0o600));
    const database = await patiently(() => connect(file), PATIENCE);
    return createVault({ shelf: sqliteShelf(database, file), ...parts });
  } catch (error) {
    throw isIshurError(error) ? error : vaultFailure(file, error);
  }
}

/** Does not wait: a lock of another process is SQLite's `BUSY`. */
function connect(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
    migrate(database, file);
    database.exec('PRAGMA journal_mode = WAL;');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function migrate(database: DatabaseSync, file: string): void {
  const pragma = (name: string): number => Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
  const version = (): number => pragma('user_version');
  const tables = Number(database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.['tables'] ?? 0);
  // The file is looked at before anything is changed in it.
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
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
