import {
  DEFAULT_CALENDAR,
  RULES_VERSION,
  THRESHOLDS,
  addDays,
  formatHebrewDate,
  holidayOn,
  isBusinessDay,
  weekdayOf,
} from '@ishur/core';
import type { BusinessDay } from '@ishur/core';
import { page, table } from './markdown.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Years after the one of the rules: hearings and objections of today's documents end in them. */
const YEARS_AHEAD = 2;

export function calendarPage(): string {
  const weekend = DEFAULT_CALENDAR.weekend.map((day) => WEEKDAYS[day]).join(' and ');
  const holidays = holidayDays().map(({ day, holiday }) => [
    day,
    WEEKDAYS[weekdayOf(day)] ?? '',
    formatHebrewDate(day),
    holiday,
    isBusinessDay(day, { ...DEFAULT_CALENDAR, holidays: false }) ? 'yes' : 'no',
  ]);
  return page(
    'Holidays and business days',
    `Periods of business days leave out ${weekend}${DEFAULT_CALENDAR.holidays ? ' and the holidays of the law' : ''}. ` +
      'Both are settings, because no source defines the business day of s. 47(א4) of the VAT Law.',
    'Sources: Law and Administration Ordinance 5708-1948, s. 18א; Independence Day Law 5709-1949. Computed from the Hebrew ' +
      'calendar, so the years below are a sample.',
    table(['day', 'weekday', 'Hebrew date', 'holiday', 'takes a business day'], holidays),
  );
}

/** From the year in which the duty began. */
function holidayDays(): readonly { readonly day: BusinessDay; readonly holiday: string }[] {
  const first = THRESHOLDS.at(-1)?.since.slice(0, 4) ?? RULES_VERSION.slice(0, 4);
  const last = Number(RULES_VERSION.slice(0, 4)) + YEARS_AHEAD;
  const found: { day: BusinessDay; holiday: string }[] = [];
  for (let day = `${first}-01-01` as BusinessDay; Number(day.slice(0, 4)) <= last; day = addDays(day, 1)) {
    const holiday = holidayOn(day);
    if (holiday !== undefined) found.push({ day, holiday });
  }
  return found;
}
