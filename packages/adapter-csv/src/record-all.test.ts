import { readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Settlement } from '@ishur/contract/v1';
import { CELLS, HEADER, kinds, NAMES, row, settle, settleAll } from './fixtures/settlements.ts';
import { createWorld, UTF_8 } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

describe('all settlements, handed over again in every run', () => {
  const config = { path: '*.csv' };
  const three = `${HEADER}\n${[1, 2, 3].map((number) => `${row(number)}\n`).join('')}`;
  const all = (): Promise<Settlement[]> => settleAll(world, config, '305:1', '305:2', '305:3');

  beforeEach(() => world.write('a.csv', three));

  it('change nothing: the same bytes, the same file, the same time', async () => {
    await world.record(config, ...(await all()));
    await utimes(world.path('a.ishur.csv'), 1, 1);
    const [before, bytes] = [await stat(world.path('a.ishur.csv')), await readFile(world.path('a.ishur.csv'))];
    for (let run = 0; run < 2; run += 1) {
      expect(await world.record(config, ...(await all()))).toEqual(
        [1, 2, 3].map((number) => ({
          ref: `305:${number}`,
          kind: 'already-there',
          where: `a.ishur.csv:${number + 1}`,
        })),
      );
    }
    const after = await stat(world.path('a.ishur.csv'));
    expect([after.mtimeMs, after.ino]).toEqual([1000, before.ino]);
    expect(await readFile(world.path('a.ishur.csv'))).toEqual(bytes);
    expect(world.logged).toEqual([]);
  });

  it('write nothing where the source has all numbers itself', async () => {
    await world.write('a.csv', `${HEADER},מס' הקצאה\n${row(1)},012345678\n`);
    expect(await world.record(config, ...(await settleAll(world, config, '305:1')))).toEqual([
      { ref: '305:1', kind: 'already-there', where: 'a.csv:2' },
    ]);
    expect(await readdir(world.folder)).toEqual(['a.csv']);
  });

  it('bring back a result file that was deleted, in one go', async () => {
    await world.record(config, ...(await all()));
    const bytes = await readFile(world.path('a.ishur.csv'));
    await rm(world.path('a.ishur.csv'));
    expect(kinds(await world.record(config, ...(await all())))).toEqual(['handed-over', 'handed-over', 'handed-over']);
    expect(await readFile(world.path('a.ishur.csv'))).toEqual(bytes);
  });

  it('bring the numbers to a source that was renamed', async () => {
    await world.record(config, ...(await all()));
    await rename(world.path('a.csv'), world.path('יוני.csv'));
    const receipts = await world.record(config, ...(await all()));
    expect(receipts).toEqual(
      [1, 2, 3].map((number) => ({ ref: `305:${number}`, kind: 'handed-over', where: `יוני.ishur.csv:${number + 1}` })),
    );
    expect(await readFile(world.path('יוני.ishur.csv'))).toEqual(await readFile(world.path('a.ishur.csv')));
  });

  it('write only the files in which something is missing', async () => {
    await world.write('b.csv', `${HEADER}\n${row(4)}\n`);
    await world.record(config, ...(await all()));
    await utimes(world.path('a.ishur.csv'), 1, 1);
    const receipts = await world.record(config, ...(await settleAll(world, config, '305:1', '305:4')));
    expect(kinds(receipts)).toEqual(['already-there', 'handed-over']);
    expect((await stat(world.path('a.ishur.csv'))).mtimeMs).toBe(1000);
    expect(await world.text('b.ishur.csv')).toBe(`${HEADER}${NAMES}\n${row(4)},${CELLS}\n`);
  });

  it('say where a row will be once the file is written anew', async () => {
    await world.record(config, ...(await settleAll(world, config, '305:3')));
    await world.write('a.csv', `${HEADER}\n${row(0)}\n${row(3)}\n`);
    expect(await world.record(config, ...(await settleAll(world, config, '305:3')))).toMatchObject([
      { where: 'a.ishur.csv:4' },
    ]);
    const receipts = await world.record(config, ...(await settleAll(world, config, '305:3', '305:0')));
    expect(receipts).toMatchObject([{ where: 'a.ishur.csv:3' }, { where: 'a.ishur.csv:2' }]);
  });
});

describe('ten thousand settlements in one call', () => {
  const COUNT = 10_000;
  const config = { path: 'a.csv' };
  const LONGEST = 10_000;

  it(
    'take seconds at most, whether all are new or none is',
    async () => {
      const rows = Array.from({ length: COUNT }, (_, index) => row(index));
      await world.write('a.csv', [HEADER, ...rows, ''].join('\r\n'), UTF_8);
      const settlements = (await world.documents(config)).map((document, index) =>
        settle(document, `20260601${String(index).padStart(18, '0')}`),
      );
      const timed = async (): Promise<{ kind: string; took: number }> => {
        const start = performance.now();
        const receipts = await world.record(config, ...settlements);
        const took = performance.now() - start;
        expect(new Set(receipts.map(({ ref }) => ref)).size).toBe(COUNT);
        return { kind: [...new Set(kinds(receipts))].join(), took };
      };
      const [first, second] = [await timed(), await timed()];
      expect([first.kind, second.kind]).toEqual(['handed-over', 'already-there']);
      // What compares each settlement with each row would take minutes.
      expect(Math.max(first.took, second.took)).toBeLessThan(LONGEST);
      expect((await world.text('a.ishur.csv')).match(/"=""20260601/g)).toHaveLength(COUNT);
    },
    6 * LONGEST,
  );
});
