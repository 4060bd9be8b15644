import { describe, expect, test } from 'vitest';
import { documentOf, documents, invoiceIdOf } from './fixtures/documents.ts';
import { failureWith } from './fixtures/failures.ts';
import { fakeSource } from './fixtures/fake-source.ts';
import { handTimer } from './fixtures/hand-timer.ts';
import { newWorld } from './fixtures/world.ts';

const ONE_BY_ONE = { asksAtOnce: 1, batching: 'never' } as const;

describe('a run that is told to stop', () => {
  test('makes no new ask, settles what is on the wire, and brings home what came', async () => {
    const world = newWorld();
    const stop = new AbortController();
    world.authority.next(invoiceIdOf('1002'), (allocate, _ask, { signal }) => {
      stop.abort();
      expect(signal.aborted).toBe(false);
      return allocate();
    });
    const source = fakeSource('office', documents(4));
    expect(await world.start([source], ONE_BY_ONE).run(stop.signal)).toMatchObject({ asked: 2, failures: [] });
    expect((await world.cases()).map(({ summary }) => summary.standing).join(' ')).toBe(
      'allocated allocated queued queued',
    );
    expect([...source.written.keys()]).toEqual(['305:1001', '305:1002']);
  });

  test('stops between the asks of a batch that was turned away', async () => {
    const world = newWorld();
    const stop = new AbortController();
    world.authority.nextBatch(() => {
      stop.abort();
      throw Object.assign(failureWith('retry'), { code: 'transport/batch-refused' });
    });
    await world.start([fakeSource('office', documents(12))]).run(stop.signal);
    expect(new Set((await world.cases()).map(({ summary }) => summary.standing))).toEqual(new Set(['queued']));
    expect(world.authority.exchanges).toEqual([12]);
  });

  test('tells a source that is still taking numbers to end when its grace is over', async () => {
    const world = newWorld();
    const stop = new AbortController();
    const timer = handTimer();
    const source = fakeSource('office', documents(3));
    const hanging = {
      ...source,
      session: {
        ...source.session,
        // Takes the first number, and then hangs until it is told to end.
        async *record(settlements: readonly { readonly ref: string }[], { signal }: { readonly signal: AbortSignal }) {
          yield { ref: settlements[0]?.ref ?? '', kind: 'recorded', where: 'here' } as const;
          stop.abort();
          expect(timer.waits()).toEqual([5_000]);
          timer.ring();
          expect(signal.aborted).toBe(true);
          throw new DOMException('This operation was aborted', 'AbortError');
        },
      },
    };
    const process = world.start([hanging], { ...ONE_BY_ONE, timer, graceMs: 5_000 });
    expect(await process.run(stop.signal)).toMatchObject({ asked: 3, failures: [] });
    expect((await world.cases()).map(({ summary }) => summary.places[0]?.delivery)).toEqual([
      'recorded',
      'pending',
      'pending',
    ]);
    expect(timer.waits()).toEqual([]);
  });
});

describe('a run that is told to leave at once', () => {
  test('gives up what is on the wire, settles what it can, and loses nothing', async () => {
    const world = newWorld();
    const force = new AbortController();
    world.authority.next(invoiceIdOf('1'), async (allocate, _ask, { signal }) => {
      allocate();
      force.abort();
      expect(signal.aborted).toBe(true);
      return { kind: 'unconfirmed', cause: failureWith('retry') };
    });
    const source = fakeSource('office', [documentOf('1'), documentOf('2')]);
    await world.start([source], ONE_BY_ONE).run(undefined, { force: force.signal });
    expect((await world.cases()).map(({ summary }) => summary.standing)).toEqual(['unconfirmed', 'queued']);
    expect(source.brought).toEqual([]);
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary.number).toBe(world.authority.issued.get(invoiceIdOf('1'))?.[0]);
  });

  test('leaves behind what hangs, and whoever comes next sends the same bytes', async () => {
    const world = newWorld();
    const force = new AbortController();
    const timer = handTimer();
    const isAsking = Promise.withResolvers<void>();
    world.authority.next(invoiceIdOf('1'), () => {
      isAsking.resolve();
      return new Promise(() => {});
    });
    const source = fakeSource('office', [documentOf('1')]);
    const run = world.start([source], { timer }).run(undefined, { force: force.signal });
    await isAsking.promise;
    force.abort();
    timer.ring();
    expect(await run).toMatchObject({ asked: 0, failures: [] });
    expect((await world.caseOf('1')).summary.standing).toBe('asking');
    await world.start([source], { name: 'heir', gone: ['first'] }).run();
    expect((await world.caseOf('1')).summary.standing).toBe('allocated');
    expect(new Set(world.authority.bodiesOf(invoiceIdOf('1'))).size).toBe(1);
  });

  test('does nothing where it was told so before it began', async () => {
    const world = newWorld();
    const timer = handTimer();
    const run = world.start([fakeSource('office', [documentOf('1')])], { timer }).run(AbortSignal.abort(), {
      force: AbortSignal.abort(),
    });
    expect(await run).toMatchObject({ asked: 0, failures: [] });
    expect(await world.cases()).toEqual([]);
  });
});
