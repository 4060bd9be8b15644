import { describe, expect, test } from 'vitest';
import { OTHER_AMOUNT, SMALL_AMOUNT, documentOf, invoiceIdOf, unreadableAt } from './fixtures/documents.ts';
import { failureWith, movedBy } from './fixtures/failures.ts';
import { fails, held } from './fixtures/fake-authority.ts';
import { fakeSource } from './fixtures/fake-source.ts';
import { newWorld } from './fixtures/world.ts';
import type { Progress } from './progress.ts';

describe('a document that is offered', () => {
  test('is durable and decided when the offer resolves, and not asked for', async () => {
    const world = newWorld();
    const { engine } = world.start([fakeSource('office')]);
    const summary = await engine.offer('office', documentOf('1'));
    expect(summary).toMatchObject({ id: 'acme/office/305:1', standing: 'queued', invoiceId: invoiceIdOf('1') });
    expect((await world.caseOf('1')).summary).toEqual(summary);
    expect((await engine.offer('office', documentOf('2', SMALL_AMOUNT))).standing).toBe('not-required');
    expect(world.authority.came).toEqual([]);
  });

  test('is asked for by the next run, which finds it in its source as well', async () => {
    const world = newWorld();
    const source = fakeSource('office');
    const { engine } = world.start([source]);
    await engine.offer('office', documentOf('1'));
    source.items = [documentOf('1')];
    await world.start([source]).run();
    expect(await world.caseOf('1')).toMatchObject({
      // That its source holds it, too, is news.
      story: ['seen', 'seen', 'asking', 'allocated', 'delivered'],
    });
  });

  test('twice adds nothing, and tells where it stands', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    const process = world.start([source]);
    await process.run();
    const before = await world.entries();
    expect(await process.engine.offer('office', documentOf('1'))).toMatchObject({
      standing: 'allocated',
      number: source.written.get('305:1'),
    });
    expect(await world.entries()).toBe(before);
  });

  test('at once by two processes is one case', async () => {
    const world = newWorld();
    const offers = ['first', 'second'].map((name) =>
      world.start([fakeSource('office')], { name }).engine.offer('office', documentOf('1')),
    );
    expect((await Promise.all(offers)).map(({ standing }) => standing)).toEqual(['queued', 'queued']);
    expect((await world.caseOf('1')).story).toEqual(['seen']);
  });

  test('with an id that another one takes meanwhile is a conflict', async () => {
    const world = newWorld();
    const offers = [documentOf('1', {}, { ref: 'a' }), documentOf('1', OTHER_AMOUNT, { ref: 'b' })].map((item, index) =>
      world.start([fakeSource('office')], { name: `${index}` }).engine.offer('office', item),
    );
    expect((await Promise.all(offers)).map(({ standing }) => standing)).toEqual(['queued', 'conflict']);
  });

  test('is refused with an error where the ledger does not keep it', async () => {
    const world = newWorld();
    const offerTo = (error: Error): Promise<unknown> =>
      world
        .start([fakeSource('office')], {
          ledger: () => ({
            async commit() {
              throw error;
            },
          }),
        })
        .engine.offer('office', documentOf('1'));
    await expect(offerTo(failureWith('fix-config'))).rejects.toMatchObject({ code: 'test/fix-config' });
    await expect(offerTo(movedBy('second'))).rejects.toMatchObject({ code: 'ledger/moved' });
    expect(await world.cases()).toEqual([]);
  });

  test('for a source that the business has not is an error of the caller', async () => {
    const world = newWorld();
    const { engine } = world.start([fakeSource('office')]);
    await expect(engine.offer('shop', documentOf('1'))).rejects.toThrow('Business acme has no source shop.');
  });
});

describe('progress', () => {
  test('tells what was read, asked, answered and brought, in order, each with its document as it stands', async () => {
    const world = newWorld();
    const items = [documentOf('1'), unreadableAt('a.csv:3'), documentOf('2', SMALL_AMOUNT), documentOf('3')];
    world.authority.next(invoiceIdOf('3'), held);
    const process = world.start([fakeSource('office', items)], { asksAtOnce: 1 });
    await process.run();
    expect(process.told.map(inShort)).toEqual([
      'unreadable a.csv:3 of office',
      'read 1 queued of office',
      'read 2 not-required of office',
      'read 3 queued of office',
      'asking 1 asking',
      'answered 1 allocated',
      'asking 3 asking',
      'answered 3 held',
      'delivered 1 allocated of office at office:305:1',
    ]);
  });

  test('tells of every document that was read, also where nothing is new', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1'), documentOf('1'), documentOf('2')]);
    await world.start([source]).run();
    const process = world.start([source]);
    await process.run();
    expect(process.told.map(inShort)).toEqual(Array(3).fill(expect.stringMatching(/^read \d allocated of office$/)));
  });

  test('tells of trouble with its error, and with the document or the source that it belongs to', async () => {
    const world = newWorld();
    const office = fakeSource('office', [documentOf('1'), documentOf('2')]);
    const shop = fakeSource('shop');
    shop.failure = () => failureWith('fix-config');
    office.receipt = ({ ref }) => ({ ref, kind: 'failed', cause: failureWith('fix-document') });
    world.authority.next(invoiceIdOf('1'), fails(failureWith('retry')));
    const process = world.start([office, shop], { asksAtOnce: 1 });
    await process.run();
    expect(process.told.map(inShort)).toEqual([
      'read 1 queued of office',
      'read 2 queued of office',
      'trouble test/fix-config of shop',
      'asking 1 asking',
      'trouble test/retry 1 queued',
      'asking 2 asking',
      'answered 2 allocated',
      // Nothing was delivered, so nothing says so.
      'trouble test/fix-document 2 allocated of office',
    ]);
  });

  test('says where a source cannot take numbers', async () => {
    const world = newWorld();
    const process = world.start([fakeSource('office', [documentOf('1')], { writeBack: 'nowhere' })]);
    await process.run();
    expect(process.told.at(-1)).toMatchObject({
      kind: 'delivered',
      where: '',
      summary: { places: [{ delivery: 'impossible' }] },
    });
  });

  test('says of a case only what is in the ledger by then', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1'), documentOf('2', SMALL_AMOUNT)]);
    const committed = new Set<string>();
    const process = world.start([source], {
      ledger: (ledger) => ({
        async commit(changes, reading) {
          // Whatever was told until now had been committed before.
          for (const progress of process.told) {
            if ('summary' in progress) expect(committed).toContain(JSON.stringify(progress.summary));
          }
          await ledger.commit(changes, reading);
          for (const { summary } of changes) committed.add(JSON.stringify(summary));
        },
      }),
    });
    expect(await process.run()).toMatchObject({ asked: 1, failures: [] });
    expect(committed.size).toBe(5);
  });
});

function inShort(progress: Progress): string {
  const words: string[] = [progress.kind];
  if (progress.kind === 'trouble') words.push(progress.error.code);
  if (progress.kind === 'unreadable') words.push(progress.item.where);
  else if (progress.summary !== undefined) words.push(progress.summary.reference, progress.summary.standing);
  if ('source' in progress) words.push(`of ${progress.source}`);
  if (progress.kind === 'delivered') words.push(`at ${progress.where}`);
  return words.join(' ');
}
