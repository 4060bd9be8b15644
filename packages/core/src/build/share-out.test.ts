import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Agorot } from '../money.ts';
import { shareOut } from './share-out.ts';

const share = (amount: number, weights: readonly number[]): readonly number[] =>
  shareOut(amount as Agorot, weights as readonly Agorot[]);

describe('sharing an amount out', () => {
  test.each<[number, number[], number[]]>([
    [100, [1, 1, 1], [34, 33, 33]],
    [100, [0, 1], [0, 100]],
    [-100, [1, 2], [-33, -67]],
    [5, [0, 0], [5, 0]],
    [10, [300, -100], [15, -5]],
  ])('%i by %j gives %j', (amount, weights, parts) => {
    expect(share(amount, weights)).toEqual(parts);
  });

  test('adds up to the amount, whatever the weights', () => {
    const agorot = fc.integer({ min: -10_000_000, max: 10_000_000 });
    fc.assert(
      fc.property(agorot, fc.array(agorot, { minLength: 1, maxLength: 20 }), (amount, weights) => {
        expect(share(amount, weights).reduce((sum, part) => sum + part, 0)).toBe(amount);
      }),
    );
  });

  test('keeps every part within an agora of its exact share', () => {
    const positive = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(
        positive,
        fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 20 }),
        (amount, weights) => {
          const total = weights.reduce((sum, weight) => sum + weight, 0);
          for (const [index, part] of share(amount, weights).entries()) {
            expect(Math.abs(part - (amount * (weights[index] ?? 0)) / total)).toBeLessThan(1);
          }
        },
      ),
    );
  });
});
