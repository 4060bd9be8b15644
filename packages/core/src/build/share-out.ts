import type { Agorot } from '../money.ts';

/**
 * Shares an amount out by weights so that the parts add up to it exactly, each within an agora of its exact share.
 *
 * Where the weights add up to nothing, everything goes to the first. Weights may be negative, as credited lines are.
 */
export function shareOut(amount: Agorot, weights: readonly Agorot[]): readonly Agorot[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0n) return weights.map((_, index) => (index === 0 ? amount : 0) as Agorot);
  // A negative amount is shared as the positive one is, so that a credit mirrors what it credits.
  const sign = amount < 0 ? -1n : 1n;
  const side = total < 0n ? -1n : 1n;
  const exact = weights.map((weight) => BigInt(weight) * BigInt(amount) * sign * side);
  return roundTo(BigInt(amount) * sign, exact, total * side).map((part) => Number(part * sign) as Agorot);
}

/**
 * A rate on each of several amounts, in whole agorot that add up to `total` exactly, each within an agora of its exact part.
 *
 * @param total the rate on the sum of the amounts, rounded.
 */
export function rateOnEach(total: Agorot, amounts: readonly Agorot[], hundredths: number): readonly Agorot[] {
  const exact = amounts.map((amount) => BigInt(amount) * BigInt(hundredths));
  return roundTo(BigInt(total), exact, 10_000n).map((part) => Number(part) as Agorot);
}

/**
 * Rounds fractions with one divisor, which is above zero, to whole numbers that add up to `total`, their rounded sum: all of them
 * down, and then the largest remainders up, the first of equals first.
 */
function roundTo(total: bigint, dividends: readonly bigint[], divisor: bigint): readonly bigint[] {
  const parts: bigint[] = [];
  const remainders: { readonly index: number; readonly size: bigint }[] = [];
  let left = total;
  for (const [index, dividend] of dividends.entries()) {
    // BigInt divides towards zero, and below zero down is away from it.
    const size = ((dividend % divisor) + divisor) % divisor;
    const part = (dividend - size) / divisor;
    parts.push(part);
    remainders.push({ index, size });
    left -= part;
  }
  remainders.sort((one, other) => (one.size === other.size ? one.index - other.index : one.size > other.size ? -1 : 1));
  for (const { index } of remainders.slice(0, Number(left))) parts[index] = (parts[index] ?? 0n) + 1n;
  return parts;
}
