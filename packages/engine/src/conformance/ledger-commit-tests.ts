import assert from 'node:assert/strict';
import type { AllocationNumber } from '@ishur/core';
import type { CaseChange } from '../ports/ledger.ts';
import { assertMoved, isMoved, listed } from './ledger-world.ts';
import type { LedgerTest } from './ledger-world.ts';
import { askingEvent, changeBy, changeFor } from './sample-case.ts';

const ID = '777777715-305-1';

/** What holds of the one write. */
export const COMMIT_TESTS: readonly LedgerTest[] = [
  {
    name: 'commit/keeps what it was given',
    async run(world) {
      await using ledger = await world.open('simulator');
      const change = changeFor('acme/office/305:1', 0, 2);
      await ledger.commit([{ ...change, frozen: { ask: 1, body: '{"שם":"א"}' } }]);
      assert.deepEqual(await ledger.load('acme/office/305:1'), {
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
    name: 'commit/a number that is to be sole belongs to one case',
    async run(world) {
      await using first = await world.open('simulator');
      await using second = await world.open('simulator');
      const number = '20260630999000000000000001';
      const numbered = (ref: string, text: string, isNumberSole = true): CaseChange => {
        const change = changeFor(`acme/office/305:${ref}`, 0, 1, { reference: ref });
        const stored = { id: change.id, version: 0, entries: change.entries, frozen: undefined };
        const entered = { kind: 'entered', number: text as AllocationNumber, by: 'רות', evidence: 'x' } as const;
        const { entries, summary } = changeBy(stored, entered);
        const changes = { ...change, entries: [...change.entries, ...entries], summary };
        return isNumberSole ? { ...changes, isNumberSole } : changes;
      };
      await first.commit([numbered('1', number)]);
      await assertMoved(second, [numbered('2', number)]);
      await assertMoved(second, [numbered('2', number.slice(-9))]);
      assert.equal(await second.load('acme/office/305:2'), undefined);
      // Others that end alike are others, and who does not ask for it is not refused.
      await second.commit([numbered('3', `9${number}`), numbered('4', number, false)]);
      await assertMoved(second, [numbered('5', number.slice(-9))]);
    },
  },
  {
    name: 'commit/of several at once each stands or falls alone',
    async run(world) {
      await using ledger = await world.open('simulator');
      await ledger.commit([changeFor('acme/office/305:3', 0, 1)]);
      const ids = Array.from({ length: 8 }, (_, index) => `acme/office/305:${index}`);
      const commits = ids.map((id) => ledger.commit([changeFor(id, 0, 1)]));
      // Two from the same version: whoever comes first.
      commits.push(ledger.commit([changeFor('acme/office/305:5', 0, 1)]));
      const results = await Promise.allSettled(commits);
      const failed = results.flatMap((result, index) => (result.status === 'rejected' ? [[index, result.reason]] : []));
      assert.deepEqual(
        failed.map(([index, reason]) => [index, isMoved(reason)]),
        [
          [3, true],
          [8, true],
        ],
      );
      for (const id of ids) assert.equal((await ledger.load(id))?.version, 1, id);
    },
  },
  {
    name: 'commit/an invoice id belongs to one case',
    async run(world) {
      await using ledger = await world.open('simulator');
      await ledger.commit([changeFor('acme/office/305:1', 0, 1, { invoiceId: ID })]);
      // However its reference reads by now: a mended one does not set the id free.
      await assertMoved(ledger, [changeFor('acme/other/305:1', 0, 1, { invoiceId: ID, reference: '2' })]);
      assert.equal(await ledger.load('acme/other/305:1'), undefined);
    },
  },
  {
    name: 'commit/an id is shared by what rests on its case',
    async run(world) {
      await using ledger = await world.open('simulator');
      await ledger.commit([changeFor('acme/office/332:1', 0, 1, { invoiceId: ID })]);
      await ledger.commit([onBase('acme/office/305:1', '1')]);
      await ledger.commit([onBase('acme/office/305:2', '2')]);
      assert.equal((await ledger.load('acme/office/305:2'))?.version, 2);
    },
  },
  {
    name: 'commit/what shares an id differs by its reference',
    async run(world) {
      await using ledger = await world.open('simulator');
      await ledger.commit([onBase('acme/office/305:1', '1')]);
      await assertMoved(ledger, [onBase('acme/shop/305:1', '1')]);
    },
  },
  {
    name: 'commit/a place belongs to one case',
    async run(world) {
      await using ledger = await world.open('simulator');
      await ledger.commit([changeFor('acme/office/305:1', 0, 1), changeFor('gal/office/305:1', 0, 1)]);
      const other = changeFor('acme/shop/305:1', 0, 1);
      const places = [...other.summary.places, ...changeFor('acme/office/305:1', 0, 1).summary.places];
      await assertMoved(ledger, [{ ...other, summary: { ...other.summary, places } }]);
      assert.equal(await ledger.load('acme/shop/305:1'), undefined);
    },
  },
  {
    name: 'commit/an id and a place go over to another case in one commit',
    async run(world) {
      await using ledger = await world.open('simulator');
      for (const [index, order] of [
        [0, 1],
        [1, 0],
      ].entries()) {
        const [one, other] = [`acme/office/${index}:1`, `acme/office/${index}:2`];
        const sample = { invoiceId: `${ID}${index}` };
        await ledger.commit([changeFor(one, 0, 1, sample), changeFor(other, 0, 1)]);
        const [giving, taking] = [changeFor(one, 1, 1, sample), changeFor(other, 1, 1, sample)];
        const places = [...taking.summary.places, ...giving.summary.places];
        const changes = [
          { ...giving, summary: { ...giving.summary, invoiceId: undefined, places: [] } },
          { ...taking, summary: { ...taking.summary, places } },
        ];
        await ledger.commit(order.flatMap((at) => changes[at] ?? []));
        for (const { source, ref } of places) {
          const found = await listed(ledger, { business: 'acme', source, ref });
          assert.deepEqual(
            found.map(({ id }) => id),
            [other],
          );
        }
        // It is let go for good.
        await assertMoved(ledger, [changeFor('gal/office/1', 0, 1, sample)]);
      }
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
    name: 'frozen/the bytes of a later ask take the place of the earlier',
    async run(world) {
      await using ledger = await world.open('simulator');
      const seen = changeFor('acme/office/305:1', 0, 1, { invoiceId: ID });
      await ledger.commit([seen]);
      const cause = { code: 'x', remedy: 'retry', message: { he: 'x', en: 'x' } } as const;
      let entries = seen.entries;
      for (const ask of [1, 2]) {
        const stored = { id: seen.id, version: entries.length, entries, frozen: undefined };
        const change = changeBy(stored, askingEvent(ask, `${ask}`.repeat(64)), { kind: 'not-sent', cause });
        entries = [...entries, ...change.entries];
        await ledger.commit([{ ...change, frozen: { ask, body: `bytes ${ask}` } }]);
      }
      assert.deepEqual((await ledger.load('acme/office/305:1'))?.frozen, { ask: 2, body: 'bytes 2' });
    },
  },
  {
    name: 'close/waits for what is being committed',
    async run(world) {
      await using other = await world.open('simulator');
      const ledger = await world.open('simulator');
      const commit = ledger.commit([changeFor('acme/office/305:1', 0, 1)]);
      await ledger[Symbol.asyncDispose]();
      await commit;
      assert.equal((await other.load('acme/office/305:1'))?.version, 1);
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

/** A case that is asked for under the id of the 332 that it rests on. */
function onBase(id: string, reference: string): CaseChange {
  const seen = changeFor(id, 0, 1, { reference });
  const link = { kind: 'base', case: 'acme/office/332:1' } as const;
  const stored = { id, version: 1, entries: seen.entries, frozen: undefined };
  const asked = changeBy(stored, { kind: 'asked-as', action: 4, invoiceId: ID, link });
  return { ...asked, expectedVersion: 0, entries: [...seen.entries, ...asked.entries] };
}
