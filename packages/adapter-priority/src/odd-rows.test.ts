import { sampleDocument } from '@ishur/testkit';
import { expect, test } from 'vitest';
import type { FakePriority } from './fake-server/index.ts';
import { documentsIn, openSession, readAll, recordAll, settlementsOf } from './fixtures/open-session.ts';
import { openWorld, save } from './fixtures/open-world.ts';

const ONE_FORM = { forms: ['AINVOICES'] };

function change(fake: FakePriority, number: string, columns: Readonly<Record<string, string>>): void {
  Object.assign(fake.find('AINVOICES', number)?.row ?? {}, columns);
}

test('of two final documents with one number none is passed over in silence', async () => {
  await using world = await openWorld({}, ONE_FORM);
  const { fake } = world;
  for (const reference of ['1001', '1002', '1003']) save(fake, sampleDocument({ reference }));
  change(fake, '1002', { IVNUM: '1001', DISPRICE: '99999.00' });
  await using opened = await openSession(world.config, world.folder);
  const items = await readAll(opened.session);
  expect(items).toMatchObject([
    { kind: 'document', ref: 'AD:1001' },
    { kind: 'unreadable', where: 'AINVOICES 1001', faults: [{ code: 'priority/number-twice' }] },
    { kind: 'document', ref: 'AD:1003' },
  ]);
});

test.each([
  ['FINAL', '1'],
  ['FINAL', 'true'],
  ['STORNOFLAG', '1'],
])('a flag that is spelled in another way is neither a draft nor a live document: %s %s', async (column, value) => {
  await using world = await openWorld({}, ONE_FORM);
  save(world.fake, sampleDocument({ reference: '1001' }));
  change(world.fake, '1001', { [column]: value });
  await using opened = await openSession(world.config, world.folder);
  expect(await readAll(opened.session)).toMatchObject([{ kind: 'unreadable', faults: [{ path: column }] }]);
});

test('numbers with apostrophes, operators, Hebrew, marks of direction and spaces are read and written as they are', async () => {
  await using world = await openWorld({}, ONE_FORM);
  const { fake } = world;
  const numbers = [
    "O'1",
    "1' or '1' eq '1",
    'חשבונית 7',
    '\u200f1001\u200e',
    '1001',
    'A&$top=1',
    'א"ב+2',
    "',DEBIT='C",
  ];
  for (const reference of numbers) save(fake, sampleDocument({ reference }));
  await using opened = await openSession(world.config, world.folder);
  const settlements = settlementsOf(await documentsIn(opened.session));
  expect(settlements.map(({ ref }) => ref)).toEqual(numbers.map((number) => `AD:${number}`));
  expect((await recordAll(opened.session, settlements)).map(({ kind }) => kind)).toEqual(numbers.map(() => 'recorded'));
  expect(fake.written).toEqual({ billedWrites: numbers.length, overwritten: 0 });
  for (const { ref, number } of settlements) {
    expect(fake.find('AINVOICES', ref.slice(3))?.row['ROYY_ALLOCNUM']).toBe(number);
  }
});

test('half a character in a key takes its own row out, and no other', async () => {
  await using world = await openWorld({}, ONE_FORM);
  const { fake } = world;
  for (const reference of ['1001', '1002', '1003']) save(fake, sampleDocument({ reference }));
  change(fake, '1001', { CUSTNAME: 'C\ud83d' });
  change(fake, '1002', { IVNUM: '10\ud83d' });
  await using opened = await openSession(world.config, world.folder);
  const items = await readAll(opened.session);
  expect(items.map(({ kind }) => kind)).toEqual(['unreadable', 'unreadable', 'document']);
});

test('a document that vanishes between its row and its lines costs no other', async () => {
  await using world = await openWorld({ expandTruncates: true }, ONE_FORM);
  const { fake } = world;
  for (const reference of ['1001', '1002', '1003']) save(fake, sampleDocument({ reference }));
  fake.before = ({ path }) => {
    if (path.includes('1002') && path.includes('_SUBFORM')) fake.store.invoices.get('AINVOICES')?.delete('D:1002');
  };
  await using opened = await openSession(world.config, world.folder);
  expect((await documentsIn(opened.session)).map(({ ref }) => ref)).toEqual(['AD:1001', 'AD:1002', 'AD:1003']);
  expect((await documentsIn(opened.session)).map(({ ref }) => ref)).toEqual(['AD:1001', 'AD:1003']);
});

test('pages that change their size while a form is read neither lose nor repeat a document', async () => {
  for (const exposesIv of [true, false]) {
    await using world = await openWorld({ exposesIv }, { ...ONE_FORM, lines: 'never' });
    const { fake } = world;
    for (let index = 0; index < 300; index += 1) save(fake, sampleDocument({ reference: String(1001 + index) }));
    const sizes = [70, 3, 200, 1, 40];
    fake.before = ({ path }) => {
      if (path.includes('$orderby')) fake.quirks.rowCap = sizes[fake.requests.length % sizes.length] ?? 1;
    };
    await using opened = await openSession(world.config, world.folder);
    const refs = (await documentsIn(opened.session)).map(({ ref }) => ref);
    expect(refs).toEqual(Array.from({ length: 300 }, (_, index) => `AD:${1001 + index}`));
  }
});
