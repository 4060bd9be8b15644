/**
 * Works on items as they come, some of them at once, so that what they write shares a write to the disk.
 *
 * Ends when the items have ended and all work is done. Where the items or the work fail, no more is taken, what is under way
 * is finished first, and the first error is thrown.
 */
export async function someAtOnce<Item>(
  items: AsyncIterable<Item>,
  most: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const errors: unknown[] = [];
  try {
    for await (const item of items) {
      const one = work(item)
        .catch((error: unknown) => void errors.push(error))
        .finally(() => underWay.delete(one));
      underWay.add(one);
      if (underWay.size >= most) await Promise.race(underWay);
      if (errors.length > 0) break;
    }
  } finally {
    await Promise.all(underWay);
  }
  if (errors.length > 0) throw errors[0];
}
