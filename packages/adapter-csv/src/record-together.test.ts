import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFile } from '@ishur/adapter-kit';
import { numberedFile, numberOf, settleNumbered } from './fixtures/numbered.ts';
import { kinds } from './fixtures/settlements.ts';
import { createWorld, NOT_ABORTED } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

const RECORD_ONE_BY_ONE = fileURLToPath(new URL('fixtures/record-one-by-one.ts', import.meta.url));
const CONFIG = { path: 'a.csv' };

/** The references of `a.csv` whose numbers stand in its result file. */
async function numbered(count: number): Promise<number[]> {
  const text = await world.text('a.ishur.csv');
  return Array.from({ length: count }, (_, index) => index + 1).filter((reference) =>
    text.includes(numberOf(reference)),
  );
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('several runs at once', () => {
  it('lose no number, round after round', async () => {
    const [rounds, sessions] = [15, 4];
    await world.write('a.csv', numberedFile(rounds * sessions));
    for (let round = 0; round < rounds; round += 1) {
      const references = upTo(sessions).map((index) => round * sessions + index);
      const receipts = await Promise.all(
        references.map((reference) => world.record(CONFIG, settleNumbered(reference))),
      );
      expect(receipts.flatMap(kinds)).toEqual(references.map(() => 'handed-over'));
      expect(await numbered(rounds * sessions)).toEqual(upTo((round + 1) * sessions));
    }
    expect((await readdir(world.folder)).toSorted()).toEqual(['a.csv', 'a.ishur.csv']);
  });

  it('lose no number of several files, in whatever order they are named', async () => {
    for (const name of ['a.csv', 'b.csv', 'c.csv']) await world.write(name, numberedFile(12));
    const orders = [['a.csv', 'b.csv', 'c.csv'], ['c.csv', 'a.csv', 'b.csv'], ['b.csv', 'a.csv', 'c.csv'], '*.csv'];
    await Promise.all(
      upTo(12).map((reference) => world.record({ path: orders[reference % 4] }, settleNumbered(reference))),
    );
    for (const name of ['a', 'b', 'c']) {
      const text = await world.text(`${name}.ishur.csv`);
      expect(upTo(12).filter((reference) => text.includes(numberOf(reference)))).toEqual(upTo(12));
    }
  });

  it('agree on one of two numbers for a document', async () => {
    await world.write('a.csv', numberedFile(1));
    const other = { ...settleNumbered(1), number: numberOf(2) };
    const receipts = await Promise.all([world.record(CONFIG, settleNumbered(1)), world.record(CONFIG, other)]);
    expect(receipts.flatMap(kinds).toSorted()).toEqual(['conflict', 'handed-over']);
    const standing = receipts[0]?.[0]?.kind === 'handed-over' ? [1] : [2];
    expect(await numbered(2)).toEqual(standing);
  });

  it('in processes of their own lose no number, though one is killed', { timeout: 60_000 }, async () => {
    const each = 8;
    await world.write('a.csv', numberedFile(3 * each));
    const told: number[] = [];
    const failures: string[] = [];
    const processes = [0, 1, 2].map(async (index) => {
      const references = upTo(each).map((reference) => String(index * each + reference));
      const child = spawn(
        process.execPath,
        ['--conditions=@ishur/source', RECORD_ONE_BY_ONE, world.folder, ...references],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      );
      child.stderr.setEncoding('utf8').on('data', (text: string) => failures.push(text));
      const ended = once(child, 'close');
      let count = 0;
      for await (const line of createInterface({ input: child.stdout })) {
        const [kind, reference] = line.split(' ');
        if (kind === 'handed-over') told.push(Number(reference));
        count += 1;
        if (index === 0 && count === 3) child.kill('SIGKILL');
      }
      await ended;
    });
    await Promise.all(processes);
    expect(failures.filter((text) => /is being|another run/i.test(text))).toEqual([]);
    expect(told.length).toBeGreaterThanOrEqual(2 * each + 3);
    expect(await numbered(3 * each)).toEqual(expect.arrayContaining(told));

    const receipts = await world.record(CONFIG, ...upTo(3 * each).map(settleNumbered));
    expect(receipts.every(({ kind }) => kind === 'handed-over' || kind === 'already-there')).toBe(true);
    expect(await numbered(3 * each)).toEqual(upTo(3 * each));
    expect((await readdir(world.folder)).filter((name) => name.endsWith('.lock'))).toEqual([]);
  });
});

describe('the lock', () => {
  beforeEach(() => world.write('a.csv', numberedFile(2)));

  it('is not needed where nothing is to be written', async () => {
    await world.record(CONFIG, settleNumbered(1));
    const held = await lockFile(world.path('a.ishur.csv'));
    expect(kinds(await world.record(CONFIG, settleNumbered(1)))).toEqual(['already-there']);
    await held.release();
  });

  it('is waited for, and what was written meanwhile is kept', async () => {
    const held = await lockFile(world.path('a.ishur.csv'));
    const session = await world.open(CONFIG);
    const recording = session.record?.([settleNumbered(1)], { signal: NOT_ABORTED })[Symbol.asyncIterator]();
    const next = recording?.next();
    // Another run writes the number of the other row, with the lock that it holds.
    await world.write('b.csv', numberedFile(2));
    await world.record({ path: 'b.csv' }, settleNumbered(2));
    await world.write('a.ishur.csv', await world.text('b.ishur.csv'));
    await held.release();
    expect((await next)?.value).toEqual({ ref: '305:1', kind: 'handed-over', where: 'a.ishur.csv:2' });
    expect(await numbered(2)).toEqual([1, 2]);
  });

  it('is let go where nobody waits for it any more', async () => {
    const held = await lockFile(world.path('a.ishur.csv'));
    const session = await world.open(CONFIG);
    const abort = new AbortController();
    const next = session
      .record?.([settleNumbered(1)], { signal: abort.signal })
      [Symbol.asyncIterator]()
      .next();
    abort.abort();
    await expect(next).rejects.toThrow(/abort/i);
    await held.release();
    expect(await readdir(world.folder)).toEqual(['a.csv']);
  });

  it('is let go where writing fails', async () => {
    const session = await world.open(CONFIG);
    const gone = { ...settleNumbered(3), ref: '305:3' };
    const recording = session.record?.([gone, settleNumbered(1)], { signal: NOT_ABORTED })[Symbol.asyncIterator]();
    expect((await recording?.next())?.value).toMatchObject({ ref: '305:3', kind: 'failed' });
    await rm(world.path('a.csv'));
    expect((await recording?.next())?.value).toMatchObject({
      ref: '305:1',
      kind: 'failed',
      cause: { code: 'csv/file-not-readable', message: expect.stringContaining('a.csv') },
    });
    expect(await readdir(world.folder)).toEqual([]);
  });
});
