import { isIshurError } from '@ishur/contract';
import type { WaitingCommit } from './commit-queue.ts';
import type { Connection } from './connection.ts';
import { isOfOneStatement, tooNew } from './ledger-errors.ts';
import { SCHEMA } from './schema.ts';

/**
 * One transaction for a group of commits, each behind a savepoint of its own: one that was moved does not take the others
 * down, and anything that ends the transaction ends all of them. One that is alone is the transaction, and needs none.
 *
 * @param take hands out the group once the lock is held.
 * @param failed turns what a commit failed with into what whoever waits for it is told.
 * @throws SQLite's `BUSY` where the lock is not to be had, and then nothing was taken.
 */
export function commitGroup(
  connection: Connection,
  file: string,
  take: () => readonly WaitingCommit[],
  failed: (error: unknown) => unknown,
): void {
  connection.run('BEGIN IMMEDIATE');
  const group = take();
  const written: WaitingCommit[] = [];
  const settled: (() => void)[] = [];
  try {
    connection.assertInPlace();
    const writer = Number(connection.get('SELECT writer FROM compatibility')?.['writer'] ?? Infinity);
    if (writer > SCHEMA) throw tooNew(file, writer, SCHEMA);
    const [only] = group;
    if (only !== undefined && group.length === 1) {
      only.write(connection);
      written.push(only);
    }
    for (const commit of group.length === 1 ? [] : group) {
      connection.run('SAVEPOINT one');
      try {
        commit.write(connection);
        connection.run('RELEASE one');
        written.push(commit);
      } catch (error) {
        const isItsOwn = isIshurError(error) || isOfOneStatement(error);
        if (!isItsOwn || !connection.isTransaction) throw error;
        connection.run('ROLLBACK TO one');
        connection.run('RELEASE one');
        settled.push(() => commit.reject(failed(error)));
      }
    }
    connection.run('COMMIT');
    for (const { resolve } of written) settled.push(resolve);
  } catch (error) {
    try {
      if (connection.isTransaction) connection.run('ROLLBACK');
    } catch {
      // The connection is done for, and with it the transaction. What is told is why.
    }
    const why = failed(error);
    for (const { reject } of group) reject(why);
    return;
  }
  for (const settle of settled) settle();
}
