import { describe, expect, it } from 'vitest';
import { flattenBatches } from './flatten-batches.ts';

const NEVER = new AbortController().signal;

/** Says in `log` when it begins and when it is closed. */
async function* source(
  batches: readonly (readonly number[])[],
  log: string[],
): AsyncGenerator<readonly number[], void> {
  log.push('begun');
  try {
    yield* batches;
  } finally {
    log.push('closed');
  }
}

describe('flattenBatches', () => {
  it('hands out every item in order, past empty batches', async () => {
    const log: string[] = [];
    const items = flattenBatches(source([[], [1, 2], [], [3]], log), NEVER);
    expect(log).toEqual([]);
    const seen: number[] = [];
    for await (const item of items) seen.push(item);
    expect(seen).toEqual([1, 2, 3]);
    expect(log).toEqual(['begun', 'closed']);
  });

  it('keeps the order for a reader who asks before he has an answer', async () => {
    const iterator = flattenBatches(source([[1], [2, 3]], []), NEVER)[Symbol.asyncIterator]();
    const answers = await Promise.all(Array.from({ length: 5 }, () => iterator.next()));
    expect(answers.map(({ value }) => value as unknown)).toEqual([1, 2, 3, undefined, undefined]);
  });

  it('closes the source when the reader stops', async () => {
    const log: string[] = [];
    for await (const item of flattenBatches(source([[1, 2], [3]], log), NEVER)) if (item === 2) break;
    expect(log).toEqual(['begun', 'closed']);
  });

  it('stops between two items when it is aborted, and closes the source', async () => {
    const abort = new AbortController();
    const log: string[] = [];
    const seen: number[] = [];
    const reading = (async (): Promise<void> => {
      for await (const item of flattenBatches(source([[1, 2, 3, 4]], log), abort.signal)) {
        seen.push(item);
        if (item === 2) abort.abort();
      }
    })();
    await expect(reading).rejects.toThrow(/abort/i);
    expect(seen).toEqual([1, 2]);
    expect(log).toEqual(['begun', 'closed']);
  });

  it('passes on what the source throws', async () => {
    async function* broken(): AsyncGenerator<readonly number[], void> {
      yield [1];
      throw new Error('broken');
    }
    const iterator = flattenBatches(broken(), NEVER)[Symbol.asyncIterator]();
    expect(await iterator.next()).toEqual({ done: false, value: 1 });
    await expect(iterator.next()).rejects.toThrow('broken');
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });
});
