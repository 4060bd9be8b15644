import { sampleDocument } from '@ishur/testkit';
import { expect, test } from 'vitest';
import { VAT_NUMBER_COLUMN } from './fake-server/index.ts';
import { documentsIn, openSession } from './fixtures/open-session.ts';
import { openWorld, save } from './fixtures/open-world.ts';
import type { PriorityWorld } from './fixtures/open-world.ts';

/** A thousand customers, of whom each has an invoice, among so many others. */
async function company(others: number): Promise<PriorityWorld> {
  const world = await openWorld({ rowCap: 2000 }, { forms: ['AINVOICES'], lines: 'never' });
  for (let index = 0; index < others; index += 1) {
    const CUSTNAME = `A${String(index).padStart(6, '0')}`;
    world.fake.store.customers.set(CUSTNAME, { CUSTNAME, [VAT_NUMBER_COLUMN]: '000000018' });
  }
  for (let index = 0; index < 1000; index += 1) {
    const customer = { account: `C${String(index).padStart(6, '0')}` };
    save(world.fake, sampleDocument({ reference: String(5000 + index), customer }));
  }
  return world;
}

test.each([
  [500, 2, 'whole pages of customers'],
  [40_000, 32, 'not many more than one call for fifty, where a walk does not find them'],
])('with %i other customers, a thousand are looked up with %i calls at most: %s', async (others, most) => {
  await using world = await company(others);
  await using opened = await openSession(world.config, world.folder);
  const documents = await documentsIn(opened.session);
  expect(documents).toHaveLength(1000);
  expect(documents.every(({ fields }) => fields.customer.vatNumber === '777777715')).toBe(true);
  const calls = world.fake.requests.filter(
    ({ path }) => path.includes('/CUSTOMERS?') && path.includes(VAT_NUMBER_COLUMN),
  );
  expect(calls.length).toBeLessThanOrEqual(most);
});

test('a look-up of customers whose filter is ignored makes nobody a private customer', async () => {
  await using world = await openWorld({ ignoredFilters: ['CUSTNAME'] }, { forms: ['AINVOICES'] });
  world.fake.store.customers.set('OTHER', { CUSTNAME: 'OTHER', [VAT_NUMBER_COLUMN]: null });
  save(world.fake, sampleDocument());
  await using opened = await openSession(world.config, world.folder);
  await expect(documentsIn(opened.session)).rejects.toMatchObject({ code: 'priority/look-up-ignored' });
});
