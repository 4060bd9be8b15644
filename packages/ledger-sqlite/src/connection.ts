import { statSync } from 'node:fs';
import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { gone } from './ledger-errors.ts';

export type Row = Record<string, SQLOutputValue>;
export type Value = string | number | Uint8Array | null;

/** A database that is open, with its prepared statements and the file that it belongs to. */
export class Connection {
  readonly #database: DatabaseSync;
  readonly #file: string;
  readonly #statements = new Map<string, StatementSync>();
  readonly #identities = new Map<string, string>();

  constructor(database: DatabaseSync, file: string) {
    this.#database = database;
    this.#file = file;
    this.assertInPlace();
  }

  get isTransaction(): boolean {
    return this.#database.isTransaction;
  }

  all(sql: string, ...values: readonly Value[]): Row[] {
    return this.#prepare(sql).all(...values);
  }

  get(sql: string, ...values: readonly Value[]): Row | undefined {
    return this.#prepare(sql).get(...values);
  }

  /** How many rows it changed, and the last one that it inserted. */
  run(sql: string, ...values: readonly Value[]): { readonly changes: number; readonly inserted: number } {
    const { changes, lastInsertRowid } = this.#prepare(sql).run(...values);
    return { changes: Number(changes), inserted: Number(lastInsertRowid) };
  }

  /**
   * The file and its write-ahead log are still the ones that were opened. Where somebody deleted or replaced them, the
   * system lets us write on into files that nobody will ever find again.
   *
   * @throws IshurError `ledger/gone` (`fix-config`).
   */
  assertInPlace(): void {
    for (const path of [this.#file, `${this.#file}-wal`]) {
      const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
      const found = stat === undefined ? 'none' : `${stat.dev}/${stat.ino}`;
      const known = this.#identities.get(path);
      // The log is made when it is first written to.
      if (known === undefined) {
        if (stat !== undefined) this.#identities.set(path, found);
      } else if (found !== known) throw gone(this.#file);
    }
  }

  close(): void {
    this.#statements.clear();
    if (this.#database.isOpen) this.#database.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
