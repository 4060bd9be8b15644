import { addDays, parseBusinessDay } from '@ishur/core';
import type { BusinessDay } from '@ishur/core';

/** A month that is reported. */
export interface Period {
  /** `YYYYMM`. */
  readonly text: string;
  readonly firstDay: BusinessDay;
  readonly lastDay: BusinessDay;
}

/** Reads `YYYYMM`; `undefined` where there is no such month. */
export function parsePeriod(text: string): Period | undefined {
  if (!/^\d{6}$/.test(text)) return undefined;
  const [year, month] = [Number(text.slice(0, 4)), Number(text.slice(4))];
  const firstDay = dayOf(year, month);
  const next = dayOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1);
  return firstDay === undefined || next === undefined ? undefined : { text, firstDay, lastDay: addDays(next, -1) };
}

/** The first day that is not more than so many months before another. */
export function earliestWithin(months: number, day: BusinessDay): BusinessDay {
  // The day after the end of the month is the first of a month: what is within so many months of it is told by the calendar.
  const date = new Date(`${day}T00:00:00Z`);
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1));
  const lastOfMonth = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  if (date.getUTCDate() > lastOfMonth) {
    // No such day in that month: its own last day would be reached earlier than `day`, so only the next month is within.
    return addDays(isoDay(new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth(), lastOfMonth))), 1);
  }
  target.setUTCDate(date.getUTCDate());
  return isoDay(target);
}

function dayOf(year: number, month: number): BusinessDay | undefined {
  return parseBusinessDay(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`);
}

function isoDay(date: Date): BusinessDay {
  return date.toISOString().slice(0, 10) as BusinessDay;
}
