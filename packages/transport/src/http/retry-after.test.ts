import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const now = (): Date => new Date('2026-06-30T09:00:00Z');

test.each([
  ['seconds', { 'retry-after': '120' }, 120_000],
  ['a date, by our clock', { 'retry-after': 'Tue, 30 Jun 2026 09:00:30 GMT' }, 30_000],
  [
    "a date, by the server's clock where it tells it",
    { 'retry-after': 'Tue, 30 Jun 2026 12:00:30 GMT', date: 'Tue, 30 Jun 2026 12:00:00 GMT' },
    30_000,
  ],
  ['a date that has passed', { 'retry-after': 'Tue, 30 Jun 2026 08:00:00 GMT' }, 0],
  ['nonsense', { 'retry-after': 'soon' }, undefined],
  ['longer than a day', { 'retry-after': '999999999' }, 86_400_000],
  ['a date that no one lives to see', { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }, 86_400_000],
  ['what only JavaScript takes for a date', { 'retry-after': '1.5' }, undefined],
  ['two values', { 'retry-after': '7, 8' }, undefined],
  ['nothing', {}, undefined],
])('%s', (_name, headers, expected) => {
  expect(retryAfterMs(headers, now)).toBe(expected);
});
