import type { DatabaseSync } from 'node:sqlite';
import type { Sealer } from '@ishur/engine';
import { chainAndSeal } from './migrations/chain-and-seal.ts';
import { FIRST_SCHEMA } from './migrations/first-schema.ts';

/** One step from a version of the schema to the next. */
interface Migration {
  /**
   * `shared`: only adds what a process of the version before neither sees nor breaks, which goes on working meanwhile.
   * `alone`: nobody else may have the file open, because a process of the version before would read or write something wrong.
   */
  readonly access: 'shared' | 'alone';
  readonly run: (database: DatabaseSync, sealer: Sealer) => void;
}

/**
 * The versions of the ledger's schema, oldest first. A version is never edited once it was released: the next one is added.
 * The journal is the truth; the other tables are projections of it, written in the same transaction.
 *
 * From version 2 on the table `compatibility` says which versions may read the file and write to it: a `shared` migration
 * leaves its row as it is, an `alone` one raises it. Every commit looks at it. docs/decisions/0015-versions-of-a-ledger.md.
 */
export const MIGRATIONS: readonly Migration[] = [
  { access: 'shared', run: (database) => database.exec(FIRST_SCHEMA) },
  { access: 'alone', run: chainAndSeal },
];

/** The version that this program writes. */
export const SCHEMA: number = MIGRATIONS.length;

/** «ISHR»: marks the file as ours, so that the database of another program is never taken over. */
export const APPLICATION_ID = 0x49_53_48_52;
