import { describe, expect, test } from 'vitest';
import { OTHER_AMOUNT, documentOf } from '../fixtures/documents.ts';
import { failureWith } from '../fixtures/failures.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import type { FakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';

/** A source whose numbers go into a file of ours, which a test can lose. */
function fileSource(items: Parameters<typeof fakeSource>[1]): FakeSource {
  const source = fakeSource('office', items, { deliversAgain: true });
  source.receipt = ({ ref, number = '' }) => {
    const there = source.written.get(ref);
    source.written.set(ref, number);
    return { ref, kind: there === number ? 'already-there' : 'handed-over', where: 'a.ishur.csv' };
  };
  return source;
}

describe('a source whose numbers go into a file of ours', () => {
  test('gets again what the file has lost, in the next run, without an ask and without a word in the journal', async () => {
    const world = newWorld();
    const source = fileSource([documentOf('1')]);
    const process = world.start([source]);
    await process.run();
    const entries = await world.entries();
    source.written.clear();
    await process.run();
    expect([...source.written.keys()]).toEqual(['305:1']);
    expect(world.authority.came).toHaveLength(1);
    expect(await world.entries()).toBe(entries);
    expect((await world.caseOf('1')).state.places[0]?.delivery).toMatchObject({ kind: 'handed-over', attempts: 1 });
  });

  test('is told nothing of documents that it does not hold any more, nor blamed for rows that went', async () => {
    const world = newWorld();
    const source = fileSource([documentOf('1'), documentOf('2')]);
    const process = world.start([source]);
    await process.run();
    source.items = [documentOf('2')];
    source.brought.length = 0;
    source.receipt = ({ ref }) => ({ ref, kind: 'failed', cause: failureWith('fix-document') });
    expect((await process.run()).failures).toEqual([]);
    expect(source.brought.map(({ ref }) => ref)).toEqual(['305:2']);
  });

  test('has a row written again that was stale and was put right', async () => {
    const world = newWorld();
    const source = fileSource([documentOf('1')]);
    const write = source.receipt;
    source.receipt = ({ ref }) => ({ ref, kind: 'stale' });
    const process = world.start([source]);
    await process.run();
    expect((await world.caseOf('1')).state.places[0]?.delivery.kind).toBe('stale');
    source.receipt = write;
    await process.run();
    expect((await world.caseOf('1')).state.places[0]?.delivery.kind).toBe('handed-over');
  });

  test('tells when a row that was handed over no longer fits', async () => {
    const world = newWorld();
    const source = fileSource([documentOf('1')]);
    const process = world.start([source]);
    await process.run();
    source.items = [documentOf('1', OTHER_AMOUNT)];
    source.receipt = ({ ref }) => ({ ref, kind: 'stale' });
    await process.run();
    expect(await world.caseOf('1')).toMatchObject({
      state: { standing: 'diverged', places: [{ delivery: { kind: 'stale' } }] },
    });
  });
});

describe('a source that holds its numbers itself', () => {
  test('is handed nothing again', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    source.receipt = ({ ref }) => ({ ref, kind: 'handed-over', where: 'import.doc' });
    const process = world.start([source]);
    await process.run();
    await process.run();
    expect(source.brought).toHaveLength(1);
  });
});
