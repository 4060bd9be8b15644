import { cleanCell } from './cell-text.ts';

/** Which part stands first in `03/04/2026`. Files of Israeli systems write the day first. */
export type DateOrder = 'day-first' | 'month-first';

const NUMERIC = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/;
const YEAR_FIRST = /^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})$/;
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})$/;
const SERIAL = /^(\d{5})(?:\.\d+)?$/;
const TIME = /^(.*\d)(?:[T ]+|, ?)(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?: ?[AP]M)? ?(Z|[+-]\d{2}:?\d{2})?$/i;
const DAY_IN_MILLISECONDS = 86_400_000;

/**
 * Reads a business day as Israeli systems write it: `01/06/2026`, `1.6.26`, `1-6-2026`, `2026-06-01`, `20260601` (until 2099), each
 * with or without a time of day, which is dropped, and the serial number of a spreadsheet (20000 to 80000: 1954 to 2119).
 * A year of two digits lies in this century. Nothing is turned into an instant, so no day can slip.
 *
 * @returns `YYYY-MM-DD`, or `undefined` for everything else: an impossible day, a month above twelve under the declared
 * order, a time in a zone other than Israel's (`2026-05-31T21:00:00Z` is the first of June here).
 */
export function parseIsraeliDate(text: string, order: DateOrder = 'day-first'): string | undefined {
  const cell = cleanCell(text);
  const day = cell.includes(':') ? withoutTime(cell) : cell;
  if (day === undefined) return undefined;

  const numeric = NUMERIC.exec(day);
  if (numeric !== null) {
    const [, first = '', , second = '', lastPart = ''] = numeric;
    const year = lastPart.length === 2 ? 2000 + Number(lastPart) : Number(lastPart);
    const [dayPart, monthPart] = order === 'day-first' ? [first, second] : [second, first];
    return businessDay(year, Number(monthPart), Number(dayPart));
  }
  const yearFirst = YEAR_FIRST.exec(day);
  if (yearFirst !== null) return businessDay(Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4]));
  const compact = COMPACT.exec(day);
  if (compact !== null) return businessDay(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const serial = SERIAL.exec(day);
  return serial === null ? undefined : dayOfSerial(Number(serial[1]));
}

function withoutTime(text: string): string | undefined {
  const match = TIME.exec(text);
  if (match === null) return text;
  const [, day = '', time = '', zone] = match;
  const isMidnight = !/[1-9]/.test(time);
  const isIsraels = zone === undefined || /^\+0[23]:?00$/.test(zone);
  return isIsraels || isMidnight ? day.trimEnd() : undefined;
}

/** Day 1 of a spreadsheet's calendar is 1 January 1900; since it also counts a 29 February 1900, its zero is 30 December 1899. */
function dayOfSerial(serial: number): string | undefined {
  if (serial < 20_000 || serial > 80_000) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + serial * DAY_IN_MILLISECONDS).toISOString().slice(0, 10);
}

function businessDay(year: number, month: number, day: number): string | undefined {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
