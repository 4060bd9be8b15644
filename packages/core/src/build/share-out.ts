import type { Agorot } from '../money.ts';

/**
 * Shares an amount out by weights so that the parts add up to it exactly: every part is rounded towards zero, and the agorot
 * that are left go to the largest remainders, the first of equals first.
 *
 * Where all weights are zero, everything goes to the first. Weights may be negative, as credited lines are.
 */
export function shareOut(amount: Agorot, weights: readonly Agorot[]): readonly Agorot[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0n) return weights.map((_, index) => (index === 0 ? amount : 0) as Agorot);
  const shares = weights.map((weight) => {
    const product = BigInt(amount) * BigInt(weight);
    return { part: product / total, remainder: product % total };
  });
  let left = BigInt(amount) - shares.reduce((sum, { part }) => sum + part, 0n);
  const step = left < 0n ? -1n : 1n;
  const order = shares
    .map(({ remainder }, index) => ({ index, size: remainder < 0n ? -remainder : remainder }))
    .toSorted((a, b) => (a.size === b.size ? a.index - b.index : a.size > b.size ? -1 : 1));
  const parts = shares.map(({ part }) => part);
  for (const { index } of order) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0n) + step;
    left -= step;
  }
  return parts.map((part) => Number(part) as Agorot);
}
