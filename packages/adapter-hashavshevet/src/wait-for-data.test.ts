import { utimes } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { documentLine as line } from './fixtures/sample-records.ts';
import { createWorld } from './fixtures/world.ts';

it('data that changed a moment ago is waited for, although its last record is whole', async () => {
  await using world = await createWorld();
  // Cut between the records of one document, it would be a smaller invoice.
  await world.putPair('IMOVEIN', [line({ 3: '1001' }), line({ 3: '1002' })]);
  const changed = Date.now() / 1000;
  await utimes(world.path('IMOVEIN.DOC'), changed, changed);
  expect(await world.documents({ path: 'IMOVEIN.DOC', settleSeconds: 0.5 })).toHaveLength(2);
  expect(Date.now() / 1000 - changed).toBeGreaterThanOrEqual(0.5);
});

it('data that goes on changing is left for another time, and the others are read', async () => {
  await using world = await createWorld();
  await world.putPair('IMOVEIN', [line({ 3: '1001' })]);
  await world.put('OTHER.DOC', await world.bytes('IMOVEIN.DOC'));
  await world.put('OTHER.PRM', await world.bytes('IMOVEIN.PRM'));
  const touch = (): Promise<void> => utimes(world.path('IMOVEIN.DOC'), Date.now() / 1000, Date.now() / 1000);
  await touch();
  const writing = setInterval(() => void touch(), 20);
  const session = await world.open({ path: ['IMOVEIN.DOC', 'OTHER.DOC'], format: 'documents', settleSeconds: 0.4 });
  const read: string[] = [];
  const reading = (async () => {
    for await (const item of session.read({ signal: new AbortController().signal })) read.push(item.kind);
  })();
  await expect(reading).rejects.toMatchObject({ code: 'hashavshevet/file-being-written', remedy: 'retry' });
  clearInterval(writing);
  expect(read).toEqual(['document']);
});
