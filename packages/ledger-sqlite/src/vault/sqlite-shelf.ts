import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { ConnectionShelf, ShelvedConnection } from '@ishur/engine';
import { PATIENCE, patiently } from '../patience.ts';
import { vaultFailure } from './vault-errors.ts';

type Row = Record<string, SQLOutputValue>;

/** The columns, in the order in which {@link valuesOf} gives them. */
const COLUMNS = [
  'tier',
  'vat_number',
  'revision',
  'pair_id',
  'access_token',
  'access_expires_at',
  'refresh_token',
  'refresh_expires_at',
  'scope',
  'logged_in_at',
  'renewed_at',
  'renewing_by',
  'renewing_since',
  'login_needed',
];
const MARKS = COLUMNS.map(() => '?').join(', ');

/** Connections in one open SQLite database, which the shelf owns and closes. Each write is a transaction of its own. */
export function sqliteShelf(database: DatabaseSync, file: string): ConnectionShelf {
  async function guarded<Result>(work: () => Result): Promise<Result> {
    try {
      return await patiently(work, PATIENCE);
    } catch (error) {
      throw vaultFailure(file, error);
    }
  }
  const rows = (sql: string, ...values: readonly SQLInputValue[]): Promise<ShelvedConnection[]> =>
    guarded(() =>
      database
        .prepare(sql)
        .all(...values)
        .map(connectionOf),
    );
  const run = (sql: string, ...values: readonly SQLInputValue[]): Promise<number> =>
    guarded(() => Number(database.prepare(sql).run(...values).changes));

  return {
    async get({ tier, vatNumber }) {
      return (await rows('SELECT * FROM connections WHERE tier = ? AND vat_number = ?', tier, vatNumber))[0];
    },
    async all(tier) {
      const order = 'ORDER BY tier, vat_number';
      return tier === undefined
        ? rows(`SELECT * FROM connections ${order}`)
        : rows(`SELECT * FROM connections WHERE tier = ? ${order}`, tier);
    },
    async put(connection) {
      await run(
        `INSERT OR REPLACE INTO connections (${COLUMNS.join(', ')}) VALUES (${MARKS})`,
        ...valuesOf(connection),
      );
    },
    async replace(before, after) {
      const { tier, vatNumber, revision } = before;
      const changed = await run(
        `UPDATE connections SET (${COLUMNS.join(', ')}) = (${MARKS}) WHERE tier = ? AND vat_number = ? AND revision = ?`,
        ...valuesOf(after),
        tier,
        vatNumber,
        revision,
      );
      return changed === 1;
    },
    async remove({ tier, vatNumber }) {
      await run('DELETE FROM connections WHERE tier = ? AND vat_number = ?', tier, vatNumber);
    },
    async scrub() {
      // `secure_delete` overwrites within the file; earlier pages still stand in the log until it is emptied, which another
      // process that happens to read can put off.
      await guarded(() => database.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
    },
    async [Symbol.asyncDispose]() {
      if (database.isOpen) database.close();
    },
  };
}

function valuesOf(connection: ShelvedConnection): readonly SQLInputValue[] {
  const { renewing, loginNeeded } = connection;
  return [
    connection.tier,
    connection.vatNumber,
    connection.revision,
    connection.pairId,
    connection.accessToken,
    connection.accessExpiresAt,
    connection.refreshToken,
    connection.refreshExpiresAt ?? null,
    connection.scope ?? null,
    connection.loggedInAt,
    connection.renewedAt,
    renewing?.by ?? null,
    renewing?.since ?? null,
    loginNeeded === undefined ? null : JSON.stringify(loginNeeded),
  ];
}

function connectionOf(row: Row): ShelvedConnection {
  const text = (column: string): string => String(row[column]);
  const optional = (column: string): string | undefined => (row[column] === null ? undefined : text(column));
  const by = optional('renewing_by');
  const needed = optional('login_needed');
  return {
    tier: text('tier'),
    vatNumber: text('vat_number'),
    revision: text('revision'),
    pairId: text('pair_id'),
    accessToken: text('access_token'),
    accessExpiresAt: text('access_expires_at'),
    refreshToken: text('refresh_token'),
    refreshExpiresAt: optional('refresh_expires_at'),
    scope: optional('scope'),
    loggedInAt: text('logged_in_at'),
    renewedAt: text('renewed_at'),
    renewing: by === undefined ? undefined : { by, since: text('renewing_since') },
    loginNeeded: needed === undefined ? undefined : causeIn(needed),
  };
}

type Cause = NonNullable<ShelvedConnection['loginNeeded']>;

function causeIn(text: string): Cause {
  const value: unknown = JSON.parse(text);
  if (typeof value === 'object' && value !== null && 'code' in value && 'message' in value) return value as Cause;
  throw new SyntaxError('login_needed is no cause');
}
