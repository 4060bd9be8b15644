import assert from 'node:assert/strict';
import type { CaseChange, CaseQuery } from '../ports/ledger.ts';
import { journalsOf, listed } from './ledger-world.ts';
import type { LedgerTest } from './ledger-world.ts';
import { changeFor } from './sample-case.ts';

/** What holds of finding cases. */
export const LIST_TESTS: readonly LedgerTest[] = [
  {
    name: 'list/finds by every field of a query',
    async run(world) {
      await using ledger = await world.open('simulator');
      await ledger.commit([
        changeFor('acme/office/305:1', 0, 1, { invoiceId: '777777715-305-1' }),
        changeFor('acme/shop/305:2', 0, 1),
        changeFor('gal/office/305:3', 0, 1),
      ]);
      await ledger.commit([deliveredBy(changeFor('acme/shop/305:2', 1, 1))]);
      const found = async (query: CaseQuery): Promise<string[]> => (await listed(ledger, query)).map(({ id }) => id);
      assert.deepEqual(await found({ business: 'gal' }), ['gal/office/305:3']);
      assert.deepEqual(await found({ source: 'shop' }), ['acme/shop/305:2']);
      assert.deepEqual(await found({ ref: '305:3' }), ['gal/office/305:3']);
      assert.deepEqual(await found({ business: 'acme', source: 'office', ref: '305:1' }), ['acme/office/305:1']);
      assert.deepEqual(await found({ business: 'acme', source: 'office' }), ['acme/office/305:1']);
      assert.deepEqual(await found({ invoiceId: '777777715-305-1' }), ['acme/office/305:1']);
      assert.deepEqual(await found({ business: 'gal', invoiceId: '777777715-305-1' }), []);
      assert.deepEqual(await found({ delivery: 'recorded' }), ['acme/shop/305:2']);
      assert.deepEqual(await found({ business: 'acme', source: 'shop', delivery: 'recorded' }), ['acme/shop/305:2']);
      assert.deepEqual(await found({ business: 'acme', source: 'shop', delivery: 'none' }), []);
      assert.deepEqual(await found({ standings: ['held', 'allocated'] }), []);
      assert.deepEqual(await found({ standings: [] }), []);
      assert.equal((await found({ standings: ['queued'] })).length, 3);
      assert.equal((await found({ business: 'acme', standings: ['queued', 'held'] })).length, 2);
      assert.deepEqual(await found({ business: 'acme', source: 'office', standings: ['held'] }), []);
    },
  },
  {
    name: 'list/shows each case once, in the order in which it came',
    async run(world) {
      await using ledger = await world.open('simulator');
      const ids = Array.from({ length: 1_203 }, (_, index) => `acme/office/305:${index}`);
      await ledger.commit(ids.map((id) => changeFor(id, 0, 1)));
      await ledger.commit([changeFor('acme/office/305:7', 1, 1), twoPlaces(changeFor('acme/office/305:9', 1, 1))]);
      for (const query of [
        {},
        { business: 'acme' },
        { business: 'acme', standings: ['held', 'queued', 'queued'] },
        { business: 'acme', source: 'office' },
        { business: 'acme', source: 'office', delivery: 'none' },
      ] satisfies CaseQuery[]) {
        const found = (await listed(ledger, query)).map(({ id }) => id);
        assert.deepEqual(found, ids, JSON.stringify(query));
      }
    },
  },
  {
    name: 'tier/another tier is invisible',
    async run(world) {
      await using simulator = await world.open('simulator');
      await using production = await world.open('production');
      assert.deepEqual([simulator.tier, production.tier], ['simulator', 'production']);
      const change = changeFor('acme/office/305:1', 0, 1, { invoiceId: '777777715-305-1' });
      await simulator.commit([change]);
      assert.equal(await production.load('acme/office/305:1'), undefined);
      assert.deepEqual(await listed(production, {}), []);
      assert.deepEqual(await listed(production, { business: 'acme', source: 'office', ref: '305:1' }), []);
      assert.deepEqual(await listed(production, { invoiceId: '777777715-305-1' }), []);
      assert.deepEqual(await journalsOf(production), []);
      await production.commit([change]);
    },
  },
];

function deliveredBy(change: CaseChange): CaseChange {
  const places = change.summary.places.map((place) => ({ ...place, delivery: 'recorded' as const }));
  return { ...change, summary: { ...change.summary, places } };
}

/** A document that its source holds twice. */
function twoPlaces(change: CaseChange): CaseChange {
  const places = [...change.summary.places, { source: 'office', ref: 'copy', delivery: 'none' as const }];
  return { ...change, summary: { ...change.summary, places } };
}
