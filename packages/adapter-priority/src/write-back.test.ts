import type { RecordReceipt } from '@ishur/contract/v1';
import { sampleDocument } from '@ishur/testkit';
import type { SampleDocument } from '@ishur/testkit';
import { expect, test } from 'vitest';
import { ALLOCATION_COLUMN } from './fake-server/index.ts';
import type { FakeQuirks } from './fake-server/index.ts';
import { documentsIn, numberFor, openSession, recordAll, settlementsOf } from './fixtures/open-session.ts';
import { openWorld, save } from './fixtures/open-world.ts';

const ONE_FORM = { forms: ['AINVOICES'] };

function sampleDocuments(count: number): readonly SampleDocument[] {
  return Array.from({ length: count }, (_, index) => sampleDocument({ reference: String(1001 + index) }));
}

function countOf(receipts: readonly RecordReceipt[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const receipt of receipts) {
    const kind = receipt.kind === 'failed' ? receipt.cause.code : receipt.kind;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

test('lost answers, changed documents, foreign numbers and vanished ones: nothing overwritten, all of it reported', async () => {
  await using world = await openWorld({ patch: 'answer-lost' }, ONE_FORM);
  const { fake } = world;
  const samples = sampleDocuments(120);
  for (const each of samples) save(fake, each);
  await using opened = await openSession(world.config, world.folder);
  const settlements = settlementsOf(await documentsIn(opened.session));
  // Between the reading and the writing, people work.
  for (const [index, { fields }] of samples.entries()) {
    const row = fake.find('AINVOICES', fields.reference)?.row;
    if (row === undefined) throw new Error('not there');
    if (index % 4 === 1) row[ALLOCATION_COLUMN] = numberFor(5000 + index);
    if (index % 4 === 2) row['DISPRICE'] = '9999.00';
    if (index % 40 === 3) fake.store.invoices.get('AINVOICES')?.delete(`D:${fields.reference}`);
  }
  const receipts = await recordAll(opened.session, settlements);
  expect(receipts.map(({ ref }) => ref)).toEqual(settlements.map(({ ref }) => ref));
  expect(countOf(receipts)).toEqual({ recorded: 57, conflict: 30, stale: 30, 'priority/document-gone': 3 });
  expect(fake.written).toEqual({ billedWrites: 57, overwritten: 0 });
  for (const [index, { fields }] of samples.entries()) {
    const number = fake.find('AINVOICES', fields.reference)?.row[ALLOCATION_COLUMN];
    if (index % 4 === 0) expect(number).toBe(settlements[index]?.number);
    if (index % 4 === 1) expect(number).toBe(numberFor(5000 + index));
    if (index % 4 === 2) expect(number).toBe(null);
  }
  const conflicts = receipts.filter((receipt) => receipt.kind === 'conflict');
  expect(conflicts.map(({ existingNumber }) => existingNumber)).toEqual(
    samples.flatMap((_, index) => (index % 4 === 1 ? [numberFor(5000 + index)] : [])),
  );
});

test.each<[FakeQuirks['patch'], string, string, number]>([
  // Neither done nor told: nobody knows, and it is not sent again.
  ['lost', 'priority/write-unconfirmed', 'retry', 1],
  ['no-permission', 'priority/writing-forbidden', 'fix-config', 0],
  ['refused-by-screen', 'priority/refused-by-screen', 'fix-document', 0],
])('a PATCH that is %s: %s, and sent once', async (patch, code, remedy, billedAtMost) => {
  await using world = await openWorld({ patch }, ONE_FORM);
  save(world.fake, sampleDocument());
  await using opened = await openSession(world.config, world.folder);
  const settlements = settlementsOf(await documentsIn(opened.session));
  expect(await recordAll(opened.session, settlements)).toMatchObject([{ kind: 'failed', cause: { code, remedy } }]);
  expect(world.fake.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
  expect(opened.logged.join()).toContain(`${billedAtMost} billed writes`);
  world.fake.quirks.patch = 'done';
  expect(await recordAll(opened.session, settlements)).toMatchObject([{ kind: 'recorded' }]);
});

test('a permission that is missing is found out once, and not for every document', async () => {
  await using world = await openWorld({ patch: 'no-permission' }, ONE_FORM);
  for (const each of sampleDocuments(120)) save(world.fake, each);
  await using opened = await openSession(world.config, world.folder);
  const settlements = settlementsOf(await documentsIn(opened.session));
  const receipts = await recordAll(opened.session, settlements);
  expect(countOf(receipts)).toEqual({ 'priority/writing-forbidden': 10, 'priority/not-tried': 110 });
  expect(receipts.map(({ ref }) => ref)).toEqual(settlements.map(({ ref }) => ref));
  expect(world.fake.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(10);
  world.fake.quirks.patch = 'done';
  expect(countOf(await recordAll(opened.session, settlements))).toEqual({ recorded: 120 });
});

test('a column that takes a number and does not keep it is told apart from one that is read-only', async () => {
  await using world = await openWorld({ allocationColumn: 'silently-read-only' }, ONE_FORM);
  save(world.fake, sampleDocument());
  await using opened = await openSession(world.config, world.folder);
  const settlements = settlementsOf(await documentsIn(opened.session));
  expect(await recordAll(opened.session, settlements)).toMatchObject([
    { kind: 'failed', cause: { code: 'priority/number-not-kept', remedy: 'fix-config' } },
  ]);
  // Made read-only after the session looked at it.
  world.fake.quirks.allocationColumn = 'read-only';
  expect(await recordAll(opened.session, settlements)).toMatchObject([
    { kind: 'failed', cause: { code: 'priority/column-read-only', remedy: 'fix-config' } },
  ]);
});

test('a document that changes in the very moment of writing loses the number again, and is told', async () => {
  await using world = await openWorld({}, ONE_FORM);
  const { fake } = world;
  save(fake, sampleDocument());
  await using opened = await openSession(world.config, world.folder);
  const settlements = settlementsOf(await documentsIn(opened.session));
  fake.before = ({ method }) => {
    const row = fake.find('AINVOICES', '1001')?.row;
    if (method === 'PATCH' && row !== undefined) row['DISPRICE'] = '12000.00';
  };
  expect(await recordAll(opened.session, settlements)).toMatchObject([{ kind: 'stale' }]);
  expect(fake.find('AINVOICES', '1001')?.row[ALLOCATION_COLUMN]).toBe('');
});

test('where no column can take a number, it is a failure and no receipt', async () => {
  await using world = await openWorld({ allocationColumn: 'absent' }, ONE_FORM);
  save(world.fake, sampleDocument());
  await using opened = await openSession(world.config, world.folder);
  const receipts = await recordAll(opened.session, settlementsOf(await documentsIn(opened.session)));
  expect(receipts).toMatchObject([{ kind: 'failed', cause: { code: 'priority/no-place-for-number' } }]);
  expect(world.fake.written.billedWrites).toBe(0);
});

test('a zero in the column is no number of somebody else', async () => {
  await using world = await openWorld({}, ONE_FORM);
  save(world.fake, sampleDocument({ existingNumber: '0' }));
  await using opened = await openSession(world.config, world.folder);
  const receipts = await recordAll(opened.session, settlementsOf(await documentsIn(opened.session)));
  expect(receipts).toMatchObject([{ kind: 'recorded' }]);
});

test('a look-up whose filter is ignored finds nothing gone, and writes nothing', async () => {
  await using world = await openWorld({}, ONE_FORM);
  for (const each of sampleDocuments(20)) save(world.fake, each);
  await using opened = await openSession(world.config, world.folder);
  const settlements = settlementsOf(await documentsIn(opened.session)).slice(0, 2);
  world.fake.quirks.ignoredFilters = ['IVNUM'];
  await expect(recordAll(opened.session, settlements)).rejects.toMatchObject({ code: 'priority/look-up-ignored' });
  const [first] = settlements;
  await expect(
    opened.session.reread?.(first?.ref ?? '', { signal: new AbortController().signal }),
  ).rejects.toMatchObject({ code: 'priority/look-up-ignored' });
  expect(world.fake.written.billedWrites).toBe(0);
});

test('1,000 documents: calls and billed writes near the least that is possible', async () => {
  await using world = await openWorld({}, { ...ONE_FORM, lines: 'never' });
  const { fake } = world;
  // Three hundred customers, as companies have.
  for (const [index, each] of sampleDocuments(1000).entries()) {
    const customer = { ...each.fields.customer, account: `C${index % 300}` };
    save(fake, { ...each, fields: { ...each.fields, customer } });
  }
  await using opened = await openSession(world.config, world.folder);
  await opened.session.check({ signal: new AbortController().signal });
  const checked = fake.requests.length;
  const settlements = settlementsOf(await documentsIn(opened.session));
  const read = fake.requests.length;
  const receipts: RecordReceipt[] = [];
  // As the engine hands them over.
  for (const half of [settlements.slice(0, 500), settlements.slice(500)]) {
    receipts.push(...(await recordAll(opened.session, half)));
  }
  expect(countOf(receipts)).toEqual({ recorded: 1000 });
  const writes = fake.requests.filter(({ method }) => method === 'PATCH').length;
  const looks = fake.requests.length - read - writes;
  // Fewer is not possible: one write each, and forty looks of fifty documents each, before and after.
  expect(fake.written.billedWrites).toBe(1000);
  expect(writes).toBe(1000);
  console.log(
    `1,000 documents: check ${checked} calls, reading ${read - checked}, writing ${writes} PATCH (billed writes: ${fake.written.billedWrites}; the least is 1,000) and ${looks} looks (the least is 40)`,
  );
  expect(read - checked).toBeLessThanOrEqual(4);
  expect(looks).toBeLessThanOrEqual(140);
  expect(opened.logged.filter((line) => line.includes('500 billed writes'))).toHaveLength(2);
});
