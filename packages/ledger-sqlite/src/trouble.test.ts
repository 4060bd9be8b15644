import {
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Ledger } from '@ishur/engine';
import { beforeEach, describe, expect, test } from 'vitest';
import { audit, newDocument, seen, change } from './fixtures/samples.ts';
import { openFor, testFolder } from './fixtures/test-folder.ts';

let file: string;

beforeEach(() => {
  file = join(testFolder(), 'ishur.db');
});

async function commit(ledger: Ledger, ...references: readonly number[]): Promise<void> {
  for (const reference of references) await ledger.commit([newDocument(`acme/office/305:${reference}`)]);
}

async function count(ledger: Ledger): Promise<number> {
  let cases = 0;
  for await (const _each of ledger.list({})) cases += 1;
  return cases;
}

describe('a full disk', () => {
  /** More than the file may grow by. */
  const many = Array.from({ length: 2_000 }, (_, index) => newDocument(`acme/office/305:${index + 10}`));

  test('is refused in words, loses nothing that was committed, and is forgotten when there is room again', async () => {
    let database: DatabaseSync | undefined;
    const ledger = await openFor(file, {
      prepare: (opened) => {
        database = opened;
      },
    });
    await commit(ledger, 1);
    database?.exec('PRAGMA max_page_count = 40');
    await expect(ledger.commit(many)).rejects.toMatchObject({ code: 'ledger/disk-full', remedy: 'fix-config' });
    expect(await count(ledger)).toBe(1);
    database?.exec('PRAGMA max_page_count = 4294967294');
    await ledger.commit(many);
    expect(await count(ledger)).toBe(2_001);
    expect((await audit(ledger)).findings).toEqual([]);
  });

  test('is told to everybody who committed at that time', async () => {
    let database: DatabaseSync | undefined;
    const ledger = await openFor(file, {
      prepare: (opened) => {
        database = opened;
      },
    });
    database?.exec('PRAGMA max_page_count = 40');
    const some = many.slice(0, 240);
    const results = await Promise.allSettled([commit(ledger, 1), ledger.commit(some), commit(ledger, 2)]);
    const codes = results.map((result) => result.status === 'rejected' && (result.reason as { code: string }).code);
    expect(codes).toEqual(['ledger/disk-full', 'ledger/disk-full', 'ledger/disk-full']);
    expect(await count(ledger)).toBe(0);
  });
});

describe('a file that may only be read', () => {
  test('is read, refuses to be written to in words, and is written to when it may be again', async () => {
    await commit(await openFor(file), 1);
    let isReadOnly = true;
    const ledger = await openFor(file, {
      prepare: (database) => database.exec(`PRAGMA query_only = ${isReadOnly ? 1 : 0}`),
    });
    const error = { code: 'ledger/read-only', remedy: 'fix-config' };
    await expect(commit(ledger, 2)).rejects.toMatchObject(error);
    expect(await count(ledger)).toBe(1);
    await expect(commit(ledger, 2)).rejects.toMatchObject(error);
    isReadOnly = false;
    // The connection that failed is not used again.
    await commit(ledger, 2);
    expect(await count(ledger)).toBe(2);
  });
});

describe('a write-ahead log that was torn', () => {
  test.each([1, 24, 32, 100, 1_000, 4_119])(
    'by %i bytes loses the commit that was torn and no other',
    async (missing) => {
      const ledger = await openFor(file);
      await commit(ledger, 1, 2, 3);
      // What the disk holds after a fall, while the log was being written to.
      const fallen = join(testFolder(), 'fallen.db');
      copyFileSync(file, fallen);
      copyFileSync(`${file}-wal`, `${fallen}-wal`);
      truncateSync(`${fallen}-wal`, statSync(`${fallen}-wal`).size - missing);
      const again = await openFor(fallen);
      expect(await count(again)).toBe(2);
      expect((await audit(again)).findings).toEqual([]);
      await commit(again, 3, 4);
      expect(await count(again)).toBe(4);
      expect((await audit(again)).findings).toEqual([]);
    },
  );

  test('within, loses what came after and is sound', async () => {
    const ledger = await openFor(file);
    await commit(ledger, 1, 2, 3, 4, 5);
    const fallen = join(testFolder(), 'fallen.db');
    copyFileSync(file, fallen);
    copyFileSync(`${file}-wal`, `${fallen}-wal`);
    truncateSync(`${fallen}-wal`, Math.floor(statSync(`${fallen}-wal`).size * 0.7));
    const again = await openFor(fallen);
    const left = await count(again);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(5);
    expect((await audit(again)).findings).toEqual([]);
  });
});

// Windows does not let go of a file that somebody has open: there this cannot happen.
describe.skipIf(process.platform === 'win32')('a file that is taken away', () => {
  test('while it is open is noticed before anything is written to nowhere, and found again when it is back', async () => {
    const ledger = await openFor(file);
    await commit(ledger, 1);
    for (const suffix of ['', '-wal', '-shm']) renameSync(`${file}${suffix}`, `${file}${suffix}.away`);
    const error = { code: 'ledger/gone', remedy: 'fix-config' };
    await expect(commit(ledger, 2)).rejects.toMatchObject(error);
    await expect(ledger.load('acme/office/305:1')).rejects.toMatchObject(error);
    for (const suffix of ['', '-wal', '-shm']) renameSync(`${file}${suffix}.away`, `${file}${suffix}`);
    await commit(ledger, 2);
    expect(await count(ledger)).toBe(2);
  });

  test('is not made anew and empty', async () => {
    const ledger = await openFor(file);
    await commit(ledger, 1);
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`);
    await expect(commit(ledger, 2)).rejects.toMatchObject({ code: 'ledger/gone' });
    await expect(commit(ledger, 2)).rejects.toMatchObject({ code: 'ledger/gone' });
    expect(existsSync(file)).toBe(false);
  });

  test('and is replaced by another one is noticed, and that one is worked with from then on', async () => {
    const ledger = await openFor(file);
    await commit(ledger, 1);
    const backup = join(testFolder(), 'backup.db');
    const other = await openFor(backup);
    await commit(other, 1, 2);
    await other[Symbol.asyncDispose]();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`);
    copyFileSync(backup, file);
    await expect(commit(ledger, 3)).rejects.toMatchObject({ code: 'ledger/gone' });
    await commit(ledger, 3);
    expect(await count(ledger)).toBe(3);
  });

  test('without which only its log was taken away, is noticed too', async () => {
    const ledger = await openFor(file);
    await commit(ledger, 1);
    rmSync(`${file}-wal`);
    await expect(commit(ledger, 2)).rejects.toMatchObject({ code: 'ledger/gone' });
  });
});

describe('a file that is damaged', () => {
  test('is told in words', async () => {
    {
      const ledger = await openFor(file);
      await ledger.commit(Array.from({ length: 300 }, (_, index) => newDocument(`acme/office/305:${index}`)));
      await ledger[Symbol.asyncDispose]();
    }
    const bytes = readFileSync(file);
    using database = new DatabaseSync(file);
    const size = Number(database.prepare('PRAGMA page_size').get()?.['page_size']);
    bytes.fill(0xa5, size * 4, bytes.length);
    database.close();
    const damaged = join(testFolder(), 'damaged.db');
    writeFileSync(damaged, bytes);
    const ledger = await openFor(damaged);
    await expect(ledger.load('acme/office/305:1')).rejects.toMatchObject({
      code: 'ledger/damaged',
      remedy: 'fix-config',
    });
  });

  test('in one entry is told with case and entry', async () => {
    const ledger = await openFor(file);
    await commit(ledger, 1);
    await ledger.commit([change('acme/office/305:1', [seen('office', '305:1')], seen('office', '305:1'))]);
    using database = new DatabaseSync(file);
    database.exec(`UPDATE journal SET event = '{' WHERE version = 2`);
    await expect(ledger.load('acme/office/305:1')).rejects.toMatchObject({
      code: 'ledger/damaged',
      message: expect.stringMatching(/case acme\/office\/305:1, entry 2/) as string,
    });
    database.exec('DELETE FROM journal WHERE version = 1');
    await expect(ledger.load('acme/office/305:1')).rejects.toMatchObject({
      code: 'ledger/damaged',
      message: expect.stringMatching(/entry 1/) as string,
    });
  });
});

describe('a file that another process holds', () => {
  test('is waited for without holding up anything else, and then written to', async () => {
    const ledger = await openFor(file);
    await commit(ledger, 1);
    using other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const waiting = commit(ledger, 2);
    // The event loop turns, and readers read, while the lock is waited for.
    for (let turn = 0; turn < 20; turn += 1) expect(await count(ledger)).toBe(1);
    other.exec('COMMIT');
    await waiting;
    expect(await count(ledger)).toBe(2);
  });

  test('for too long is told in words, and is forgotten when it is free again', async () => {
    const ledger = await openFor(file, { patience: 30 });
    using other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(commit(ledger, 1)).rejects.toMatchObject({ code: 'ledger/busy', remedy: 'retry' });
    other.exec('ROLLBACK');
    await commit(ledger, 1);
    expect(await count(ledger)).toBe(1);
  });
});

describe('a ledger that was closed', () => {
  test('says so', async () => {
    const ledger = await openFor(file);
    await ledger[Symbol.asyncDispose]();
    await expect(commit(ledger, 1)).rejects.toMatchObject({ code: 'ledger/closed' });
    await expect(ledger.load('x')).rejects.toMatchObject({ code: 'ledger/closed' });
  });
});
