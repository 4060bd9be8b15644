import { expect, test } from 'vitest';
import { someAtOnce } from './some-at-once.ts';

async function* upTo(count: number, failsAt = Infinity): AsyncGenerator<number> {
  for (let item = 0; item < count; item += 1) {
    if (item === failsAt) throw new Error('the items failed');
    yield await Promise.resolve(item);
  }
}

async function turn(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}

test('everything is worked on, and never more than so many at once', async () => {
  const done: number[] = [];
  let atOnce = 0;
  let most = 0;
  await someAtOnce(upTo(20), 4, async (item) => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await turn();
    atOnce -= 1;
    done.push(item);
  });
  expect(done).toHaveLength(20);
  expect(most).toBe(4);
});

test('where one fails, no more is taken, and what is under way is finished before the error is told', async () => {
  const begun: number[] = [];
  const done: number[] = [];
  const failing = someAtOnce(upTo(100), 4, async (item) => {
    begun.push(item);
    if (item === 1) throw new Error('the work failed');
    await turn();
    done.push(item);
  });
  await expect(failing).rejects.toThrow('the work failed');
  expect(begun.length).toBeLessThan(10);
  expect(done).toHaveLength(begun.length - 1);
});

test('where the items fail, what is under way is finished before the error is told', async () => {
  const done: number[] = [];
  const failing = someAtOnce(upTo(10, 3), 8, async (item) => {
    await turn();
    done.push(item);
  });
  await expect(failing).rejects.toThrow('the items failed');
  expect(done).toEqual([0, 1, 2]);
});
