import { expect, test } from 'vitest';
import { documents } from '../fixtures/documents.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';
import type { CaseQuery } from '../ports/ledger.ts';

/** What a run of so many documents without relations asks of its ledger. */
async function askedOfLedger(count: number): Promise<{ readonly loads: number; readonly lists: readonly CaseQuery[] }> {
  const world = newWorld();
  const lists: CaseQuery[] = [];
  let loads = 0;
  await world
    .start([fakeSource('office', documents(count))], {
      batching: 'never',
      ledger: (ledger) => ({
        async load(id) {
          loads += 1;
          return ledger.load(id);
        },
        list(query) {
          lists.push(query);
          return ledger.list(query);
        },
      }),
    })
    .run();
  return { loads, lists };
}

test('a document that rests on nothing costs the ledger nothing more', async () => {
  const [few, more] = [await askedOfLedger(10), await askedOfLedger(20)];
  // One question in a run, however many documents there are.
  const aboutLinks = ({ lists }: typeof few): number =>
    lists.filter(({ standings }) => standings?.includes('replaced') === true).length;
  expect([aboutLinks(few), aboutLinks(more)]).toEqual([1, 1]);
  // Looked for by its place and by its id; loaded to be asked for, to be delivered, and to note that it was.
  expect((more.lists.length - few.lists.length) / 10).toBe(2);
  expect((more.loads - few.loads) / 10).toBe(3);
});
