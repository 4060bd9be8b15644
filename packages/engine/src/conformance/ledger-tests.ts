import assert from 'node:assert/strict';
import { isIshurError } from '@ishur/contract';
import type { CaseChange, CaseQuery, CaseSummary, Ledger } from '../ports/ledger.ts';
import { changeFor, seenEntry } from './sample-case.ts';

/** One storage, which the tests open as often as they like: two handles stand for two processes. */
export interface LedgerWorld {
  open(tier: string): Promise<Ledger>;
}

/** One promise of the port, and how it is tried. */
export interface LedgerTest {
  /** Stable: waivers and reports name it. */
  readonly name: string;
  readonly run: (world: LedgerWorld) => Promise<void>;
}

/** All that a ledger promises. Each test gets an empty world. */
export const LEDGER_TESTS: readonly LedgerTest[] = [
  {
    name: 'commit/keeps what it was given',
    async run(world) {
      await using ledger = await world.open('simulator');
      const change = changeFor('acme/office/305:1', 0, 2);
      await ledger.commit([{ ...change, frozen: { ask: 1, body: '{"שם":"א"}' } }]);
      const stored = await ledger.load('acme/office/305:1');
      assert.deepEqual(stored, {
        id: 'acme/office/305:1',
        version: 2,
        entries: change.entries,
        frozen: { ask: 1, body: '{"שם":"א"}' },
      });
    },
  },
  {
    name: 'commit/survives reopening',
    async run(world) {
      {
        await using ledger = await world.open('simulator');
        await ledger.commit([changeFor('acme/office/305:1', 0, 1)]);
      }
      await using ledger = await world.open('simulator');
      assert.equal((await ledger.load('acme/office/305:1'))?.version, 1);
    },
  },
  {
    name: 'commit/all or none',
    async run(world) {
      await using ledger = await world.open('simulator');
      await ledger.commit([changeFor('acme/office/305:1', 0, 1)]);
      await assertMoved(ledger, [changeFor('acme/office/305:2', 0, 1), changeFor('acme/office/305:1', 0, 1)]);
      assert.equal(await ledger.load('acme/office/305:2'), undefined);
    },
  },
  {
    name: 'commit/a stale version is moved',
    async run(world) {
      await using first = await world.open('simulator');
      await using second = await world.open('simulator');
      await first.commit([changeFor('acme/office/305:1', 0, 1)]);
      await second.commit([changeFor('acme/office/305:1', 1, 1)]);
      await assertMoved(first, [changeFor('acme/office/305:1', 1, 1)]);
      assert.equal((await first.load('acme/office/305:1'))?.version, 2);
    },
  },
  {
    name: 'commit/an invoice id belongs to one case',
    async run(world) {
      await using ledger = await world.open('simulator');
      await ledger.commit([withId(changeFor('acme/office/305:1', 0, 1), '777777715-305-1')]);
      await assertMoved(ledger, [withId(changeFor('acme/other/305:1', 0, 1), '777777715-305-1')]);
      assert.equal(await ledger.load('acme/other/305:1'), undefined);
    },
  },
  {
    name: 'frozen/stays until it is let go',
    async run(world) {
      await using ledger = await world.open('simulator');
      await ledger.commit([{ ...changeFor('acme/office/305:1', 0, 1), frozen: { ask: 1, body: 'bytes' } }]);
      await ledger.commit([changeFor('acme/office/305:1', 1, 1)]);
      assert.deepEqual((await ledger.load('acme/office/305:1'))?.frozen, { ask: 1, body: 'bytes' });
      await ledger.commit([{ ...changeFor('acme/office/305:1', 2, 1), frozen: null }]);
      assert.equal((await ledger.load('acme/office/305:1'))?.frozen, undefined);
    },
  },
  {
    name: 'list/finds by every field of a query',
    async run(world) {
      await using ledger = await world.open('simulator');
      await ledger.commit([
        withId(changeFor('acme/office/305:1', 0, 1), '777777715-305-1'),
        changeFor('acme/shop/305:2', 0, 1),
        changeFor('gal/office/305:3', 0, 1),
      ]);
      await ledger.commit([deliveredBy(changeFor('acme/shop/305:2', 1, 1))]);
      const found = async (query: CaseQuery): Promise<string[]> => (await listed(ledger, query)).map(({ id }) => id);
      assert.deepEqual(await found({ business: 'gal' }), ['gal/office/305:3']);
      assert.deepEqual(await found({ source: 'shop' }), ['acme/shop/305:2']);
      assert.deepEqual(await found({ business: 'acme', source: 'office', ref: '305:1' }), ['acme/office/305:1']);
      assert.deepEqual(await found({ invoiceId: '777777715-305-1' }), ['acme/office/305:1']);
      assert.deepEqual(await found({ delivery: 'recorded' }), ['acme/shop/305:2']);
      assert.deepEqual(await found({ standings: ['held', 'allocated'] }), []);
      assert.equal((await found({ standings: ['queued'] })).length, 3);
    },
  },
  {
    name: 'list/shows each case once, in the order in which it came',
    async run(world) {
      await using ledger = await world.open('simulator');
      const ids = Array.from({ length: 1_203 }, (_, index) => `acme/office/305:${index}`);
      await ledger.commit(ids.map((id) => changeFor(id, 0, 1)));
      await ledger.commit([changeFor('acme/office/305:7', 1, 1)]);
      assert.deepEqual(
        (await listed(ledger, {})).map(({ id }) => id),
        ids,
      );
    },
  },
  {
    name: 'tier/another tier is invisible',
    async run(world) {
      await using simulator = await world.open('simulator');
      await using production = await world.open('production');
      await simulator.commit([withId(changeFor('acme/office/305:1', 0, 1), '777777715-305-1')]);
      assert.equal(await production.load('acme/office/305:1'), undefined);
      assert.deepEqual(await listed(production, {}), []);
      await production.commit([withId(changeFor('acme/office/305:1', 0, 1), '777777715-305-1')]);
    },
  },
  {
    name: 'reading/replaces the reading before',
    async run(world) {
      await using ledger = await world.open('simulator');
      const reading = {
        business: 'acme',
        source: 'office',
        finishedAt: '2026-06-30T10:00:00.000Z',
        cursor: 'a',
        unreadableBeyond: 7,
      };
      const unreadable = [{ where: 'a.csv:7', faults: [] }];
      await ledger.commit([], { ...reading, unreadable });
      await ledger.commit([], { ...reading, source: 'shop', unreadable: [] });
      await ledger.commit([], { ...reading, cursor: undefined, unreadable: [] });
      assert.deepEqual(await ledger.readings('acme'), [
        { ...reading, cursor: undefined, unreadable: [] },
        { ...reading, source: 'shop', unreadable: [] },
      ]);
      assert.deepEqual(await ledger.readings('gal'), []);
    },
  },
];

async function assertMoved(ledger: Ledger, changes: readonly CaseChange[]): Promise<void> {
  await assert.rejects(ledger.commit(changes), (error) => isIshurError(error) && error.code === 'ledger/moved');
}

async function listed(ledger: Ledger, query: CaseQuery): Promise<CaseSummary[]> {
  const summaries: CaseSummary[] = [];
  for await (const summary of ledger.list(query)) summaries.push(summary);
  return summaries;
}

function withId(change: CaseChange, invoiceId: string): CaseChange {
  return { ...change, summary: { ...change.summary, invoiceId } };
}

function deliveredBy(change: CaseChange): CaseChange {
  const places = change.summary.places.map((place) => ({ ...place, delivery: 'recorded' as const }));
  return { ...change, entries: [seenEntry('later')], summary: { ...change.summary, places } };
}
