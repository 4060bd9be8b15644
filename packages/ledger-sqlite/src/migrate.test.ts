import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import type { Ledger } from '@ishur/engine';
import { beforeEach, describe, expect, test } from 'vitest';
import { asking, audit, change, newDocument, seen } from './fixtures/samples.ts';
import { SEALER, openFor, testFolder } from './fixtures/test-folder.ts';
import { openVersionOne } from './fixtures/version-one.ts';
import { ledgerVersion } from './open-ledger.ts';
import { SCHEMA } from './schema.ts';

const BODY = '{"invoice_id":"777777715-305-1","customer_name":"כרמל"}';
const ID = '777777715-305-1';
const SEEN = seen('office', '305:1', ID);

let file: string;

beforeEach(() => {
  file = join(testFolder(), 'ishur.db');
});

/** A file as version 1 left it: one case that is being asked for, and two that are not. */
function writeVersionOne(): void {
  using old = openVersionOne(file);
  old.commit(newDocument('acme/office/305:1', ID));
  old.commit({ ...change('acme/office/305:1', [SEEN], asking(1)), frozen: { ask: 1, body: BODY } });
  old.commit(newDocument('acme/shop/row 2'));
  old.commit(newDocument('gal/office/305:1'));
}

function versionIn(path: string): unknown {
  using database = new DatabaseSync(path);
  return database.prepare('PRAGMA user_version').get()?.['user_version'];
}

async function ids(ledger: Ledger): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { id } of ledger.list({})) found.push(id);
  return found;
}

describe('a file of version 1', () => {
  test('is migrated with everything in it, chained and sealed', async () => {
    writeVersionOne();
    expect(await ledgerVersion(file)).toEqual({ found: 1, current: SCHEMA });
    const ledger = await openFor(file);
    expect(await ledgerVersion(file)).toEqual({ found: SCHEMA, current: SCHEMA });
    expect(await ids(ledger)).toEqual(['acme/office/305:1', 'acme/shop/row 2', 'gal/office/305:1']);
    expect(await ledger.load('acme/office/305:1')).toMatchObject({
      version: 2,
      entries: [{ event: { kind: 'seen' } }, { event: { kind: 'asking' } }],
      frozen: { ask: 1, body: BODY },
    });
    const { totals, findings } = await audit(ledger);
    expect(findings).toEqual([]);
    expect(totals).toMatchObject({ cases: 3, entries: 4 });
    for await (const { places, action } of ledger.list({ business: 'acme', source: 'shop', delivery: 'none' })) {
      expect({ places, action }).toEqual({ places: [{ source: 'shop', ref: 'row 2', delivery: 'none' }], action: 0 });
    }
    // It goes on where it was.
    const before = [SEEN, asking(1)];
    await ledger.commit([{ ...change('acme/office/305:1', before, { kind: 'lapsed' }), frozen: null }]);
    expect((await audit(ledger)).findings).toEqual([]);
  });

  test('holds the bytes of no ask in clear afterwards', async () => {
    writeVersionOne();
    expect(readFileSync(file).includes('customer_name')).toBe(true);
    await (await openFor(file))[Symbol.asyncDispose]();
    expect(readFileSync(file).includes('customer_name')).toBe(false);
  });

  test('is refused where it is not to be migrated, and stays as it was', async () => {
    writeVersionOne();
    const before = readFileSync(file);
    const refused = openFor(file, { migrate: 'refuse' });
    await expect(refused).rejects.toMatchObject({ code: 'ledger/too-old', remedy: 'fix-config' });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('is migrated only when nobody has it open, and in words', async () => {
    writeVersionOne();
    {
      using old = openVersionOne(file);
      await expect(openFor(file, { patience: 60 })).rejects.toMatchObject({ code: 'ledger/in-use', remedy: 'retry' });
      // Whoever has it open goes on undisturbed.
      old.commit(newDocument('acme/office/305:9'));
    }
    const ledger = await openFor(file);
    expect(await ids(ledger)).toHaveLength(4);
    expect((await audit(ledger)).findings).toEqual([]);
  });

  test('waits a moment for whoever is about to close it', async () => {
    writeVersionOne();
    const old = openVersionOne(file);
    const opening = openFor(file);
    // By now it has looked once.
    old[Symbol.dispose]();
    expect(await ids(await opening)).toHaveLength(3);
  });

  test('is migrated once by processes that come at the same time', async () => {
    writeVersionOne();
    const ledgers = await Promise.all([1, 2, 3].map(() => openFor(file)));
    for (const ledger of ledgers) expect(await ids(ledger)).toHaveLength(3);
  });

  test('is as it was when a migration fails in the middle', async () => {
    writeVersionOne();
    const seal = (): string => {
      throw new Error('No key.');
    };
    await expect(openFor(file, { sealer: { ...SEALER, seal } })).rejects.toThrow('No key.');
    expect(versionIn(file)).toBe(1);
    {
      using old = openVersionOne(file);
      expect(old.frozenOf('acme/office/305:1')).toMatchObject({ body: BODY });
    }
    expect(await ids(await openFor(file))).toHaveLength(3);
  });

  test('is as it was when the process is killed in the middle', async () => {
    writeVersionOne();
    const script = fileURLToPath(new URL('./fixtures/migrating-process.ts', import.meta.url));
    const child = spawn(process.execPath, ['--conditions=@ishur/source', script, file]);
    await once(child.stdout, 'data');
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    expect(versionIn(file)).toBe(1);
    {
      using old = openVersionOne(file);
      old.commit(newDocument('acme/office/305:9'));
    }
    const ledger = await openFor(file);
    expect(await ids(ledger)).toHaveLength(4);
    expect((await audit(ledger)).findings).toEqual([]);
  });

  test('that has a journal which cannot be folded is migrated, and the audit says so', async () => {
    writeVersionOne();
    {
      using database = new DatabaseSync(file);
      database.exec(`UPDATE journal SET event = '{"kind":"lapsed"}' WHERE case_id = 'gal/office/305:1'`);
    }
    const ledger = await openFor(file);
    expect(await ids(ledger)).toHaveLength(3);
    expect((await audit(ledger)).findings).toMatchObject([
      { code: 'audit/entry-impossible', case: 'gal/office/305:1' },
    ]);
  });
});

describe('a process of version 1 that has slipped in', () => {
  test('writes nothing into a file of version 2, and reads no sealed bytes for clear ones', async () => {
    writeVersionOne();
    const ledger = await openFor(file);
    await ledger.commit([{ ...newDocument('acme/office/305:7'), frozen: { ask: 1, body: BODY } }]);
    const before = await audit(ledger);
    // Between its look at the version and its first write the file was migrated.
    using database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 1');
    using old = openVersionOne(file);
    database.exec(`PRAGMA user_version = ${SCHEMA}`);
    expect(() => old.commit(newDocument('acme/office/305:8'))).toThrow(/migrated to a later version/);
    const late = { ...change('acme/office/305:1', [SEEN, asking(1)], { kind: 'lapsed' } as const), frozen: null };
    expect(() => old.commit(late)).toThrow(/migrated to a later version/);
    expect(() => old.frozenOf('acme/office/305:7')).toThrow(/no such column/);
    expect(await audit(ledger)).toEqual(before);
  });
});

describe('a file of a later version', () => {
  test('is worked with, where the later one only added something', async () => {
    await (await openFor(file))[Symbol.asyncDispose]();
    using later = new DatabaseSync(file);
    later.exec(`PRAGMA user_version = ${SCHEMA + 1}; ALTER TABLE cases ADD COLUMN colour TEXT`);
    const ledger = await openFor(file);
    await ledger.commit([newDocument('acme/office/305:1')]);
    expect((await audit(ledger)).findings).toEqual([]);
  });

  test('is not written to any more, once the later one forbids it', async () => {
    const ledger = await openFor(file);
    await ledger.commit([newDocument('acme/office/305:1')]);
    using later = new DatabaseSync(file);
    later.exec(`PRAGMA user_version = ${SCHEMA + 1}; UPDATE compatibility SET writer = ${SCHEMA + 1}`);
    await expect(ledger.commit([newDocument('acme/office/305:2')])).rejects.toMatchObject({ code: 'ledger/too-new' });
    expect(await ids(ledger)).toEqual(['acme/office/305:1']);
  });
});

describe('the version of a file', () => {
  test('is nothing where there is none', async () => {
    expect(await ledgerVersion(file)).toEqual({ found: undefined, current: SCHEMA });
  });

  test('of another program is refused in words', async () => {
    using other = new DatabaseSync(file);
    other.exec('CREATE TABLE theirs (x)');
    await expect(ledgerVersion(file)).rejects.toMatchObject({ code: 'ledger/not-a-ledger' });
  });
});
