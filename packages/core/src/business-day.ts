import { wholeNumber } from './digits.ts';

declare const businessDay: unique symbol;

/** A day in Israel, `YYYY-MM-DD`. Compared as a string; never turned into an instant. */
export type BusinessDay = string & { readonly [businessDay]: true };

/** Reads `YYYY-MM-DD`; `undefined` where there is no such day. */
export function parseBusinessDay(text: string): BusinessDay | undefined {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return undefined;
  // NaN, where something is no digit, is not within anything.
  const [year, month, day] = [wholeNumber(text, 0, 4), wholeNumber(text, 5, 7), wholeNumber(text, 8, 10)];
  const exists = year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month, year);
  return exists ? (text as BusinessDay) : undefined;
}

/** Plain arithmetic of the Gregorian calendar: no zone is asked, so no day can slip. */
function daysIn(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

// Made when it is first needed: loading a zone takes longer than all the rest of this package.
let jerusalem: Intl.DateTimeFormat | undefined;

/** The business day in Israel at an instant, whatever the machine's time zone. */
export function businessDayOf(instant: Date): BusinessDay {
  jerusalem ??= new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Asia/Jerusalem',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return jerusalem.format(instant) as BusinessDay;
}

/** The instant at which a day begins in Israel. Its clocks change at 02:00, so every day has a midnight. */
export function startOfDay(day: BusinessDay): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const summer = new Date(midnight - SUMMER_MS);
  return businessDayOf(summer) === day ? summer : new Date(midnight - WINTER_MS);
}

/** How far Israel's clocks are ahead of UTC. Standard Time Determination Law 5752-1992. */
const SUMMER_MS = 3 * 3_600_000;
const WINTER_MS = 2 * 3_600_000;
