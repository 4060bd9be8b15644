import { parseBusinessDay } from '@ishur/core';
import type { BusinessDay } from '@ishur/core';

/** The whole number that the digits spell; `undefined` where one of them is no digit. At most eleven, so it is exact. */
export function parseDigits(text: string): number | undefined {
  return /^\d{1,11}$/.test(text) ? Number(text) : undefined;
}

/**
 * A whole number with leading zeros.
 *
 * @throws RangeError where it is negative, a fraction, or does not fit: a cut amount would be another amount.
 */
export function digits(value: number, width: number): string {
  const text = String(value);
  if (!Number.isSafeInteger(value) || value < 0 || text.length > width) {
    throw new RangeError(`${value} does not fit into ${width} digits.`);
  }
  return text.padStart(width, '0');
}

/** Reads `YYYYMMDD`; `undefined` where there is no such day. */
export function parseDay(text: string): BusinessDay | undefined {
  return /^\d{8}$/.test(text)
    ? parseBusinessDay(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)
    : undefined;
}

/** Writes a day as `YYYYMMDD`. */
export function formatDay(day: BusinessDay): string {
  return day.replaceAll('-', '');
}
