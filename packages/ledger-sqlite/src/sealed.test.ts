import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createSealer } from '@ishur/engine';
import { beforeEach, describe, expect, test } from 'vitest';
import { newDocument } from './fixtures/samples.ts';
import { openFor, testFolder } from './fixtures/test-folder.ts';

const BODY = '{"customer_name":"לקוח סודי","invoice_id":"777777715-305-1"}';
const ID = 'acme/office/305:1';

let file: string;

beforeEach(() => {
  file = join(testFolder(), 'ishur.db');
});

describe('the bytes of an open ask', () => {
  test('stand nowhere in the file in clear', async () => {
    const ledger = await openFor(file);
    await ledger.commit([{ ...newDocument(ID), frozen: { ask: 1, body: BODY } }]);
    for (const path of [file, `${file}-wal`]) expect(readFileSync(path).includes('לקוח סודי'), path).toBe(false);
    expect((await ledger.load(ID))?.frozen).toEqual({ ask: 1, body: BODY });
  });

  test.each([
    ['case', 'UPDATE frozen SET position = 2'],
    ['ask', 'UPDATE frozen SET ask = 2'],
  ])('cannot be opened for another %s', async (_what, sql) => {
    const ledger = await openFor(file);
    const other = newDocument('acme/office/305:2');
    await ledger.commit([{ ...newDocument(ID), frozen: { ask: 1, body: BODY } }, other]);
    using database = new DatabaseSync(file);
    database.exec(sql);
    const bodies = [ID, other.id].map(async (id) => (await ledger.load(id))?.frozen?.body);
    await expect(Promise.all(bodies)).rejects.toMatchObject({ code: 'key/damaged' });
  });

  test('need the key; everything else is read without it', async () => {
    const ledger = await openFor(file);
    await ledger.commit([{ ...newDocument(ID), frozen: { ask: 1, body: BODY } }, newDocument('acme/office/305:2')]);
    const stranger = await openFor(file, { sealer: createSealer([Buffer.alloc(32, 9)]) });
    const found = await stranger.load(ID);
    expect(found?.version).toBe(1);
    expect(() => found?.frozen?.body).toThrowError(
      expect.objectContaining({ code: 'key/unknown', remedy: 'fix-config' }),
    );
    expect((await stranger.load('acme/office/305:2'))?.version).toBe(1);
  });
});
