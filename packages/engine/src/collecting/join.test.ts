import { describe, expect, test } from 'vitest';
import { OTHER_AMOUNT, documentOf, invoiceIdOf } from '../fixtures/documents.ts';
import { rejected } from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';

describe('a case that turns out to be the document of another one', () => {
  test('joins it with its place, and is asked for once', async () => {
    const world = newWorld();
    const office = fakeSource('office', [documentOf('1')]);
    const shop = fakeSource('shop', [documentOf('D-1', {}, { ref: 'row 7', standing: 'draft' })]);
    await world.start([office, shop]).run();
    shop.items = [documentOf('1', {}, { ref: 'row 7' })];
    await world.start([office, shop]).run();
    const [first, second] = await world.cases();
    expect(first).toMatchObject({
      summary: {
        standing: 'allocated',
        places: [{ source: 'office' }, { source: 'shop', ref: 'row 7', delivery: 'recorded' }],
      },
    });
    expect(second).toMatchObject({
      story: ['seen', 'joined'],
      summary: { standing: 'joined', bucket: 'closed', places: [], invoiceId: undefined },
    });
    expect(world.authority.came).toHaveLength(1);
    expect(shop.written.get('row 7')).toBe(first?.summary.number);
    const before = await world.entries();
    await world.start([office, shop]).run();
    expect(await world.entries()).toBe(before);
  });

  test('joins it where a conflict of the two is mended', async () => {
    const world = newWorld();
    const rows = [documentOf('1', {}, { ref: 'a' }), documentOf('1', OTHER_AMOUNT, { ref: 'b' })];
    const source = fakeSource('office', rows);
    await world.start([source]).run();
    source.items = [documentOf('1', {}, { ref: 'a' }), documentOf('1', {}, { ref: 'b' })];
    await world.start([source]).run();
    expect((await world.cases()).map(({ summary }) => [summary.standing, summary.places.length])).toEqual([
      ['allocated', 2],
      ['joined', 0],
    ]);
  });

  test('joins it where its reference is mended before it was asked for: one document, one id', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('2', {}, { ref: 'b' })]);
    await world.start([source]).run();
    source.items.push(documentOf('1', {}, { ref: 'a' }));
    await world.start([source], { business: { ask: 'nothing' } }).run();
    source.items[1] = documentOf('2', {}, { ref: 'a' });
    await world.start([source]).run();
    expect(world.authority.came.map(({ invoiceId }) => invoiceId)).toEqual([invoiceIdOf('2')]);
    expect((await world.cases()).map(({ summary }) => summary.standing)).toEqual(['allocated', 'joined']);
  });

  test('contradicts it where its reference is mended into that of a different one', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('2', {}, { ref: 'b' })]);
    await world.start([source]).run();
    source.items.push(documentOf('1', {}, { ref: 'a' }));
    await world.start([source], { business: { ask: 'nothing' } }).run();
    source.items[1] = documentOf('2', OTHER_AMOUNT, { ref: 'a' });
    await world.start([source]).run();
    expect((await world.cases()).map(({ summary }) => summary.standing)).toEqual(['allocated', 'conflict']);
    expect(world.authority.came).toHaveLength(1);
  });

  test('stays by itself where it was asked for: what was asked keeps its id', async () => {
    const world = newWorld();
    world.authority.next(invoiceIdOf('1'), rejected);
    const source = fakeSource('office', [documentOf('2', {}, { ref: 'b' }), documentOf('1', {}, { ref: 'a' })]);
    await world.start([source]).run();
    source.items[1] = documentOf('2', {}, { ref: 'a' });
    await world.start([source], { business: { ask: 'nothing' } }).run();
    expect((await world.cases()).map(({ summary }) => [summary.standing, summary.invoiceId])).toEqual([
      ['allocated', invoiceIdOf('2')],
      ['queued', invoiceIdOf('1')],
    ]);
  });

  test('takes all its places along, with what was last seen in each', async () => {
    const world = newWorld();
    const office = fakeSource('office', [documentOf('1')]);
    const two = [documentOf('5', {}, { ref: 'a' }), documentOf('5', {}, { ref: 'b' })];
    const shop = fakeSource('shop', two);
    await world.start([office, shop], { business: { ask: 'nothing' } }).run();
    shop.items = [documentOf('1', {}, { ref: 'a' }), documentOf('1', {}, { ref: 'b' })];
    await world.start([office, shop]).run();
    const [first] = await world.cases();
    expect(first?.summary.places.map(({ ref }) => ref).toSorted()).toEqual(['305:1', 'a', 'b']);
    expect(world.authority.came).toHaveLength(1);
  });
});
