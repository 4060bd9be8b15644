/** Names rows of one file: a ref that stands in several rows (a document exported twice) is counted. */
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
      return `${count} ${ref}`;
    },
  };
}
