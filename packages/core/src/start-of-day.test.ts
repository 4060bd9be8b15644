import { expect, it } from 'vitest';
import { businessDayOf, startOfDay } from './business-day.ts';
import type { BusinessDay } from './business-day.ts';
import { addDays } from './calendar/business-calendar.ts';

it.each([
  ['in winter', '2026-01-15', '2026-01-14T22:00:00.000Z'],
  ['in summer', '2026-07-05', '2026-07-04T21:00:00.000Z'],
  // The clocks change at 02:00 of Friday 27 March and of Sunday 25 October 2026.
  ['the day on which summer time begins', '2026-03-27', '2026-03-26T22:00:00.000Z'],
  ['the day after', '2026-03-28', '2026-03-27T21:00:00.000Z'],
  ['the day on which it ends', '2026-10-25', '2026-10-24T21:00:00.000Z'],
  ['the day after that', '2026-10-26', '2026-10-25T22:00:00.000Z'],
])('a day begins at midnight in Israel: %s', (_, day, instant) => {
  expect(startOfDay(day as BusinessDay).toISOString()).toBe(instant);
});

it('is the first instant of every day of two years', () => {
  for (let day = '2026-01-01' as BusinessDay; day < '2028-01-01'; day = addDays(day, 1)) {
    const begins = startOfDay(day).getTime();
    expect(businessDayOf(new Date(begins))).toBe(day);
    expect(businessDayOf(new Date(begins - 1))).toBe(addDays(day, -1));
  }
});
