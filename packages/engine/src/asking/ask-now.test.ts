import { describe, expect, test } from 'vitest';
import type { SourceDocument } from '@ishur/contract/v1';
import { OTHER_AMOUNT, SMALL_AMOUNT, documentOf, invoiceIdOf } from '../fixtures/documents.ts';
import { A_FAULT, failureWith } from '../fixtures/failures.ts';
import { answerLost, fails, held, rejected, unanswered } from '../fixtures/fake-authority.ts';
import type { Answer } from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { IMPATIENT } from '../fixtures/hand-timer.ts';
import { newWorld } from '../fixtures/world.ts';

const ID = invoiceIdOf('1');
const ASK = { ask: true } as const;

describe('a document that is offered the moment it is made', () => {
  test('has its number in one call, durable; the next run brings it to the source', async () => {
    const world = newWorld();
    const source = fakeSource('office');
    const process = world.start([source]);
    const offered = await process.engine.offer('office', documentOf('1'), ASK);
    expect(offered).toMatchObject({ reasons: [], failure: undefined, summary: { standing: 'allocated' } });
    expect(offered.number).toBe(world.authority.issued.get(ID)?.[0]);
    expect((await world.caseOf('1')).summary.number).toBe(offered.number);
    await process.run();
    expect(source.written.get('305:1')).toBe(offered.number);
  });

  test('twice, also at once, has one number and is asked for once', async () => {
    const world = newWorld();
    const { engine } = world.start([fakeSource('office')]);
    const both = await Promise.all([1, 2].map(() => engine.offer('office', documentOf('1'), ASK)));
    const again = await engine.offer('office', documentOf('1'), ASK);
    expect(new Set([...both, again].map(({ number }) => number)).size).toBe(1);
    expect(world.authority.came).toHaveLength(1);
  });

  test.each<readonly [string, SourceDocument, Answer | undefined, string, RegExp]>([
    ['needs none', documentOf('1', SMALL_AMOUNT), undefined, 'not-required', /threshold/],
    ['is not valid', documentOf('1', { grossAmount: '1.00' }), undefined, 'invalid', /1\.00/],
    ['is a draft', documentOf('1', {}, { standing: 'draft' }), undefined, 'waiting', /draft/],
    ['is cancelled', documentOf('1', {}, { standing: 'cancelled' }), undefined, 'closed', /cancelled/],
    ['is held', documentOf('1'), held, 'held', /no such customer/],
    ['is rejected', documentOf('1'), rejected, 'rejected', /no such customer/],
    ['gets no answer', documentOf('1'), unanswered, 'unconfirmed', /failure for a test/],
    ['does not get there', documentOf('1'), fails(failureWith('retry')), 'queued', /failure for a test/],
  ])('that %s has none, and the sentence says why', async (_what, item, answer, standing, words) => {
    const world = newWorld();
    if (answer !== undefined) world.authority.next(ID, answer);
    const offered = await world.start([fakeSource('office')]).engine.offer('office', item, ASK);
    expect(offered).toMatchObject({ number: undefined, summary: { standing } });
    expect(offered.reasons.map(({ en }) => en).join(' ')).toMatch(words);
    expect(offered.reasons[0]?.he).toMatch(/[א-ת]/);
  });

  test('with a number of its own has that one, and nothing is asked', async () => {
    const world = newWorld();
    const item = documentOf('1', {}, { existingNumber: '4711' });
    const offered = await world.start([fakeSource('office')]).engine.offer('office', item, ASK);
    expect(offered).toMatchObject({ number: '4711', reasons: [], summary: { standing: 'already-allocated' } });
    expect(world.authority.came).toEqual([]);
  });

  test('is asked again, to the byte, where its first answer was lost: somebody is waiting', async () => {
    const world = newWorld();
    world.authority.next(ID, answerLost);
    const { engine } = world.start([fakeSource('office')]);
    expect(await engine.offer('office', documentOf('1'), ASK)).toMatchObject({ failure: { code: 'test/retry' } });
    expect((await engine.offer('office', documentOf('1'), ASK)).number).toBe(world.authority.issued.get(ID)?.[0]);
    expect(new Set(world.authority.bodiesOf(ID)).size).toBe(1);
  });

  test('is not asked for where the business asks for nothing', async () => {
    const world = newWorld();
    const { engine } = world.start([fakeSource('office')], { business: { ask: 'nothing' } });
    const offered = await engine.offer('office', documentOf('1'), ASK);
    expect(offered.summary.standing).toBe('queued');
    expect(offered.reasons[0]?.en).toContain('ask: nothing');
  });

  test('that does not keep the contract is refused with its fault', async () => {
    const world = newWorld();
    const item = { ...documentOf('1'), fields: null } as unknown as SourceDocument;
    await expect(world.start([fakeSource('office')]).engine.offer('office', item, ASK)).rejects.toMatchObject({
      code: 'engine/malformed-document',
      remedy: 'fix-document',
    });
  });

  test('in conflict with another one has no number, whichever was first', async () => {
    const world = newWorld();
    const { engine } = world.start([fakeSource('office')]);
    await engine.offer('office', documentOf('1', {}, { ref: 'a' }), ASK);
    const offered = await engine.offer('office', documentOf('1', OTHER_AMOUNT, { ref: 'b' }), ASK);
    expect(offered).toMatchObject({ number: undefined, summary: { standing: 'conflict' } });
    expect(offered.reasons[0]?.en).toContain('series');
    expect(A_FAULT.code).toBeTypeOf('string');
  });
});

describe('beside a run', () => {
  test('of this process, which asks for it just then, waits for its answer', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    const process = world.start([source], { timer: IMPATIENT });
    const offered = Promise.withResolvers<unknown>();
    world.authority.next(ID, (allocate) => {
      process.engine.offer('office', documentOf('1'), ASK).then(offered.resolve, offered.reject);
      return allocate();
    });
    await process.run();
    expect(await offered.promise).toMatchObject({ number: world.authority.issued.get(ID)?.[0] });
    expect(world.authority.came).toHaveLength(1);
  });

  test('of another process, which asks for it just then, waits for its answer', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    const shop = world.start([fakeSource('office')], { name: 'shop', timer: IMPATIENT });
    const answer = Promise.withResolvers<void>();
    const offered = Promise.withResolvers<unknown>();
    world.authority.next(ID, async (allocate) => {
      shop.engine.offer('office', documentOf('1'), ASK).then(offered.resolve, offered.reject);
      setImmediate(answer.resolve);
      await answer.promise;
      return allocate();
    });
    await world.start([source]).run();
    expect(await offered.promise).toMatchObject({ number: world.authority.issued.get(ID)?.[0] });
    expect(world.authority.came).toHaveLength(1);
  });

  test('of another process that never answers is given up, and says so', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    const isAsking = Promise.withResolvers<void>();
    world.authority.next(ID, () => {
      isAsking.resolve();
      return new Promise(() => {});
    });
    void world.start([source]).run();
    await isAsking.promise;
    const shop = world.start([fakeSource('office')], { name: 'shop', timer: IMPATIENT });
    const offered = await shop.engine.offer('office', documentOf('1'), ASK);
    expect(offered).toMatchObject({ number: undefined, summary: { standing: 'asking' } });
    expect(offered.reasons[0]?.en).toContain('Another process');
    // So it is when nobody waits any more.
    const aborted = shop.engine.offer('office', documentOf('1'), { ...ASK, signal: AbortSignal.abort() });
    expect((await aborted).summary.standing).toBe('asking');
  });
});
