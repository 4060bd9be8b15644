import type { IncomingHttpHeaders } from 'node:http';

/** Milliseconds. Longer waits are mistakes: nobody shuts a service for more than a day and says so in a header. */
const LONGEST_MS = 86_400_000;

/** A date of HTTP begins with the day of the week. JavaScript takes `1.5` and `7, 8` for dates too. */
const DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/;

/**
 * Milliseconds that a Retry-After asks for, in either form (RFC 9110, section 10.2.3); `undefined` where there is none.
 * A date is compared with the server's own Date where it sent one, so that a wrong clock here does no harm.
 * At most a day.
 */
export function retryAfterMs(headers: IncomingHttpHeaders, now: () => Date): number | undefined {
  const value = headers['retry-after']?.trim();
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Math.min(Number(value) * 1000, LONGEST_MS);
  const until = DATE.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(until)) return undefined;
  const sent = Date.parse(headers.date ?? '');
  const wait = until - (Number.isNaN(sent) ? now().getTime() : sent);
  return Math.min(Math.max(0, wait), LONGEST_MS);
}
