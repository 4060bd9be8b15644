import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LEDGER_TESTS } from '@ishur/engine/conformance';
import { beforeEach, describe, expect, test } from 'vitest';
import { newDocument } from './fixtures/samples.ts';
import { openFor, testFolder } from './fixtures/test-folder.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = testFolder();
  file = join(folder, 'ishur.db');
});

describe('the SQLite ledger keeps the promises of the port', () => {
  for (const { name, run } of LEDGER_TESTS) {
    test(name, () => run({ open: (tier) => openFor(file, { tier }) }));
  }
});

describe('the file of the SQLite ledger', () => {
  test('works with a write-ahead log, so that readers and a writer do not wait for each other', async () => {
    await openFor(file);
    using other = new DatabaseSync(file);
    expect(other.prepare('PRAGMA journal_mode').get()?.['journal_mode']).toBe('wal');
  });

  // Windows has no such modes.
  test.skipIf(process.platform === 'win32')('is made for its owner alone, its log too', async () => {
    const ledger = await openFor(file);
    await ledger.commit([newDocument('1')]);
    for (const name of [file, `${file}-wal`]) expect(statSync(name).mode & 0o777).toBe(0o600);
  });

  test('is made with its folder', async () => {
    const deep = join(folder, 'חדש', 'ishur.db');
    const ledger = await openFor(deep);
    expect(await ledger.readings()).toEqual([]);
  });

  test('of another program is refused in words, and stays as it was', async () => {
    for (const version of [0, 1]) {
      const other = join(folder, `${version}.db`);
      {
        using database = new DatabaseSync(other);
        database.exec(`CREATE TABLE theirs (x); PRAGMA user_version = ${version}`);
      }
      const before = readFileSync(other);
      await expect(openFor(other)).rejects.toMatchObject({ code: 'ledger/not-a-ledger', remedy: 'fix-config' });
      expect(readFileSync(other).equals(before)).toBe(true);
    }
  });

  test('of a later version is refused in words', async () => {
    await (await openFor(file))[Symbol.asyncDispose]();
    using database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 99; UPDATE compatibility SET reader = 99, writer = 99');
    await expect(openFor(file)).rejects.toMatchObject({ code: 'ledger/too-new', remedy: 'fix-config' });
  });

  test('that is something else is refused in words', async () => {
    writeFileSync(file, 'שלום '.repeat(2_000));
    await expect(openFor(file)).rejects.toMatchObject({ code: 'ledger/not-a-ledger', remedy: 'fix-config' });
  });

  test('in a place where nothing can be written is refused in words', async () => {
    writeFileSync(join(folder, 'file'), '');
    const impossible = join(folder, 'file', 'ishur.db');
    await expect(openFor(impossible)).rejects.toMatchObject({ code: 'ledger/cannot-write', remedy: 'fix-config' });
  });
});

describe('an audit that stops early', () => {
  test('lets go of the file', async () => {
    const ledger = await openFor(file);
    await ledger.commit([newDocument('acme/office/305:1'), newDocument('acme/office/305:2')]);
    for await (const { id } of ledger.journals()) {
      expect(id).toBe('acme/office/305:1');
      break;
    }
    await ledger[Symbol.asyncDispose]();
    // Nobody reads any more: the log is taken into the file and goes.
    expect(existsSync(`${file}-wal`)).toBe(false);
  });
});
