import { expect, test } from 'vitest';
import { parseSchedule } from './schedule.ts';

const NOON = new Date('2026-07-01T12:00:00+03:00');

test.each([
  ['10m', '2026-07-01T09:10:00.000Z'],
  ['30s', '2026-07-01T09:00:30.000Z'],
  ['2h', '2026-07-01T11:00:00.000Z'],
  // In Israel's time, whatever the machine's.
  ['30 12 * * *', '2026-07-01T09:30:00.000Z'],
  ['0 7 * * 0', '2026-07-05T04:00:00.000Z'],
])('%s comes next at %s', (text, next) => {
  expect(parseSchedule(text)?.next(NOON)?.toISOString()).toBe(next);
});

test('an hour that the clocks leave out in spring is not waited for until the next year', () => {
  // 27 March 2026: 02:00 becomes 03:00 in Israel.
  const next = parseSchedule('30 2 * * *')?.next(new Date('2026-03-26T12:00:00+02:00'));
  expect(next === undefined ? '' : next.toISOString() < '2026-03-29').toBe(true);
});

test.each(['', '10', '10d', '1s', '999h', '* * *', '0 0 30 2 *', '61 * * * *', '* * * * * *', 'every day'])(
  '%j is no schedule',
  (text) => {
    expect(parseSchedule(text)).toBeUndefined();
  },
);
