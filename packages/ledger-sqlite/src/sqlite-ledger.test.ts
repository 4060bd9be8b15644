import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LEDGER_TESTS } from '@ishur/engine/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteLedger } from './open-ledger.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ishur-יומן-'));
  file = join(folder, 'ishur.db');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the SQLite ledger keeps the promises of the port', () => {
  for (const { name, run } of LEDGER_TESTS) {
    test(name, () => run({ open: async (tier) => openSqliteLedger({ file, tier }) }));
  }
});

describe('the file of the SQLite ledger', () => {
  test('works with a write-ahead log, so that readers and a writer do not wait for each other', async () => {
    await using _ledger = openSqliteLedger({ file, tier: 'simulator' });
    using other = new DatabaseSync(file);
    expect(other.prepare('PRAGMA journal_mode').get()?.['journal_mode']).toBe('wal');
  });

  test('is made with its folder', async () => {
    const deep = join(folder, 'חדש', 'ishur.db');
    await using ledger = openSqliteLedger({ file: deep, tier: 'simulator' });
    expect(await ledger.readings()).toEqual([]);
  });

  test('of another program is refused in words, and stays as it was', () => {
    for (const version of [0, 1]) {
      const other = join(folder, `${version}.db`);
      {
        using database = new DatabaseSync(other);
        database.exec(`CREATE TABLE theirs (x); PRAGMA user_version = ${version}`);
      }
      const before = readFileSync(other);
      expect(() => openSqliteLedger({ file: other, tier: 'simulator' })).toThrowError(
        expect.objectContaining({ code: 'ledger/not-a-ledger', remedy: 'fix-config' }) as Error,
      );
      expect(readFileSync(other).equals(before)).toBe(true);
    }
  });

  test('of a later version is refused in words', async () => {
    await openSqliteLedger({ file, tier: 'simulator' })[Symbol.asyncDispose]();
    using database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 99');
    expect(() => openSqliteLedger({ file, tier: 'simulator' })).toThrowError(
      expect.objectContaining({ code: 'ledger/too-new', remedy: 'fix-config' }) as Error,
    );
  });

  test('that is something else is refused in words', () => {
    writeFileSync(file, 'שלום '.repeat(2_000));
    expect(() => openSqliteLedger({ file, tier: 'simulator' })).toThrowError(
      expect.objectContaining({ code: 'ledger/not-a-ledger', remedy: 'fix-config' }) as Error,
    );
  });

  test('in a place where nothing can be written is refused in words', () => {
    writeFileSync(join(folder, 'file'), '');
    const impossible = join(folder, 'file', 'ishur.db');
    expect(() => openSqliteLedger({ file: impossible, tier: 'simulator' })).toThrowError(
      expect.objectContaining({ code: 'ledger/cannot-write', remedy: 'fix-config' }) as Error,
    );
  });
});
