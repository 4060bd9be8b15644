import { expect, test } from 'vitest';
import { addMonths, dayInIsrael, isDay } from './days.ts';

test.each([
  ['2026-06-29T20:59:59Z', '2026-06-29'],
  ['2026-06-29T21:00:00Z', '2026-06-30'],
  ['2026-12-31T21:59:59Z', '2026-12-31'],
  ['2026-12-31T22:00:00Z', '2027-01-01'],
])('%s is %s in Israel, in summer and in winter', (instant, day) => {
  expect(dayInIsrael(new Date(instant))).toBe(day);
});

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2024-02-29', -12, '2023-02-28'],
  ['2026-12-15', 1, '2027-01-15'],
  ['2026-06-30', -12, '2025-06-30'],
])('%s and %i months is %s', (day, months, expected) => {
  expect(addMonths(day, months)).toBe(expected);
});

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2024-02-29', true],
  ['2026-13-01', false],
  ['2026-00-10', false],
])('%s is a day: %s', (text, expected) => {
  expect(isDay(text)).toBe(expected);
});
