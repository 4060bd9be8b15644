import type { IncomingHttpHeaders } from 'node:http';

/**
 * Milliseconds that a Retry-After asks for, in either form (RFC 9110, section 10.2.3); `undefined` where there is none.
 * A date is compared with the server's own Date where it sent one, so that a wrong clock here does no harm.
 */
export function retryAfterMs(headers: IncomingHttpHeaders, now: () => Date): number | undefined {
  const value = headers['retry-after']?.trim();
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const until = Date.parse(value);
  if (Number.isNaN(until)) return undefined;
  const sent = Date.parse(headers.date ?? '');
  return Math.max(0, until - (Number.isNaN(sent) ? now().getTime() : sent));
}
