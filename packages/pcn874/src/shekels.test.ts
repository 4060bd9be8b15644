import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Agorot } from '@ishur/core';
import { roundToShekels } from './shekels.ts';

it.each([
  [0, 0],
  [49, 0],
  [50, 1],
  [149, 1],
  [150, 2],
  [-49, 0],
  [-50, -1],
  [-150, -2],
  [99_999_999_999_999, 1_000_000_000_000],
])('%d agorot are %d shekels', (agorot, shekels) => {
  expect(roundToShekels(agorot as Agorot)).toBe(shekels);
});

it('is never further away than half a shekel, and the same for a credit as for what it credits', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (size) => {
      const amount = (size % 100_000_000_000_000) as Agorot;
      const rounded = roundToShekels(amount);
      expect(Math.abs(rounded * 100 - amount)).toBeLessThanOrEqual(50);
      expect(roundToShekels(-amount as Agorot) + rounded).toBe(0);
    }),
  );
});
