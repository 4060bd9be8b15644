import { expect, test } from 'vitest';
import { seededDice } from './seeded-dice.ts';

test('the same words choose the same, and others choose otherwise', () => {
  const throws = (seed: number): readonly number[] => {
    const dice = seededDice('sweep', seed);
    return Array.from({ length: 20 }, () => dice.below(1000));
  };
  expect(throws(1)).toEqual(throws(1));
  expect(throws(1)).not.toEqual(throws(2));
});

test('another order holds the same values', () => {
  const values = [1, 2, 3, 4, 5];
  const shuffled = seededDice('order').shuffle(values);
  expect(shuffled.toSorted((one, other) => one - other)).toEqual(values);
});
