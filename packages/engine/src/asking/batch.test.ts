import { describe, expect, test } from 'vitest';
import { OTHER_AMOUNT, documentOf, documents, fieldsOf, invoiceIdOf } from '../fixtures/documents.ts';
import { failureWith, movedBy } from '../fixtures/failures.ts';
import {
  answerLost,
  batchFails,
  batchLost,
  batchRefused,
  held,
  rejected,
  unanswered,
} from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import type { World } from '../fixtures/world.ts';
import { newWorld } from '../fixtures/world.ts';

const PAIRS = { batching: { from: 2, upTo: 100 }, asksAtOnce: 1 } as const;

async function standings(world: World): Promise<string> {
  return (await world.cases()).map(({ summary }) => summary.standing).join(' ');
}

function bodies(world: World): number[] {
  return [...new Set(world.authority.came.map(({ invoiceId }) => invoiceId))].map(
    (id) => new Set(world.authority.bodiesOf(id)).size,
  );
}

describe('many asks', () => {
  test.each([
    [9, undefined, Array(9).fill(1)],
    [10, undefined, [10]],
    [109, undefined, [100, ...Array(9).fill(1)]],
    [112, undefined, [100, 12]],
    [5, { from: 3, upTo: 4 }, [4, 1]],
    [3, { from: 1, upTo: 1 }, [1, 1, 1]],
    [12, 'never', Array(12).fill(1)],
  ] as const)('%i of them with %o go out in exchanges of %j', async (count, batching, exchanges) => {
    const world = newWorld();
    const options = { asksAtOnce: 1, ...(batching === undefined ? {} : { batching }) };
    const run = world.start([fakeSource('office', documents(count))], options).run();
    expect(await run).toMatchObject({ asked: count, failures: [] });
    expect(world.authority.exchanges).toEqual(exchanges);
    expect(new Set((await standings(world)).split(' '))).toEqual(new Set(['allocated']));
  });

  test('go out one by one where the authority takes no batches', async () => {
    const world = newWorld();
    await world.start([fakeSource('office', documents(12))], { approveMany: null }).run();
    expect(world.authority.exchanges).toEqual(Array(12).fill(1));
  });

  test('are durable in one commit before a byte leaves, and settled in one', async () => {
    const world = newWorld();
    const commits: string[] = [];
    const process = world.start([fakeSource('office', documents(4))], {
      ...PAIRS,
      ledger: (ledger) => ({
        async commit(changes, reading) {
          commits.push(changes.map(({ summary }) => summary.standing).join(' '));
          await ledger.commit(changes, reading);
        },
      }),
    });
    await process.run();
    expect(commits.slice(2, 4)).toEqual(['asking asking asking asking', 'allocated allocated allocated allocated']);
    const events = (await world.cases()).map(({ stored }) => stored.entries[1]?.event);
    expect(events).toMatchObject(Array(4).fill({ kind: 'asking', together: 4 }));
  });

  test('hold no sum that the header of a batch cannot say', async () => {
    const world = newWorld();
    const half = { netAmount: '600000000000.00', vatAmount: '0.18', grossAmount: '600000000000.18' };
    const items = ['1', '2', '3'].map((reference) => documentOf(reference, half));
    await world.start([fakeSource('office', [...items, documentOf('4')])], PAIRS).run();
    // Two of the large ones exceed N12.2 together; the small one fits beside the first.
    expect(world.authority.exchanges).toEqual([2, 1, 1]);
    expect(await standings(world)).toBe('allocated allocated allocated allocated');
  });

  test('that go wrong go wrong alone', async () => {
    const world = newWorld();
    world.authority.next(invoiceIdOf('1002'), held);
    world.authority.next(invoiceIdOf('1003'), rejected);
    world.authority.next(invoiceIdOf('1004'), answerLost);
    const source = fakeSource('office', documents(6));
    const { asked, failures } = await world.start([source], PAIRS).run();
    expect([asked, failures.map(({ code }) => code)]).toEqual([6, ['test/retry']]);
    expect(await standings(world)).toBe('allocated held rejected unconfirmed allocated allocated');
    // What brought no answer goes out by itself, with the same bytes; whatever else is new goes together.
    source.items.push(documentOf('7'), documentOf('8'));
    await world.start([source], PAIRS).run();
    expect(world.authority.exchanges).toEqual([6, 2, 1]);
    expect(await standings(world)).toBe('allocated held rejected allocated allocated allocated allocated allocated');
    expect(bodies(world)).toEqual(Array(8).fill(1));
  });

  test('whose settings are refused stop the business, and stay queued', async () => {
    const world = newWorld();
    const fault = { code: 'a', path: 'operator', message: { he: 'שגוי.', en: 'Wrong.' } };
    for (const { fields } of documents(5)) {
      world.authority.next(invoiceIdOf(fields.reference), () => ({ kind: 'rejected', faults: [fault] }));
    }
    const { failures } = await world.start([fakeSource('office', documents(5))], PAIRS).run();
    expect(failures.map(({ code }) => code)).toEqual(['engine/asker-refused']);
    expect(await standings(world)).toBe('queued queued queued queued queued');
  });
});

describe('a batch that was turned away as a whole', () => {
  test('is sent one by one at once, with the same bytes, and that is no failure', async () => {
    const world = newWorld();
    world.authority.nextBatch(batchRefused);
    const process = world.start([fakeSource('office', documents(4))], PAIRS);
    expect(await process.run()).toMatchObject({ asked: 4, failures: [] });
    expect(world.authority.exchanges).toEqual([4, 1, 1, 1, 1]);
    expect(bodies(world)).toEqual([1, 1, 1, 1]);
    expect((await world.caseOf('1001')).story).toEqual([
      'seen',
      'asking',
      'not-sent',
      'asking',
      'allocated',
      'delivered',
    ]);
    expect(process.told.filter(({ kind }) => kind === 'trouble')).toEqual([]);
  });

  test('goes one by one also where the process dies in between, and another one goes on', async () => {
    const world = newWorld();
    world.authority.nextBatch(batchRefused);
    let isDead = false;
    const dying = world.start([fakeSource('office', documents(3))], {
      ...PAIRS,
      approve: async () => {
        isDead = true;
        throw new Error('dead');
      },
      ledger: (ledger) => ({
        commit: async (...change) => {
          if (isDead) throw new Error('dead');
          await ledger.commit(...change);
        },
      }),
    });
    await expect(dying.run()).rejects.toThrow('dead');
    world.setClock('2026-07-02T09:00:00.000Z');
    await world.start([], { ...PAIRS, name: 'heir', gone: ['first'] }).run();
    expect(world.authority.exchanges).toEqual([3, 1, 1, 1]);
    expect(await standings(world)).toBe('allocated allocated allocated');
  });

  test('twice in a row is the last one of a run', async () => {
    const world = newWorld();
    world.authority.nextBatch(batchRefused, batchRefused, batchRefused);
    const options = { asksAtOnce: 1, batching: { from: 2, upTo: 2 } };
    await world.start([fakeSource('office', documents(8))], options).run();
    expect(world.authority.exchanges).toEqual([2, 1, 1, 2, 1, 1, 1, 1, 1, 1]);
  });
});

describe('a batch that was lost', () => {
  test('is unconfirmed for all of it, one failure, and is sent one by one, to the byte', async () => {
    const world = newWorld();
    world.authority.nextBatch(batchLost);
    const source = fakeSource('office', documents(4));
    const { asked, failures } = await world.start([source], PAIRS).run();
    expect([asked, failures.length]).toEqual([4, 1]);
    expect(await standings(world)).toBe('unconfirmed unconfirmed unconfirmed unconfirmed');
    await world.start([source], PAIRS).run();
    expect(world.authority.exchanges).toEqual([4, 1, 1, 1, 1]);
    expect(bodies(world)).toEqual([1, 1, 1, 1]);
    expect(await standings(world)).toBe('allocated allocated allocated allocated');
    const issued = [...world.authority.issued.values()];
    expect(issued.map((numbers) => numbers.length)).toEqual([1, 1, 1, 1]);
  });

  test.each([
    ['certainly not sent', failureWith('retry'), 'queued queued queued'],
    ['in a way that nobody foresaw', new TypeError('x'), 'unconfirmed unconfirmed unconfirmed'],
  ])('%s is as certain as that', async (_how, error, after) => {
    const world = newWorld();
    world.authority.nextBatch(batchFails(error));
    await world.start([fakeSource('office', documents(3))], PAIRS).run();
    expect(await standings(world)).toBe(after);
  });

  test('is unconfirmed as far as the answer tells of too few', async () => {
    const world = newWorld();
    world.authority.nextBatch(async (process) => (await process()).slice(0, 2));
    await world.start([fakeSource('office', documents(3))], PAIRS).run();
    expect(await standings(world)).toBe('allocated allocated unconfirmed');
  });
});

describe('another process', () => {
  test('that touches a case while its batch is put together is heard, and nothing is asked twice', async () => {
    const world = newWorld();
    let isFirst = true;
    const process = world.start([fakeSource('office', documents(4))], {
      ...PAIRS,
      ledger: (ledger) => ({
        async commit(changes, reading) {
          if (isFirst && changes.some(({ summary }) => summary.standing === 'asking')) {
            isFirst = false;
            const items = documents(4).with(1, documentOf('1002', OTHER_AMOUNT));
            const other = fakeSource('office', items);
            await world.start([other], { name: 'second', batching: 'never', business: { ask: 'nothing' } }).run();
          }
          await ledger.commit(changes, reading);
        },
      }),
    });
    await process.run();
    expect(world.authority.exchanges).toEqual([4]);
    expect((await world.caseOf('1002')).state.ask?.fields).toEqual(fieldsOf('1002', OTHER_AMOUNT));
  });

  test('that keeps touching them leaves them to be asked one by one', async () => {
    const world = newWorld();
    const process = world.start([fakeSource('office', documents(3))], {
      ...PAIRS,
      ledger: (ledger) => ({
        async commit(changes, reading) {
          const isBatch = changes.length > 1 && changes.every(({ summary }) => summary.standing === 'asking');
          if (isBatch) throw movedBy('second');
          await ledger.commit(changes, reading);
        },
      }),
    });
    await process.run();
    expect(world.authority.exchanges).toEqual([1, 1, 1]);
  });

  test('that touches a case while the batch is on the wire does not keep the answers from being kept', async () => {
    const world = newWorld();
    world.authority.nextBatch(async (process) => {
      const other = fakeSource('office', [documentOf('1002', OTHER_AMOUNT)]);
      const second = world.start([other], { name: 'second', business: { ask: 'nothing' } });
      const outcomes = await process();
      await second.run();
      return outcomes;
    });
    let settles = 0;
    const process = world.start([fakeSource('office', documents(3))], {
      ...PAIRS,
      ledger: (ledger) => ({
        async commit(changes, reading) {
          const isSettling = changes.some(({ entries }) => entries.some(({ event }) => event.kind === 'allocated'));
          if (isSettling && (settles += 1) === 1) throw movedBy('second');
          await ledger.commit(changes, reading);
        },
      }),
    });
    await process.run();
    expect(await standings(world)).toBe('allocated diverged allocated');
    expect(settles).toBe(4);
  });

  test('of a ledger that takes nothing any more: all numbers stand in the one error that says so', async () => {
    const world = newWorld();
    const process = world.start([fakeSource('office', documents(3))], {
      ...PAIRS,
      ledger: (ledger) => ({
        async commit(changes, reading) {
          if (changes.some(({ summary }) => summary.number !== undefined)) throw failureWith('fix-config');
          await ledger.commit(changes, reading);
        },
      }),
    });
    const error: unknown = await process.run().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'engine/number-not-kept' });
    for (const [number] of world.authority.issued.values()) expect(String(error)).toContain(number);
    // They are asked for again, one by one, with the same bytes.
    await world.start([], { ...PAIRS, name: 'heir', gone: ['first'] }).run();
    expect(await standings(world)).toBe('allocated allocated allocated');
  });
});

test('what brought no answer never goes into a batch again, however many there are', async () => {
  const world = newWorld();
  for (const { fields } of documents(12)) world.authority.next(invoiceIdOf(fields.reference), unanswered);
  const source = fakeSource('office', documents(12));
  await world.start([source]).run();
  await world.start([source]).run();
  expect(world.authority.exchanges).toEqual([12, ...Array(12).fill(1)]);
});
