/**
 * Hands out what comes in batches one by one, as `AdapterSession.read` has to. A generator that yields every document costs
 * as much as reading a row of a file does; this costs a third of it. Aborting the signal stops between two items.
 *
 * The source is begun with the first item that is asked for, and closed when the reader stops early.
 */
export function flattenBatches<Item>(
  batches: AsyncIterable<readonly Item[]>,
  signal: AbortSignal,
): AsyncIterable<Item> {
  return { [Symbol.asyncIterator]: () => iterate(batches[Symbol.asyncIterator](), signal) };
}

function iterate<Item>(source: AsyncIterator<readonly Item[]>, signal: AbortSignal): AsyncIterator<Item, undefined> {
  let batch: readonly Item[] = [];
  let index = 0;
  /** Whoever asks for the next item before this one has come waits for it. */
  let pending: Promise<unknown> | undefined;

  async function advance(): Promise<IteratorResult<Item, undefined>> {
    for (;;) {
      if (signal.aborted) await source.return?.();
      signal.throwIfAborted();
      const item = batch[index];
      if (item !== undefined) {
        index += 1;
        return { done: false, value: item };
      }
      const next = await source.next();
      if (next.done === true) return { done: true, value: undefined };
      batch = next.value;
      index = 0;
    }
  }

  function take(): Promise<IteratorResult<Item, undefined>> {
    if (pending !== undefined) return pending.then(() => take());
    const item = batch[index];
    if (item !== undefined && !signal.aborted) {
      index += 1;
      return Promise.resolve({ done: false, value: item });
    }
    const step = advance().finally(() => {
      pending = undefined;
    });
    pending = step.catch(() => undefined);
    return step;
  }

  return {
    next: take,
    async return() {
      batch = [];
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
}
