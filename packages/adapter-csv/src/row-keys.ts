/**
 * Names rows of one file: a ref that stands in several rows (a document exported twice) is counted. The first of them is
 * called as the ref itself, so that a large file has its refs in memory once.
 */
export interface RowKeys {
  /** The key of the next row with this ref. Rows have to be asked about in the order of the file. */
  next(ref: string): string;
}

export function createRowKeys(): RowKeys {
  const counts = new Map<string, number>();
  return {
    next(ref) {
      const count = (counts.get(ref) ?? 0) + 1;
      counts.set(ref, count);
      // A ref begins with the number of a type and a colon.
      return count === 1 ? ref : `${count} ${ref}`;
    },
  };
}
