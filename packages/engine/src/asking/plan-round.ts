import type { Batching } from '../policies.ts';
import type { CaseSummary } from '../ports/ledger.ts';

/** Who goes out with whom. Ids of cases. */
export interface RoundPlan {
  readonly batches: readonly (readonly string[])[];
  /** In the order in which they came. */
  readonly alone: readonly string[];
}

/**
 * Divides what is to be asked. Many at once where that pays; what was never answered always goes out by itself, because its
 * bytes must stay alone with their answer. What is left of the last batch goes out alone where it is too little for one.
 */
export function planRound(
  due: Iterable<Pick<CaseSummary, 'id' | 'standing'>>,
  batching: Batching | 'never',
): RoundPlan {
  const all = [...due];
  if (batching === 'never') return { batches: [], alone: all.map(({ id }) => id) };
  const queued = all.flatMap(({ id, standing }) => (standing === 'queued' ? [id] : []));
  const batches: string[][] = [];
  for (let start = 0; start < queued.length; start += batching.upTo) {
    const ids = queued.slice(start, start + batching.upTo);
    // One alone needs no envelope, whatever the setting says.
    if (ids.length >= Math.max(batching.from, 2)) batches.push(ids);
  }
  const together = new Set(batches.flat());
  return { batches, alone: all.flatMap(({ id }) => (together.has(id) ? [] : [id])) };
}
