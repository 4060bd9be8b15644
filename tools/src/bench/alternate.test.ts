import { expect, test } from 'vitest';
import { alternate, formatStandings, median } from './alternate.ts';

test('the median of an even number of times lies between the two in the middle', () => {
  expect(median([9, 1, 2])).toBe(2);
  expect(median([9, 1, 2, 3])).toBe(2.5);
});

test('the contestants run in turn, and the first round is not counted', () => {
  const order: string[] = [];
  const contestant = (name: string) => ({ name, run: () => void order.push(name) });
  expect(alternate([contestant('a'), contestant('b')], 2)).toMatchObject([{ name: 'a', ratio: 1 }, { name: 'b' }]);
  expect(order.join('')).toBe('ababab');
});

test('a goal is met or missed', () => {
  const standing = { name: 'ishur --help', medianMs: 120, ratio: 3.01, goal: 3 };
  expect(formatStandings([standing])).toBe('   120.0 ms   3.01 times, goal at most 3: MISSED  ishur --help');
  expect(formatStandings([{ ...standing, ratio: 3 }])).toContain('met');
});
