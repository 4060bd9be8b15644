import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberMaker } from './numbers.ts';

const now = (): Date => new Date('2026-06-30T21:30:00.007Z');

test('seventeen digits of Israeli time and nine more', () => {
  expect(numberMaker(now, 0)()).toMatch(/^20260701003000007\d{9}$/);
});

test('numbers are distinct and depend on seed and clock alone', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const [one, two] = [numberMaker(now, seed), numberMaker(now, seed)];
      const numbers = Array.from({ length: 50 }, one);
      expect(Array.from({ length: 50 }, two)).toEqual(numbers);
      expect(new Set(numbers).size).toBe(50);
      expect(numbers.every((number) => /^\d{26}$/.test(number))).toBe(true);
    }),
  );
});
