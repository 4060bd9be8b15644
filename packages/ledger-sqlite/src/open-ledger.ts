import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isIshurError } from '@ishur/contract';
import type { Ledger, Sealer } from '@ishur/engine';
import { connect, isInUse, schemaOf } from './connect.ts';
import { ledgerFailure } from './ledger-errors.ts';
import { PATIENCE, patiently } from './patience.ts';
import { SCHEMA } from './schema.ts';
import { SqliteLedger } from './sqlite-ledger.ts';
import type { LedgerOptions } from './sqlite-ledger.ts';

export interface SqliteLedgerOptions {
  /** The file; it and its folder are made where they are missing. */
  readonly file: string;
  /** Cases of another tier in the same file stay invisible: tiers never meet. */
  readonly tier: string;
  /** Encrypts the bytes of open asks. */
  readonly sealer: Sealer;
  /** What to do with a file of an earlier version. `refuse`: say so, and leave it as it is. Default `auto`. */
  readonly migrate?: 'auto' | 'refuse';
}

/** The versions of a schema: a file's, and the one that this program writes. */
export interface LedgerVersion {
  /** `undefined`: there is no such file, or it is empty. */
  readonly found: number | undefined;
  readonly current: number;
}

/**
 * Opens the ledger in a file, and brings its schema up to date.
 *
 * Write-ahead log with `synchronous=FULL`: a commit is on the disk when it resolves, and readers never wait for a writer.
 *
 * @throws IshurError `ledger/too-new`, `ledger/too-old`, `ledger/not-a-ledger`, `ledger/damaged`, `ledger/cannot-write`
 * (`fix-config`); `ledger/in-use` (`retry`): a migration needs the file alone; `ledger/busy`; `key/…`.
 */
export async function openSqliteLedger(options: SqliteLedgerOptions): Promise<Ledger> {
  return openLedger({ migrate: 'auto', patience: PATIENCE, ...options });
}

/** As {@link openSqliteLedger}, with what tests choose for themselves. */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  return new SqliteLedger(
    await telling(options.file, () => patiently(() => connect(options, true), options.patience, isInUse)),
    options,
  );
}

/**
 * Looks at a file without changing it.
 *
 * @throws IshurError `ledger/not-a-ledger`, `ledger/busy`, `ledger/cannot-write`.
 */
export async function ledgerVersion(file: string): Promise<LedgerVersion> {
  if (!existsSync(file)) return { found: undefined, current: SCHEMA };
  const look = (): number => {
    using database = new DatabaseSync(file, { timeout: 0 });
    return schemaOf(database, file);
  };
  const found = await telling(file, () => patiently(look, PATIENCE));
  return { found: found === 0 ? undefined : found, current: SCHEMA };
}

async function telling<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw isIshurError(error) ? error : ledgerFailure(file, error);
  }
}
