import { describe, expect, test } from 'vitest';
import { OTHER_AMOUNT, SMALL_AMOUNT, documentOf } from '../fixtures/documents.ts';
import { rejected } from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';

const OTHER_SPELLING = { customer: { name: 'כרמל שיווק', vatNumber: '511111118' } };

describe('one document', () => {
  test('that stands twice in a reading is one case', async () => {
    const world = newWorld();
    await world.start([fakeSource('office', [documentOf('1'), documentOf('1')])]).run();
    expect(await world.caseOf('1')).toMatchObject({
      story: ['seen', 'asking', 'allocated', 'delivered'],
      state: { places: [{ source: 'office', ref: '305:1' }] },
    });
  });

  test('that its source tells twice, differently, is not asked for until one of the two is gone', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1'), documentOf('2'), documentOf('1', OTHER_AMOUNT)]);
    const process = world.start([source]);
    for (const _ of [1, 2]) {
      await process.run();
      expect(await world.caseOf('1')).toMatchObject({
        story: ['seen', 'id-taken'],
        summary: { standing: 'conflict' },
      });
      expect((await world.ledger.readings('acme'))[0]?.unreadable).toMatchObject([
        { where: '305:1', faults: [{ code: 'engine/told-twice', path: 'netAmount' }] },
      ]);
    }
    expect(world.authority.came.map(({ invoiceId }) => invoiceId)).toEqual(['777777715-305-2']);
    source.items = [documentOf('2'), documentOf('1', OTHER_AMOUNT)];
    await process.run();
    expect((await world.caseOf('1')).summary).toMatchObject({ net: '5500.00', standing: 'allocated' });
    expect((await world.ledger.readings('acme'))[0]?.unreadable).toEqual([]);
  });

  test('that is told twice in the same way is one document', async () => {
    const world = newWorld();
    await world.start([fakeSource('office', [documentOf('1'), documentOf('1')])]).run();
    expect((await world.caseOf('1')).story).toEqual(['seen', 'asking', 'allocated', 'delivered']);
  });

  test('that was asked for already stays as it is when its source tells it twice', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    const process = world.start([source]);
    await process.run();
    source.items = [documentOf('1'), documentOf('1', OTHER_AMOUNT)];
    await process.run();
    expect((await world.caseOf('1')).summary.standing).toBe('allocated');
    expect((await world.ledger.readings('acme'))[0]?.unreadable).toHaveLength(1);
  });

  test('in two sources is one case with two places, asked for once and brought to both', async () => {
    const world = newWorld();
    const office = fakeSource('office', [documentOf('1')]);
    const shop = fakeSource('shop', [documentOf('1', OTHER_SPELLING, { ref: 'row 7' })]);
    await world.start([office, shop]).run();
    const { summary } = await world.caseOf('1');
    expect(summary).toMatchObject({
      id: 'acme/office/305:1',
      places: [
        { source: 'office', ref: '305:1', delivery: 'recorded' },
        { source: 'shop', ref: 'row 7', delivery: 'recorded' },
      ],
    });
    expect(world.authority.came).toHaveLength(1);
    expect([office.written.get('305:1'), shop.written.get('row 7')]).toEqual([summary.number, summary.number]);
  });

  test('that comes to a second source later is brought there without being asked for again', async () => {
    const world = newWorld();
    const office = fakeSource('office', [documentOf('1')]);
    const shop = fakeSource('shop');
    await world.start([office, shop]).run();
    shop.items = [documentOf('1', {}, { ref: 'row 7' })];
    await world.start([office, shop]).run();
    expect(world.authority.came).toHaveLength(1);
    expect(shop.written.get('row 7')).toBe((await world.caseOf('1')).summary.number);
    expect(office.brought).toHaveLength(1);
  });

  test('under a new ref of the same source is the same document', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    await world.start([source]).run();
    source.items = [documentOf('1', {}, { ref: 'moved' })];
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary.places.map(({ ref }) => ref)).toEqual(['305:1', 'moved']);
    expect(source.brought.map(({ ref }) => ref)).toEqual(['305:1', 'moved']);
    expect(world.authority.came).toHaveLength(1);
  });

  test.each([
    ['in what does not matter', OTHER_SPELLING],
    ['in what matters', OTHER_AMOUNT],
  ])(
    'that two sources tell differently, %s, is told by each of them once and not in turns for ever',
    async (_how, changes) => {
      const world = newWorld();
      const office = fakeSource('office', [documentOf('1')]);
      const shop = fakeSource('shop', [documentOf('1')]);
      const run = async (): Promise<number> => {
        await world.start([office, shop], { business: { ask: 'nothing' } }).run();
        return world.entries();
      };
      expect(await run()).toBe(2);
      shop.items = [documentOf('1', changes)];
      expect(await run()).toBe(3);
      expect(await run()).toBe(3);
      office.items = [documentOf('1', changes)];
      expect(await run()).toBe(4);
    },
  );

  test('with its number, that one of two sources has cancelled, is told by it once and not in turns for ever', async () => {
    const world = newWorld();
    const office = fakeSource('office', [documentOf('1')]);
    const shop = fakeSource('shop', [documentOf('1')]);
    const run = async (): Promise<number> => {
      await world.start([office, shop]).run();
      return world.entries();
    };
    await run();
    office.items = [documentOf('1', {}, { standing: 'cancelled' })];
    const told = await run();
    expect((await world.caseOf('1')).summary.standing).toBe('closed');
    expect(await run()).toBe(told);
    expect((await world.caseOf('1')).summary.standing).toBe('closed');
    expect(world.authority.came).toHaveLength(1);
  });

  test('that was rejected and is mended in one of two sources is asked for as it was mended', async () => {
    const world = newWorld();
    world.authority.next('777777715-305-1', rejected);
    const office = fakeSource('office', [documentOf('1')]);
    const shop = fakeSource('shop', [documentOf('1', {}, { ref: 'row 7' })]);
    await world.start([office, shop]).run();
    office.items = [documentOf('1', OTHER_AMOUNT)];
    await world.start([office, shop]).run();
    expect(await world.caseOf('1')).toMatchObject({
      summary: { standing: 'allocated', net: '5500.00' },
      state: { ask: { number: 2 } },
    });
  });
});

describe('two documents with one type and reference', () => {
  test('are a conflict, which says that a series sets them apart; the first is asked for all the same', async () => {
    const world = newWorld();
    const office = fakeSource('office', [documentOf('1')]);
    const shop = fakeSource('shop', [documentOf('1', OTHER_AMOUNT)]);
    await world.start([office, shop]).run();
    const [first, second] = await world.cases();
    expect(first?.summary).toMatchObject({ id: 'acme/office/305:1', standing: 'allocated' });
    expect(second).toMatchObject({
      summary: { id: 'acme/shop/305:1', standing: 'conflict', bucket: 'conflict', invoiceId: undefined },
      state: { cause: { code: 'engine/id-taken', remedy: 'fix-config' } },
      story: ['seen', 'id-taken'],
    });
    expect(second?.state.cause?.message.he).toMatch(/acme\/office\/305:1.*series/);
    expect(second?.state.cause?.message.en).toMatch(/acme\/office\/305:1.*series/);
    expect(world.authority.came.map(({ invoiceId }) => invoiceId)).toEqual(['777777715-305-1']);
  });

  test('stay a conflict without another word when they are read again', async () => {
    const world = newWorld();
    const sources = [fakeSource('office', [documentOf('1')]), fakeSource('shop', [documentOf('1', OTHER_AMOUNT)])];
    await world.start(sources).run();
    const before = await world.entries();
    await world.start(sources).run();
    expect(await world.entries()).toBe(before);
  });

  test('are told apart after a series is configured, and the second is asked for under its own id', async () => {
    const world = newWorld();
    const office = fakeSource('office', [documentOf('1')]);
    await world.start([office, fakeSource('shop', [documentOf('1', OTHER_AMOUNT)])]).run();
    const shop = fakeSource('shop', [documentOf('1', OTHER_AMOUNT)], { series: 'B' });
    await world.start([office, shop]).run();
    expect((await world.cases()).map(({ summary }) => [summary.invoiceId, summary.standing])).toEqual([
      ['777777715-305-1', 'allocated'],
      ['777777715-305-B-1', 'allocated'],
    ]);
    expect(shop.written.get('305:1')).toBe(world.authority.issued.get('777777715-305-B-1')?.[0]);
    expect(world.authority.came).toHaveLength(2);
  });

  test('within one reading of one source are a conflict too', async () => {
    const world = newWorld();
    const rows = [documentOf('1', {}, { ref: 'row 1' }), documentOf('1', OTHER_AMOUNT, { ref: 'row 2' })];
    await world.start([fakeSource('office', rows)]).run();
    expect((await world.cases()).map(({ summary }) => [summary.id, summary.standing])).toEqual([
      ['acme/office/row 1', 'allocated'],
      ['acme/office/row 2', 'conflict'],
    ]);
  });

  test.each([
    ['a draft', documentOf('1', OTHER_AMOUNT, { standing: 'draft' }), 'waiting'],
    ['cancelled', documentOf('1', OTHER_AMOUNT, { standing: 'cancelled' }), 'closed'],
    ['one that needs no number', documentOf('1', SMALL_AMOUNT), 'not-required'],
  ])('are no conflict where one of them is %s', async (_what, item, standing) => {
    const world = newWorld();
    await world.start([fakeSource('office', [item]), fakeSource('shop', [documentOf('1')])]).run();
    expect((await world.cases()).map(({ summary }) => [summary.standing, summary.invoiceId])).toEqual([
      [standing, undefined],
      ['allocated', '777777715-305-1'],
    ]);
  });

  test('are no conflict any more when the second is cancelled', async () => {
    const world = newWorld();
    const office = fakeSource('office', [documentOf('1')]);
    const shop = fakeSource('shop', [documentOf('1', OTHER_AMOUNT)]);
    await world.start([office, shop]).run();
    shop.items = [documentOf('1', OTHER_AMOUNT, { standing: 'cancelled' })];
    await world.start([office, shop]).run();
    expect((await world.cases()).map(({ summary }) => summary.standing)).toEqual(['allocated', 'closed']);
  });

  test('of two businesses are a conflict even when they are alike: places belong to a business', async () => {
    const world = newWorld();
    const office = fakeSource('office', [documentOf('1')]);
    await world.start([office]).run();
    const twin = fakeSource('office-of-gal', [documentOf('1')]);
    await world.start([twin], { business: { id: 'gal' } }).run();
    const [first, second] = await world.cases();
    expect(first?.summary.places).toHaveLength(1);
    expect(second).toMatchObject({ summary: { business: 'gal', standing: 'conflict' } });
    expect(second?.state.cause?.message.en).toMatch(/business "acme"/);
    expect(world.authority.came).toHaveLength(1);
  });
});
