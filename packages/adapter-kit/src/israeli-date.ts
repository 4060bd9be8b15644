import { cleanCell } from './cell-text.ts';
import { monthOfName } from './month-names.ts';

/** Which part stands first in `03/04/2026`. Files of Israeli systems write the day first. */
export type DateOrder = 'day-first' | 'month-first';

const NUMERIC = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/;
const YEAR_FIRST = /^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})$/;
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})$/;
/** `3 ביוני 2026`, `3-Jun-26`, `3rd of June, 2026`. */
const DAY_MONTH_YEAR = /^(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ ./-]*(\p{L}{3,})['’׳.]?,?[ ./-]+(\d{4}|\d{2})$/iu;
/** `June 3, 2026`. */
const MONTH_DAY_YEAR = /^(\p{L}{3,})['’׳.]?[ ./-]+(\d{1,2})(?:st|nd|rd|th)?,?[ ./-]+(\d{4})$/iu;
/** `2026-Jun-03`. */
const YEAR_MONTH_DAY = /^(\d{4})[ ./-](\p{L}{3,})['’׳.]?[ ./-](\d{1,2})$/u;
const LETTER = /\p{L}/u;
const SERIAL = /^(\d{5})(?:\.\d+)?$/;
const TIME = /^(.*\d)(?:[T ]+|, ?)(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?: ?[AP]M)? ?(Z|[+-]\d{2}:?\d{2})?$/i;
/** A soft hyphen is the byte 0xAD of Windows-1255, and nobody writes one between figures: one of them was damaged. */
const DAMAGED_FIGURE = /\d[/.-]?\u00ad+[/.-]?\d/u;
const MARK_WITHIN = /\d[/.-]?[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+[/.-]?\d/u;
/** Every part has all its figures, so no mark stands where one was. */
const ALL_FIGURES = /^(?:\d{2}([/.-])\d{2}\1\d{4}|\d{4}([/.-])\d{2}\2\d{2})(?!\d)/;
const DAY_IN_MILLISECONDS = 86_400_000;

/** Why a text that is written like a date names no day. */
export type DateProblem =
  /** `31/11/2026`: the month is there, and has only so many days. */
  | { readonly kind: 'no-such-day'; readonly year: number; readonly month: number; readonly days: number }
  /** `13/13/2026`. */
  | { readonly kind: 'no-such-month'; readonly month: number }
  /** `06/25/2026` where the day is expected first: a day of the calendar under the other order, and none under this one. */
  | { readonly kind: 'other-order' };

/** The parts of a date as they are written, whether there is such a day or not. */
interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Whether it depends on the order which part is the day. */
  readonly isOrdered: boolean;
}

/**
 * Reads a business day as Israeli systems write it: `01/06/2026`, `1.6.26`, `1-6-2026`, `2026-06-01`, `20260601` (until 2099), each
 * with or without a time of day, which is dropped, with the month as a word (`3 ביוני 2026`, `3-Jun-26`, `June 3, 2026`), and
 * the serial number of a spreadsheet (43831 to 50040: 2020 to 2036, because `40529` and `50529` may be what is left of
 * `20240529` and `20250529`).
 * A year of two digits lies in this century. Nothing is turned into an instant, so no day can slip.
 *
 * @returns `YYYY-MM-DD`, or `undefined` for everything else: an impossible day, a month above twelve under the declared
 * order, a time in a zone other than Israel's (`2026-05-31T21:00:00Z` is the first of June here), a soft hyphen between
 * figures, and a mark of direction beside a part of one figure: their bytes may be what is left of a figure.
 */
export function parseIsraeliDate(text: string, order: DateOrder = 'day-first'): string | undefined {
  const written = dayWritten(text);
  if (written === undefined) return undefined;
  const parts = partsOf(written, order);
  if (parts !== undefined) return businessDay(parts);
  const serial = SERIAL.exec(written);
  return serial === null ? undefined : dayOfSerial(Number(serial[1]));
}

/**
 * Says why {@link parseIsraeliDate} refuses a text that is written like a date, so that a person is told what to mend.
 * `undefined` where the text is a day, or nothing like a date.
 */
export function findDateProblem(text: string, order: DateOrder = 'day-first'): DateProblem | undefined {
  const written = dayWritten(text);
  const parts = written === undefined ? undefined : partsOf(written, order);
  if (parts === undefined || businessDay(parts) !== undefined) return undefined;
  const { year, month, day, isOrdered } = parts;
  if (isOrdered && businessDay({ year, month: day, day: month }) !== undefined) return { kind: 'other-order' };
  if (month < 1 || month > 12) return { kind: 'no-such-month', month };
  const days = daysIn(year, month);
  return day < 1 || day > days ? { kind: 'no-such-day', year, month, days } : undefined;
}

function partsOf(written: string, order: DateOrder): DateParts | undefined {
  const numeric = NUMERIC.exec(written);
  if (numeric !== null) {
    const [, first = '', , second = '', lastPart = ''] = numeric;
    const [day, month] = order === 'day-first' ? [first, second] : [second, first];
    return { year: yearOf(lastPart), month: Number(month), day: Number(day), isOrdered: true };
  }
  if (LETTER.test(written)) return partsWithName(written);
  const yearFirst = YEAR_FIRST.exec(written);
  const [, year, month, day] =
    yearFirst === null ? (COMPACT.exec(written) ?? []) : [yearFirst[0], yearFirst[1], yearFirst[3], yearFirst[4]];
  if (year === undefined) return undefined;
  return { year: Number(year), month: Number(month), day: Number(day), isOrdered: false };
}

function partsWithName(written: string): DateParts | undefined {
  const [, first, second, third] =
    DAY_MONTH_YEAR.exec(written) ?? MONTH_DAY_YEAR.exec(written) ?? YEAR_MONTH_DAY.exec(written) ?? [];
  if (first === undefined || second === undefined || third === undefined) return undefined;
  const isYearFirst = first.length === 4 && LETTER.test(second);
  const [dayText, name, yearText] = isYearFirst
    ? [third, second, first]
    : LETTER.test(first)
      ? [second, first, third]
      : [first, second, third];
  const month = monthOfName(name);
  if (month === undefined) return undefined;
  return { year: yearOf(yearText), month, day: Number(dayText), isOrdered: false };
}

/** A year of two digits lies in this century. */
function yearOf(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

/** The text without invisible characters and without a time of day; `undefined` for a time of another zone. */
function dayWritten(text: string): string | undefined {
  const cell = cleanCell(text);
  if (cell !== text && isDamaged(text, cell)) return undefined;
  return cell.includes(':') ? withoutTime(cell) : cell;
}

/** Programs do write marks of direction between the parts of a date; beside a part of one figure they may be the other. */
function isDamaged(text: string, cell: string): boolean {
  return DAMAGED_FIGURE.test(text) || (MARK_WITHIN.test(text) && !ALL_FIGURES.test(cell));
}

function withoutTime(text: string): string | undefined {
  const match = TIME.exec(text);
  if (match === null) return text;
  const [, day = '', time = '', zone] = match;
  const isMidnight = !/[1-9]/.test(time);
  const isIsraels = zone === undefined || /^\+0[23]:?00$/.test(zone);
  return isIsraels || isMidnight ? day.trimEnd() : undefined;
}

/** 1 January 2020 and 31 December 2036. Before and after lie `4MMDD` and `5MMDD`, what is left of a day of 2024 or 2025. */
const [FIRST_SERIAL, LAST_SERIAL] = [43_831, 50_040];

/** Day 1 of a spreadsheet's calendar is 1 January 1900; since it also counts a 29 February 1900, its zero is 30 December 1899. */
function dayOfSerial(serial: number): string | undefined {
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + serial * DAY_IN_MILLISECONDS).toISOString().slice(0, 10);
}

function businessDay({ year, month, day }: Pick<DateParts, 'year' | 'month' | 'day'>): string | undefined {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
