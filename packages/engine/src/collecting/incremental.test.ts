import { describe, expect, test } from 'vitest';
import { documentOf, documents, unreadableAt } from '../fixtures/documents.ts';
import { failureWith } from '../fixtures/failures.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';
import { statusOf } from '../status.ts';

const READ_ONLY = { business: { ask: 'nothing' } } as const;

describe('a source that reads on after a cursor', () => {
  test('is read from the start once, and then from where it ended', async () => {
    const world = newWorld();
    const source = fakeSource('office', documents(2), { incremental: true });
    await world.start([source]).run();
    source.items.push(documentOf('3'));
    await world.start([source]).run();
    await world.start([source]).run();
    expect(source.readAfter).toEqual([undefined, '305:1002', '305:3']);
    expect((await world.cases()).map(({ summary }) => summary.standing)).toEqual(Array(3).fill('allocated'));
  });

  test('is read from the start again where it has lost its place', async () => {
    const world = newWorld();
    const source = fakeSource('office', documents(2), { incremental: true });
    await world.start([source]).run();
    source.items = [documentOf('3')];
    expect((await world.start([source]).run()).failures).toEqual([]);
    expect(source.readAfter).toEqual([undefined, '305:1002', undefined]);
    expect(await world.cases()).toHaveLength(3);
  });

  test('fails where it has lost its place without having been given one', async () => {
    const world = newWorld();
    const source = fakeSource('office', [], { incremental: true });
    source.failure = () => Object.assign(failureWith('retry'), { code: 'adapter/cursor-lost' });
    expect((await world.start([source]).run()).failures.map(({ code }) => code)).toEqual(['adapter/cursor-lost']);
  });

  test('reads what could not be read again, until it is mended, and counts it as long', async () => {
    const world = newWorld();
    const items = [documentOf('1'), unreadableAt('row 2'), documentOf('3'), unreadableAt('row 4')];
    const source = fakeSource('office', items, { incremental: true });
    for (const unreadable of [2, 2]) {
      await world.start([source], READ_ONLY).run();
      expect(await statusOf(world.ledger, {})).toMatchObject({ read: 2 + unreadable, unreadable });
    }
    source.items = [documentOf('1'), documentOf('2'), documentOf('3'), unreadableAt('row 4')];
    await world.start([source], READ_ONLY).run();
    expect(await statusOf(world.ledger, {})).toMatchObject({ read: 4, unreadable: 1 });
    await world.start([source], READ_ONLY).run();
    expect(source.readAfter).toEqual([undefined, '305:1', '305:1', '305:3']);
  });

  test('goes on where it broke off', async () => {
    const world = newWorld();
    const source = fakeSource('office', documents(450), { incremental: true });
    const stop = new AbortController();
    source.onItem = ({ cursor }) => {
      if (cursor === '305:1300') stop.abort();
    };
    await world.start([source], READ_ONLY).run(stop.signal);
    source.onItem = () => {};
    await world.start([source], READ_ONLY).run();
    expect(source.readAfter).toEqual([undefined, '305:1300']);
    expect(await world.cases()).toHaveLength(450);
  });
});
