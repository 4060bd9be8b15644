import { describe, expect, test } from 'vitest';
import { CommitQueue } from './commit-queue.ts';
import type { CommitGroup, WaitingCommit } from './commit-queue.ts';
import type { Connection } from './connection.ts';

/** A queue whose groups are noted: their sizes, in order. */
function queueOf(commit: (group: readonly WaitingCommit[]) => Promise<void>): { queue: CommitQueue; sizes: number[] } {
  const sizes: number[] = [];
  const work: CommitGroup = async (take) => {
    const group = take();
    sizes.push(group.length);
    await commit(group);
  };
  return { queue: new CommitQueue(work), sizes };
}

const resolveAll = async (group: readonly WaitingCommit[]): Promise<void> => {
  for (const { write, resolve } of group) {
    write(undefined as unknown as Connection);
    resolve();
  }
};

describe('commits that wait', () => {
  test('in one turn share a group', async () => {
    const { queue, sizes } = queueOf(resolveAll);
    let written = 0;
    await Promise.all(Array.from({ length: 50 }, () => queue.add(1, () => (written += 1))));
    expect({ sizes, written }).toEqual({ sizes: [50], written: 50 });
  });

  test('while a lock is waited for come along', async () => {
    let free = (): void => {};
    const lock = new Promise<void>((resolve) => {
      free = resolve;
    });
    const sizes: number[] = [];
    const queue = new CommitQueue(async (take) => {
      await lock;
      const group = take();
      sizes.push(group.length);
      for (const { resolve } of group) resolve();
    });
    const first = queue.add(1, () => {});
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    const second = queue.add(1, () => {});
    free();
    await Promise.all([first, second]);
    expect(sizes).toEqual([2]);
  });

  test('make no group larger than others can wait for', async () => {
    const { queue, sizes } = queueOf(resolveAll);
    await Promise.all(Array.from({ length: 1_000 }, () => queue.add(1, () => {})));
    expect(sizes).toEqual([256, 256, 256, 232]);
    const large = queueOf(resolveAll);
    await Promise.all([100, 100, 100, 1_000, 1].map((size) => large.queue.add(size, () => {})));
    expect(large.sizes).toEqual([2, 1, 1, 1]);
  });

  test('are all told where no group could be begun, and the next ones are tried again', async () => {
    let isBroken = true;
    const queue = new CommitQueue(async (take) => {
      if (isBroken) throw new Error('Busy.');
      for (const { resolve } of take()) resolve();
    });
    const results = await Promise.allSettled([queue.add(1, () => {}), queue.add(1, () => {})]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isBroken = false;
    await queue.add(1, () => {});
  });

  test('are waited for by whoever closes', async () => {
    const { queue } = queueOf(resolveAll);
    let isDone = false;
    void queue.add(1, () => {}).then(() => (isDone = true));
    await queue.drain();
    expect(isDone).toBe(true);
    await queue.drain();
  });
});
