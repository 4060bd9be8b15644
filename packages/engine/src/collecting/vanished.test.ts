import { describe, expect, test } from 'vitest';
import { OTHER_AMOUNT, SMALL_AMOUNT, documentOf, documents, invoiceIdOf } from '../fixtures/documents.ts';
import { failureWith } from '../fixtures/failures.ts';
import { fails, held, rejected, unanswered } from '../fixtures/fake-authority.ts';
import type { Answer } from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';

const READ_ONLY = { business: { ask: 'nothing' } } as const;
const ID = invoiceIdOf('1');

describe('a document that its source does not hold any more', () => {
  test('is not asked for, says why, and goes on when it is there again', async () => {
    const world = newWorld();
    const source = fakeSource('office', documents(2));
    await world.start([source], READ_ONLY).run();
    source.items = [documentOf('1001')];
    const process = world.start([source]);
    await process.run();
    expect(await world.caseOf('1002')).toMatchObject({
      story: ['seen', 'gone'],
      summary: { standing: 'closed', bucket: 'closed' },
      state: { cause: { code: 'workflow/not-in-source' } },
    });
    expect(process.told).toContainEqual(
      expect.objectContaining({ kind: 'read', summary: expect.objectContaining({ reference: '1002' }) as unknown }),
    );
    const before = await world.entries();
    await world.start([source]).run();
    expect(await world.entries()).toBe(before);

    source.items = documents(2);
    await world.start([source]).run();
    expect(await world.caseOf('1002')).toMatchObject({ summary: { standing: 'allocated' } });
    expect(world.authority.came).toHaveLength(2);
  });

  test.each<readonly [string, Answer, string]>([
    ['allocated', (allocate) => allocate(), 'allocated'],
    ['held', held, 'held'],
    ['unconfirmed', unanswered, 'allocated'],
    ['rejected', rejected, 'closed'],
    ['queued after it did not get there', fails(failureWith('retry')), 'closed'],
  ])('and was %s is %s', async (_what, answer, standing) => {
    const world = newWorld();
    world.authority.next(ID, answer);
    const source = fakeSource('office', [documentOf('1')]);
    await world.start([source]).run();
    source.items = [];
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary.standing).toBe(standing);
  });

  test.each([
    ['needs no number', documentOf('1', SMALL_AMOUNT), 'not-required'],
    ['has one of its own', documentOf('1', {}, { existingNumber: '4711' }), 'already-allocated'],
  ])('and %s stays what it is: last month’s file may be put away', async (_what, item, standing) => {
    const world = newWorld();
    const source = fakeSource('office', [item]);
    await world.start([source]).run();
    source.items = [];
    await world.start([source]).run();
    expect(await world.caseOf('1')).toMatchObject({ story: ['seen'], summary: { standing } });
  });

  test('is asked for all the same where another source holds it', async () => {
    const world = newWorld();
    const office = fakeSource('office', [documentOf('1')]);
    const shop = fakeSource('shop', [documentOf('1', {}, { ref: 'row 7' })]);
    await world.start([office, shop], READ_ONLY).run();
    office.items = [];
    await world.start([office, shop]).run();
    expect(await world.caseOf('1')).toMatchObject({
      story: ['seen', 'seen', 'gone', 'asking', 'allocated', 'delivered', 'delivered'],
    });
  });

  test.each([
    ['reads on after a cursor', { incremental: true }],
    ['is told from which day its documents count', { from: '2026-07-01' }],
  ])('has not gone where the source %s', async (_how, options) => {
    const world = newWorld();
    await world.start([fakeSource('office', [documentOf('1')])], READ_ONLY).run();
    await world.start([fakeSource('office', [], options)], READ_ONLY).run();
    expect((await world.caseOf('1')).story).toEqual(['seen']);
  });

  test('has not gone where the reading failed or was stopped, nor where its row cannot be used', async () => {
    const world = newWorld();
    const source = fakeSource('office', documents(2));
    await world.start([source], READ_ONLY).run();
    source.items = [];
    source.failure = () => failureWith('retry');
    await world.start([source], READ_ONLY).run();
    source.failure = undefined;
    source.items = documents(2);
    const stop = new AbortController();
    source.onItem = () => stop.abort();
    await world.start([source], READ_ONLY).run(stop.signal);
    source.onItem = () => {};
    // The second one is told without its reference now.
    source.items[1] = {
      ...documentOf('1002'),
      fields: { ...documentOf('1002').fields, reference: undefined as unknown as string },
    };
    await world.start([source], READ_ONLY).run();
    expect((await world.cases()).flatMap(({ story }) => story)).toEqual(['seen', 'seen']);
  });

  test('has not gone where it was offered and no reading has found it yet; after that it has', async () => {
    const world = newWorld();
    const source = fakeSource('office');
    const { engine } = world.start([source], READ_ONLY);
    await engine.offer('office', documentOf('1'));
    await engine.run(new AbortController().signal);
    expect((await world.caseOf('1')).summary.standing).toBe('queued');
    source.items = [documentOf('1')];
    await engine.run(new AbortController().signal);
    source.items = [];
    await engine.run(new AbortController().signal);
    expect((await world.caseOf('1')).summary.standing).toBe('closed');
  });
});

describe('a number that its source has lost', () => {
  test.each(['20260101000000000001', ' 20260101000000000001 '])(
    '(%j) is asked about: a person says what became of it, and nothing is asked until then',
    async (existingNumber) => {
      const world = newWorld();
      const source = fakeSource('office', [documentOf('1', {}, { existingNumber })]);
      await world.start([source]).run();
      source.items = [documentOf('1')];
      await world.start([source]).run();
      await world.start([source]).run();
      const { summary, state } = await world.caseOf('1');
      expect([summary.standing, state.cause?.code]).toEqual(['parked', 'workflow/number-lost']);
      expect(state.cause?.message.he).toContain('20260101000000000001');
      expect(world.authority.came).toEqual([]);
      // It is back: nobody has to say anything.
      source.items = [documentOf('1', {}, { existingNumber: '20260101000000000001' })];
      await world.start([source]).run();
      expect((await world.caseOf('1')).summary.standing).toBe('already-allocated');
    },
  );

  test('is not lost where another source tells the document without it: it is never asked for', async () => {
    const world = newWorld();
    const office = fakeSource('office', [documentOf('1')]);
    const shop = fakeSource('shop', [documentOf('1')]);
    await world.start([office, shop], READ_ONLY).run();
    office.items = [documentOf('1', {}, { existingNumber: '4711' })];
    await world.start([office, shop], READ_ONLY).run();
    shop.items = [documentOf('1', { note: 'דחוף' })];
    await world.start([office, shop]).run();
    expect(world.authority.came).toEqual([]);
    expect((await world.caseOf('1')).summary.standing).toBe('already-allocated');
    // A second number is a contradiction, as long as both stand there.
    shop.items = [documentOf('1', {}, { existingNumber: '4712' })];
    await world.start([office, shop]).run();
    expect(await world.caseOf('1')).toMatchObject({
      summary: { standing: 'conflict' },
      state: { cause: { code: 'workflow/two-numbers' } },
    });
    shop.items = [documentOf('1', {}, { existingNumber: '4711' })];
    await world.start([office, shop]).run();
    expect((await world.caseOf('1')).summary.standing).toBe('already-allocated');
  });
});

describe('a document in two places', () => {
  test('has diverged as long as one of them tells another one than was asked for', async () => {
    const world = newWorld();
    const office = fakeSource('office', [documentOf('1')]);
    const shop = fakeSource('shop', [documentOf('1')]);
    const run = async (): Promise<string> => {
      await world.start([office, shop]).run();
      return (await world.cases())[0]?.summary.standing ?? '';
    };
    expect(await run()).toBe('allocated');
    office.items = [documentOf('1', OTHER_AMOUNT)];
    shop.items = [documentOf('1', OTHER_AMOUNT)];
    expect(await run()).toBe('diverged');
    shop.items = [documentOf('1')];
    expect(await run()).toBe('diverged');
    office.items = [documentOf('1')];
    expect(await run()).toBe('allocated');
  });
});
