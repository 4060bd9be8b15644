import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Agorot } from '../money.ts';
import { vatAt } from '../vat-rates.ts';
import { rateOnEach, shareOut } from './share-out.ts';

const share = (amount: number, weights: readonly number[]): readonly number[] =>
  shareOut(amount as Agorot, weights as readonly Agorot[]);

const sumOf = (parts: readonly number[]): number => parts.reduce((sum, part) => sum + part, 0);

const agorot = fc.integer({ min: -10_000_000, max: 10_000_000 });
const lines = fc.array(agorot, { minLength: 1, maxLength: 20 });

describe('sharing an amount out', () => {
  test.each<[number, number[], number[]]>([
    [100, [1, 1, 1], [34, 33, 33]],
    [100, [0, 1], [0, 100]],
    [-100, [1, 2], [-33, -67]],
    [5, [0, 0], [5, 0]],
    [10, [300, -100], [15, -5]],
    [0, [3, 4], [0, 0]],
    [5, [1, 1], [3, 2]],
    [-5, [1, 1], [-3, -2]],
    [7, [-1, -1], [4, 3]],
    [99_999_999_999_999, [1, 1], [50_000_000_000_000, 49_999_999_999_999]],
  ])('%i by %j gives %j', (amount, weights, parts) => {
    expect(share(amount, weights)).toEqual(parts);
  });

  test('adds up to the amount, whatever the weights', () => {
    fc.assert(
      fc.property(agorot, lines, (amount, weights) => {
        expect(sumOf(share(amount, weights))).toBe(amount);
      }),
    );
  });

  test('keeps every part within an agora of its exact share, also where weights are of both signs', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 10_000 }), lines, (amount, weights) => {
        const total = sumOf(weights);
        fc.pre(total !== 0);
        for (const [index, part] of share(amount, weights).entries()) {
          // |part × total − amount × weight| < |total|, in numbers that hold it.
          expect(Math.abs(part * total - amount * (weights[index] ?? 0))).toBeLessThan(Math.abs(total));
        }
      }),
    );
  });

  test('mirrors a negative amount, and gives nothing to what weighs nothing', () => {
    fc.assert(
      fc.property(agorot, lines, (amount, weights) => {
        fc.pre(sumOf(weights) !== 0);
        const parts = share(amount, weights);
        expect(share(-amount, weights).map((part) => 0 - part)).toEqual(parts.map((part) => part + 0));
        for (const [index, weight] of weights.entries()) if (weight === 0) expect(parts[index]).toBe(0);
      }),
    );
  });
});

describe('a rate on each of several amounts', () => {
  const vats = (amounts: readonly number[], hundredths = 1_800): readonly number[] => {
    const total = vatAt({ hundredths }, sumOf(amounts) as Agorot);
    return rateOnEach(total, amounts as readonly Agorot[], hundredths);
  };

  test.each<[number[], number[]]>([
    [[10_000], [1_800]],
    // 0.36 each, 1.08 together, which is rounded to 1.
    [
      [2, 2, 2],
      [1, 0, 0],
    ],
    // 0.18 each, 0.54 together.
    [
      [1, 1, 1],
      [1, 0, 0],
    ],
    [
      [10_000, 0, 5_000],
      [1_800, 0, 900],
    ],
    // What is credited keeps its own VAT, however little is left of both.
    [
      [100_000, -99_990],
      [18_000, -17_998],
    ],
    [
      [100_000, -100_000],
      [18_000, -18_000],
    ],
    [[], []],
  ])('%j gives %j', (amounts, parts) => {
    expect(vats(amounts)).toEqual(parts);
  });

  test('adds up to the rate on all of them, each within an agora of its own', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom(1_550, 1_600, 1_650, 1_700, 1_800), (amounts, hundredths) => {
        const parts = vats(amounts, hundredths);
        expect(sumOf(parts)).toBe(vatAt({ hundredths }, sumOf(amounts) as Agorot));
        for (const [index, part] of parts.entries()) {
          expect(Math.abs(part * 10_000 - (amounts[index] ?? 0) * hundredths)).toBeLessThan(10_000);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
