import { sampleDocument } from '@ishur/testkit';
import { expect, test } from 'vitest';
import type { FakePriority } from './fake-server/index.ts';
import { openSession, readAll } from './fixtures/open-session.ts';
import { openWorld, save } from './fixtures/open-world.ts';

const INVOICES = 12_000;
const CAP = 2000;
const LATE = 10;

/** 12,000 documents, of which ten are still drafts, scattered among them. */
function fill(fake: FakePriority): void {
  for (let index = 0; index < INVOICES; index += 1) {
    const isDraft = index % (INVOICES / LATE) === 600;
    save(fake, sampleDocument({ reference: String(20_000_000 + index), standing: isDraft ? 'draft' : 'final' }));
  }
}

function draftsIn(fake: FakePriority): readonly number[] {
  return [...(fake.store.invoices.get('AINVOICES')?.values() ?? [])].flatMap(({ row }) =>
    row['FINAL'] === 'Y' ? [] : [Number(row['IV'])],
  );
}

test.each<[string, boolean, number]>([
  ['by IV', true, 30_000_000],
  ['by IV, numbers of another series', true, 10_000_000],
  ['by IVNUM, where IV is not shown', false, 30_000_000],
  ['by IVNUM, numbers of another series', false, 10_000_000],
])(
  '12,000 invoices behind a cap of 2,000, ten finalised meanwhile: each final one exactly once, %s',
  async (name, exposesIv, series) => {
    await using world = await openWorld({ rowCap: CAP, skipEndsAtCap: true, exposesIv }, { lines: 'never' });
    const { fake } = world;
    fill(fake);
    const drafts = [...draftsIn(fake)];
    expect(drafts).toHaveLength(LATE);
    await using opened = await openSession(world.config, world.folder);
    await opened.session.check({ signal: new AbortController().signal });
    const before = fake.requests.length;
    // One page after another is asked for; two drafts get their numbers before each, behind and before where the reading is.
    fake.before = ({ path }) => {
      if (!path.includes('/AINVOICES?') || !path.includes('$orderby')) return;
      for (const [order, iv] of [drafts.shift(), drafts.pop()].entries()) {
        if (iv !== undefined) fake.store.finalise('AINVOICES', iv, String(series + iv + order));
      }
    };
    const items = await readAll(opened.session);
    expect(drafts).toHaveLength(0);
    const refs = items.flatMap((item) => (item.kind === 'document' && item.standing === 'final' ? [item.ref] : []));
    expect(new Set(refs).size).toBe(refs.length);
    const final = [...(fake.store.invoices.get('AINVOICES')?.values() ?? [])].map(({ row }) => `AD:${row['IVNUM']}`);
    expect(refs.toSorted()).toEqual(final.toSorted());
    expect(refs).toHaveLength(INVOICES);
    expect(refs.some((ref) => ref.includes('T'))).toBe(false);
    const calls = fake.requests.length - before;
    // Six pages and an empty one, the customers, the late ones, and two forms that are empty; without IV, all once more.
    expect(calls).toBeLessThanOrEqual(exposesIv ? 14 : 26);
    console.log(`12,000 invoices behind a cap of ${CAP}, ${name}: ${calls} calls`);
  },
);

test('rows that are inserted meanwhile neither move others nor come twice', async () => {
  await using world = await openWorld({ rowCap: 100, exposesIv: false }, { lines: 'never' });
  const { fake } = world;
  for (let index = 0; index < 500; index += 1) save(fake, sampleDocument({ reference: String(5000 + index * 2) }));
  let inserted = 0;
  fake.before = ({ path }) => {
    if (!path.includes('/AINVOICES?') || !path.includes('$orderby') || inserted >= 5) return;
    save(fake, sampleDocument({ reference: String(5001 + inserted * 2) }));
    inserted += 1;
  };
  await using opened = await openSession(world.config, world.folder);
  const refs = (await readAll(opened.session)).flatMap((item) => (item.kind === 'document' ? [item.ref] : []));
  expect(new Set(refs).size).toBe(refs.length);
  for (let index = 0; index < 500; index += 1) expect(refs).toContain(`AD:${5000 + index * 2}`);
});

test('a server that ignores the key by which pages follow each other is told of, and not read in half', async () => {
  await using world = await openWorld({ rowCap: 100, ignoredFilters: ['IV'] });
  for (let index = 0; index < 300; index += 1) save(world.fake, sampleDocument({ reference: String(1000 + index) }));
  await using opened = await openSession(world.config, world.folder);
  await expect(readAll(opened.session)).rejects.toMatchObject({
    code: 'priority/filter-ignored',
    remedy: 'fix-config',
  });
  await using other = await openSession({ ...world.config, orderBy: 'IVNUM' }, world.folder);
  expect(await readAll(other.session)).toHaveLength(300);
});

test('a server that ignores the order by which pages follow each other is told of too', async () => {
  await using world = await openWorld({ rowCap: 100, ignoredOrders: ['IV'] });
  const { fake } = world;
  for (let index = 0; index < 300; index += 1) save(fake, sampleDocument({ reference: String(1000 + index) }));
  // One that was entered late stands elsewhere.
  fake.store.invoices.get('AINVOICES')?.delete('D:1003');
  save(fake, sampleDocument({ reference: '1003' }));
  const held = fake.store.invoices.get('AINVOICES');
  const all = [...(held?.entries() ?? [])].toReversed();
  held?.clear();
  for (const [key, invoice] of all) held?.set(key, invoice);
  await using opened = await openSession(world.config, world.folder);
  await expect(readAll(opened.session)).rejects.toMatchObject({ code: 'priority/order-ignored' });
  await using other = await openSession({ ...world.config, orderBy: 'IVNUM' }, world.folder);
  expect(await readAll(other.session)).toHaveLength(300);
});

test('a filter by day that is ignored is made good in code', async () => {
  await using world = await openWorld({ ignoredFilters: ['IVDATE'] });
  save(world.fake, sampleDocument({ reference: '1', documentDate: '2026-05-31' }));
  save(world.fake, sampleDocument({ reference: '2', documentDate: '2026-06-01' }));
  await using opened = await openSession(world.config, world.folder);
  const refs = (await readAll(opened.session, { from: '2026-06-01' })).map((item) => 'ref' in item && item.ref);
  expect(refs).toEqual(['AD:2']);
});
