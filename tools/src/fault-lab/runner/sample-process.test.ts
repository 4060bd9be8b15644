import { expect, test } from 'vitest';
import { growthOf } from './sample-process.ts';

test('compares the first quarter with the last, without the time of loading', () => {
  const loading = Array.from({ length: 40 }, (_, index) => index);
  expect(growthOf([...loading, ...Array.from({ length: 120 }, () => 100)])).toEqual({ first: 100, last: 100 });
  expect(growthOf(Array.from({ length: 160 }, (_, index) => index))).toEqual({ first: 55, last: 145 });
});

test('says nothing of a short life', () => {
  expect(growthOf([1, 2, 3])).toBeUndefined();
});
