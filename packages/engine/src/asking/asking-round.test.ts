import { describe, expect, test } from 'vitest';
import { documentOf, documents, invoiceIdOf } from '../fixtures/documents.ts';
import { failureWith } from '../fixtures/failures.ts';
import { fails, held, unanswered } from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import type { World } from '../fixtures/world.ts';
import { newWorld } from '../fixtures/world.ts';

const ONE_BY_ONE = { asksAtOnce: 1 } as const;
const REFERENCES = ['1001', '1002', '1003', '1004', '1005', '1006'];

async function standings(world: World): Promise<string> {
  return (await world.cases()).map(({ summary }) => summary.standing).join(' ');
}

describe('a round of asks', () => {
  test('goes in the order in which the documents came', async () => {
    const world = newWorld();
    await world.start([fakeSource('office', documents(6))], ONE_BY_ONE).run();
    expect(world.authority.came.map(({ invoiceId }) => invoiceId)).toEqual(REFERENCES.map(invoiceIdOf));
  });

  test.each([1, 3, undefined])('has so many asks on the wire at once and no more: %s', async (asksAtOnce) => {
    const world = newWorld();
    let onTheWire = 0;
    let most = 0;
    for (const reference of REFERENCES) {
      world.authority.next(invoiceIdOf(reference), async (allocate) => {
        onTheWire += 1;
        most = Math.max(most, onTheWire);
        await nextTurn();
        onTheWire -= 1;
        return allocate();
      });
    }
    await world.start([fakeSource('office', documents(6))], asksAtOnce === undefined ? {} : { asksAtOnce }).run();
    expect(most).toBe(asksAtOnce ?? 4);
  });

  test('ends after three failures in a row: the rest waits for the next run', async () => {
    const world = newWorld();
    const source = fakeSource('office', documents(6));
    for (const reference of REFERENCES) world.authority.next(invoiceIdOf(reference), fails(failureWith('retry')));
    const { asked, failures } = await world.start([source], ONE_BY_ONE).run();
    // None of them reached anybody.
    expect(asked).toBe(0);
    expect(failures.map(({ code }) => code)).toEqual(['test/retry', 'test/retry', 'test/retry']);
    expect(world.authority.came).toHaveLength(3);
    expect(await standings(world)).toBe('queued queued queued queued queued queued');
  });

  test('takes asks without a readable answer for failures too', async () => {
    const world = newWorld();
    for (const reference of REFERENCES) world.authority.next(invoiceIdOf(reference), unanswered);
    await world.start([fakeSource('office', documents(6))], ONE_BY_ONE).run();
    expect(await standings(world)).toBe('unconfirmed unconfirmed unconfirmed queued queued queued');
  });

  test('goes on after two failures and an answer, whatever the answer says', async () => {
    const world = newWorld();
    for (const reference of ['1001', '1002', '1004', '1005']) {
      world.authority.next(invoiceIdOf(reference), fails(failureWith('retry')));
    }
    world.authority.next(invoiceIdOf('1003'), held);
    const { asked, failures } = await world.start([fakeSource('office', documents(6))], ONE_BY_ONE).run();
    expect([asked, failures.length]).toEqual([2, 4]);
    expect(await standings(world)).toBe('queued queued held queued queued allocated');
  });

  test('is not ended by documents that cannot be asked for, however many: they hold up no other', async () => {
    const world = newWorld();
    for (const reference of REFERENCES.slice(0, 5)) {
      world.authority.next(invoiceIdOf(reference), fails(failureWith('fix-document')));
    }
    const { failures } = await world.start([fakeSource('office', documents(6))], ONE_BY_ONE).run();
    expect(failures).toHaveLength(5);
    expect((await world.caseOf('1006')).summary.standing).toBe('allocated');
  });

  test.each(['fix-config', 'report-bug'] as const)('ends at once where somebody must act first: %s', async (remedy) => {
    const world = newWorld();
    world.authority.next(invoiceIdOf('1002'), fails(failureWith(remedy)));
    const source = fakeSource('office', documents(6));
    const { asked, failures } = await world.start([source], ONE_BY_ONE).run();
    expect([asked, failures.map(({ code }) => code)]).toEqual([1, [`test/${remedy}`]]);
    expect(await standings(world)).toBe('allocated queued queued queued queued queued');
    // What came before is brought home all the same.
    expect(source.written.size).toBe(1);
    expect(await world.start([source], ONE_BY_ONE).run()).toMatchObject({ asked: 5, failures: [] });
  });

  test('ends at once where the authority fails in a way that nobody foresaw', async () => {
    const world = newWorld();
    world.authority.next(invoiceIdOf('1001'), fails(new TypeError('x is not a function')));
    const { failures } = await world.start([fakeSource('office', documents(6))], ONE_BY_ONE).run();
    expect(failures).toMatchObject([{ code: 'engine/unexpected', remedy: 'report-bug' }]);
    expect(await standings(world)).toBe('unconfirmed queued queued queued queued queued');
  });

  test('stops between two documents when it is told to; what is on the wire is settled first', async () => {
    const world = newWorld();
    const stop = new AbortController();
    const signals: AbortSignal[] = [];
    world.authority.next(invoiceIdOf('1002'), (allocate, _ask, { signal }) => {
      signals.push(signal);
      stop.abort();
      return allocate();
    });
    const source = fakeSource('office', documents(6));
    expect(await world.start([source], ONE_BY_ONE).run(stop.signal)).toMatchObject({ asked: 2, failures: [] });
    expect(await standings(world)).toBe('allocated allocated queued queued queued queued');
    // What is on the wire is not given up for that.
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    // What came is brought home.
    expect(source.brought).toHaveLength(2);
    await world.start([source]).run();
    expect(source.written.size).toBe(6);
  });

  test('asks for nothing when it is stopped before it begins', async () => {
    const world = newWorld();
    await world.start([fakeSource('office', documents(2))], { business: { ask: 'nothing' } }).run();
    expect(await world.start([fakeSource('office', documents(2))]).run(AbortSignal.abort())).toMatchObject({
      asked: 0,
      failures: [],
    });
    expect(world.authority.came).toEqual([]);
  });
});

describe('a ledger that fails in the middle of a round', () => {
  test('ends the run, after whatever is on the wire has been settled', async () => {
    const world = newWorld();
    const settled: string[] = [];
    const ledgerFailed = Promise.withResolvers<void>();
    world.authority.next(invoiceIdOf('1001'), async (allocate) => {
      await ledgerFailed.promise;
      // As late as an answer can be: everything else that could go on has gone on by now.
      await nextTurn();
      settled.push('answered');
      return allocate();
    });
    const process = world.start([fakeSource('office', documents(6))], {
      asksAtOnce: 2,
      ledger: (ledger) => ({
        async commit(changes, reading) {
          if (changes.some(({ summary }) => summary.reference === '1002' && summary.standing === 'asking')) {
            ledgerFailed.resolve();
            throw failureWith('fix-config');
          }
          await ledger.commit(changes, reading);
        },
      }),
    });
    await expect(process.run().finally(() => settled.push('run ended'))).rejects.toMatchObject({
      code: 'test/fix-config',
    });
    expect(settled).toEqual(['answered', 'run ended']);
    expect(await standings(world)).toBe('allocated queued queued queued queued queued');
  });

  test('lets nothing be sent that it could not record', async () => {
    const world = newWorld();
    const process = world.start([fakeSource('office', documents(6))], {
      ledger: (ledger) => ({
        async commit(changes, reading) {
          if (changes.some(({ summary }) => summary.standing === 'asking')) throw failureWith('fix-config');
          await ledger.commit(changes, reading);
        },
      }),
    });
    await expect(process.run()).rejects.toMatchObject({ code: 'test/fix-config' });
    expect(world.authority.came).toEqual([]);
  });

  test('and says that another was first skips that case and no other', async () => {
    const world = newWorld();
    const other = fakeSource('office', documents(2));
    let isFirst = true;
    const process = world.start([fakeSource('office', documents(2))], {
      ...ONE_BY_ONE,
      ledger: (ledger) => ({
        async commit(changes, reading) {
          if (isFirst && changes.some(({ summary }) => summary.standing === 'asking')) {
            isFirst = false;
            await world.start([other], { name: 'second' }).run();
          }
          await ledger.commit(changes, reading);
        },
      }),
    });
    expect(await process.run()).toMatchObject({ asked: 0, failures: [] });
    expect(world.authority.came).toHaveLength(2);
    expect(await standings(world)).toBe('allocated allocated');
  });
});

test('cases of another business are left alone', async () => {
  const world = newWorld();
  await world.start([fakeSource('office', [documentOf('1')])], { business: { ask: 'nothing' } }).run();
  const gal = { business: { id: 'gal' } } as const;
  await world.start([fakeSource('shop', [documentOf('2')])], gal).run();
  expect(world.authority.came.map(({ invoiceId }) => invoiceId)).toEqual([invoiceIdOf('2')]);
});

/** Lets everything go on that can. No time passes. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
