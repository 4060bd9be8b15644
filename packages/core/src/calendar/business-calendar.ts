import type { BusinessDay } from '../business-day.ts';
import { hebrewDateOf } from './hebrew-date.ts';

/** Which days do not count as business days in a legal period. */
export interface BusinessCalendar {
  /** Days of the week that are rest days: 0 Sunday to 6 Saturday. */
  readonly weekend: readonly number[];
  /** Whether the holidays of the law are rest days. */
  readonly holidays: boolean;
}

/**
 * Friday, Saturday and the holidays of the law. That Friday does not count is our reading: the Tax Authority's offices are
 * closed then, and no source defines the business day of s. 47(א4). It is a setting for that reason.
 */
export const DEFAULT_CALENDAR: BusinessCalendar = { weekend: [5, 6], holidays: true };

/**
 * The holiday on a day, in Hebrew; `undefined` on all others.
 *
 * Source: Law and Administration Ordinance 5708-1948, s. 18א (days of rest); Independence Day Law 5709-1949, whose day moves
 * away from Friday, Saturday and Monday.
 */
export function holidayOn(day: BusinessDay): string | undefined {
  const { month, day: date } = hebrewDateOf(day);
  const fixed = HOLIDAYS[`${date} ${month}`];
  if (fixed !== undefined) return fixed;
  return month === 'Iyar' && INDEPENDENCE_DAY[date] === weekdayOf(day) ? 'יום העצמאות' : undefined;
}

/** Whether a day counts in a period of business days. */
export function isBusinessDay(day: BusinessDay, calendar: BusinessCalendar = DEFAULT_CALENDAR): boolean {
  if (calendar.weekend.includes(weekdayOf(day))) return false;
  return !calendar.holidays || holidayOn(day) === undefined;
}

/** The day on which a period of so many business days ends, the first day not counted. */
export function addBusinessDays(
  from: BusinessDay,
  count: number,
  calendar: BusinessCalendar = DEFAULT_CALENDAR,
): BusinessDay {
  let day = from;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (isBusinessDay(day, calendar)) left -= 1;
  }
  return day;
}

/** So many calendar days later, or earlier. */
export function addDays(day: BusinessDay, count: number): BusinessDay {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10) as BusinessDay;
}

/** The same day so many calendar months later, or earlier; the last day of the month where it has no such day. */
export function addMonths(day: BusinessDay, count: number): BusinessDay {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count + 1, 0);
  date.setUTCDate(Math.min(Number(day.slice(8)), date.getUTCDate()));
  return date.toISOString().slice(0, 10) as BusinessDay;
}

/** 0 Sunday to 6 Saturday. */
export function weekdayOf(day: BusinessDay): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

const HOLIDAYS: Readonly<Record<string, string>> = {
  '1 Tishri': 'ראש השנה',
  '2 Tishri': 'ראש השנה',
  '10 Tishri': 'יום הכיפורים',
  '15 Tishri': 'סוכות',
  '22 Tishri': 'שמיני עצרת',
  '15 Nisan': 'פסח',
  '21 Nisan': 'שביעי של פסח',
  '6 Sivan': 'שבועות',
};

/** Date in Iyar to the weekday on which it is Independence Day: 5 Iyar, moved from Saturday, Friday and Monday. */
const INDEPENDENCE_DAY: Readonly<Record<number, number>> = { 3: 4, 4: 4, 5: 3, 6: 2 };
