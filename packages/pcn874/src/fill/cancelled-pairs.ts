import type { ReportEntry } from '../format/entry.ts';

/**
 * Finds the records of cancelled documents: one with a plus and one with a minus that are alike in everything else but the
 * allocation number. Both sides leave such pairs out of the report, so that nothing is left of them.
 *
 * Source: API description 2.0 / 7.2024, sections 2.2.2 (first alternative: sales) and 6 (inputs).
 */
export interface CancelledPairs {
  add(entry: ReportEntry, record: number): void;
  /** Record to its other half, in both directions. */
  pairs(): ReadonlyMap<number, number>;
}

/** Collects records one by one. Only tax invoices (S) and regular inputs (T) are meant; aggregations never are. */
export function findCancelledPairs(): CancelledPairs {
  const alike = new Map<string, { readonly '+': number[]; readonly '-': number[] }>();
  return {
    add(entry, record) {
      if (entry.letter !== 'S' && entry.letter !== 'T') return;
      const { letter, counterpart, date, group, reference, vat, sum } = entry;
      const key = [letter, counterpart, date, group, reference, vat, sum].join();
      const found = alike.get(key) ?? { '+': [], '-': [] };
      found[entry.sign].push(record);
      alike.set(key, found);
    },
    pairs() {
      const pairs = new Map<number, number>();
      for (const { '+': sold, '-': cancelled } of alike.values()) {
        for (const [index, minus] of cancelled.entries()) {
          const plus = sold[index];
          if (plus === undefined) break;
          pairs.set(plus, minus).set(minus, plus);
        }
      }
      return pairs;
    },
  };
}
