import { describe, expect, test } from 'vitest';
import type { BusinessDay } from '../business-day.ts';
import { addBusinessDays, addDays, addMonths, holidayOn, isBusinessDay, weekdayOf } from './business-calendar.ts';
import { formatHebrewDate, hebrewDateOf } from './hebrew-date.ts';

const day = (text: string): BusinessDay => text as BusinessDay;

describe('the Israeli calendar', () => {
  // Dates of the published calendars of 5786 and 5787.
  test.each([
    ['2026-04-02', 'פסח'],
    ['2026-04-08', 'שביעי של פסח'],
    ['2026-04-22', 'יום העצמאות'],
    ['2026-05-22', 'שבועות'],
    ['2026-09-12', 'ראש השנה'],
    ['2026-09-13', 'ראש השנה'],
    ['2026-09-21', 'יום הכיפורים'],
    ['2026-09-26', 'סוכות'],
    ['2026-10-03', 'שמיני עצרת'],
    ['2026-06-10', undefined],
    ['2026-04-03', undefined],
  ])('%s is %s', (text, holiday) => {
    expect(holidayOn(day(text))).toBe(holiday);
  });

  // Moved from Saturday (2021), from Friday (2022: 5 Iyar on Friday), from Monday (2024), not moved (2023).
  test.each(['2021-04-15', '2022-05-05', '2023-04-26', '2024-05-14', '2025-05-01'])(
    'keeps Independence Day on %s',
    (text) => {
      expect(holidayOn(day(text))).toBe('יום העצמאות');
      for (const offset of [-3, -2, -1, 1, 2, 3]) expect(holidayOn(addDays(day(text), offset))).toBeUndefined();
    },
  );

  test('has one Independence Day in every year of a century', () => {
    for (let year = 2005; year < 2105; year += 1) {
      let found = 0;
      for (let date = day(`${year}-04-01`); date < `${year}-06-01`; date = addDays(date, 1)) {
        if (holidayOn(date) === 'יום העצמאות') found += 1;
      }
      expect(found, String(year)).toBe(1);
    }
  });

  test('takes Friday, Saturday and holidays for rest days, as a setting', () => {
    expect(isBusinessDay(day('2026-06-11'))).toBe(true);
    expect(isBusinessDay(day('2026-06-12'))).toBe(false);
    expect(isBusinessDay(day('2026-06-13'))).toBe(false);
    expect(isBusinessDay(day('2026-06-12'), { weekend: [6], holidays: true })).toBe(true);
    expect(isBusinessDay(day('2026-09-21'))).toBe(false);
    expect(isBusinessDay(day('2026-09-21'), { weekend: [5, 6], holidays: false })).toBe(true);
  });

  test('counts business days over a weekend and over holidays, the first day not counted', () => {
    expect(addBusinessDays(day('2026-06-10'), 1)).toBe('2026-06-11');
    expect(addBusinessDays(day('2026-06-11'), 1)).toBe('2026-06-14');
    expect(addBusinessDays(day('2026-06-10'), 2)).toBe('2026-06-14');
    // Friday, both days of Rosh Hashana on Saturday and Sunday.
    expect(addBusinessDays(day('2026-09-10'), 1)).toBe('2026-09-14');
    expect(addBusinessDays(day('2026-06-10'), 0)).toBe('2026-06-10');
  });

  test('steps over ends of months and years, and over summer time', () => {
    expect(addDays(day('2026-12-31'), 1)).toBe('2027-01-01');
    expect(addDays(day('2028-03-01'), -1)).toBe('2028-02-29');
    expect(addDays(day('2026-03-26'), 1)).toBe('2026-03-27');
    expect(weekdayOf(day('2026-06-10'))).toBe(3);
  });

  test.each([
    ['2026-06-10', 1, '2026-07-10'],
    ['2026-06-10', -12, '2025-06-10'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2028-02-29', -12, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-05-31', 13, '2027-06-30'],
    ['2026-06-10', 0, '2026-06-10'],
  ])('finds the day of another month: %s and %i months is %s', (from, count, to) => {
    expect(addMonths(day(from), count)).toBe(to);
  });
});

describe('the Hebrew date', () => {
  test.each([
    ['2026-06-10', 'כ״ה בסיוון תשפ״ו'],
    ['2026-09-12', 'א׳ בתשרי תשפ״ז'],
    // 5784 is a leap year with two Adars.
    ['2024-03-01', 'כ״א באדר א׳ תשפ״ד'],
    ['2024-03-24', 'י״ד באדר ב׳ תשפ״ד'],
  ])('of %s is %s', (text, hebrew) => {
    expect(formatHebrewDate(day(text))).toBe(hebrew);
  });

  test('has year, month and day', () => {
    expect(hebrewDateOf(day('2026-06-10'))).toEqual({ year: 5786, month: 'Sivan', day: 25 });
  });
});
