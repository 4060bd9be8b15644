import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { businessDayOf, parseBusinessDay } from './business-day.ts';

describe('parseBusinessDay', () => {
  it.each(['2024-02-29', '2000-02-29', '2026-06-01', '2026-12-31', '1900-01-01', '9999-12-31'])('reads %s', (text) => {
    expect(parseBusinessDay(text)).toBe(text);
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '2026-01-32',
  ])('refuses %s, which does not exist', (text) => {
    expect(parseBusinessDay(text)).toBeUndefined();
  });

  it.each([
    '',
    '2026-6-1',
    '01/06/2026',
    '20260601',
    '2026-06-01T00:00:00Z',
    ' 2026-06-01',
    '2026-06-01\n',
    '1899-12-31',
    '0000-00-00',
  ])('refuses %j', (text) => {
    expect(parseBusinessDay(text)).toBeUndefined();
  });

  it('agrees with a calendar written out by hand', () => {
    const part = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2200 }), part(14), part(33), (year, month, day) => {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
        const length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
        expect(parseBusinessDay(text)).toBe(day >= 1 && day <= length ? text : undefined);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('businessDayOf', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  const EDGES: readonly (readonly [string, string, string])[] = [
    ['2026-01-14T21:59:59.999Z', '2026-01-14', 'the last moment of a winter day (UTC+2)'],
    ['2026-01-14T22:00:00.000Z', '2026-01-15', 'midnight in winter'],
    ['2026-06-30T20:59:59.999Z', '2026-06-30', 'the last moment of a summer day (UTC+3)'],
    ['2026-06-30T21:00:00.000Z', '2026-07-01', 'midnight in summer'],
    ['2026-03-26T21:59:59.999Z', '2026-03-26', 'before the short Friday on which summer time begins'],
    ['2026-03-26T22:00:00.000Z', '2026-03-27', 'the short Friday begins in winter time'],
    ['2026-03-27T20:59:59.999Z', '2026-03-27', 'and ends in summer time'],
    ['2026-03-27T21:00:00.000Z', '2026-03-28', 'after 23 hours'],
    ['2026-10-24T20:59:59.999Z', '2026-10-24', 'before the long Sunday on which summer time ends'],
    ['2026-10-24T21:00:00.000Z', '2026-10-25', 'the long Sunday begins in summer time'],
    ['2026-10-25T21:59:59.999Z', '2026-10-25', 'and ends in winter time'],
    ['2026-10-25T22:00:00.000Z', '2026-10-26', 'after 25 hours'],
    ['2026-05-31T20:59:59.999Z', '2026-05-31', 'the last moment of the threshold of 10,000'],
    ['2026-05-31T21:00:00.000Z', '2026-06-01', 'the first moment of the threshold of 5,000'],
    ['2025-12-31T22:00:00.000Z', '2026-01-01', 'a new year, two hours before it begins in UTC'],
  ];

  it.each(EDGES)('%s is %s: %s', (instant, day) => {
    expect(businessDayOf(new Date(instant))).toBe(day);
  });

  it.each([
    ['America/Los_Angeles', 480],
    ['UTC', 0],
    ['Asia/Jerusalem', -120],
    ['Pacific/Kiritimati', -840],
  ])('does not ask where the machine stands: %s', (zone, minutesBehindUtc) => {
    vi.stubEnv('TZ', zone);
    expect(new Date('2026-01-14T12:00:00Z').getTimezoneOffset()).toBe(minutesBehindUtc);
    for (const [instant, day] of EDGES) expect(businessDayOf(new Date(instant))).toBe(day);
  });

  it('agrees with the rule of Israeli summer time, written out by hand', () => {
    const from = Date.UTC(2014, 0, 1);
    fc.assert(
      fc.property(fc.integer({ min: from, max: Date.UTC(2037, 11, 31) }), (time) => {
        const wall = new Date(time + (isSummerTimeInIsrael(time) ? 3 : 2) * 3_600_000);
        expect(businessDayOf(new Date(time))).toBe(wall.toISOString().slice(0, 10));
      }),
      { numRuns: 5000 },
    );
  });

  it('gives days that parseBusinessDay reads', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-02T00:00:00Z'), max: new Date('2999-12-31T00:00:00Z'), noInvalidDate: true }),
        (instant) => {
          const day = businessDayOf(instant);
          expect(parseBusinessDay(day)).toBe(day);
        },
      ),
    );
  });
});

/** Since 2013: from the Friday before the last Sunday of March, 02:00, to the last Sunday of October, 02:00 (Time Determination Law). */
function isSummerTimeInIsrael(time: number): boolean {
  const year = new Date(time).getUTCFullYear();
  const lastSunday = (month: number): number => {
    const last = new Date(Date.UTC(year, month + 1, 0));
    return last.getUTCDate() - last.getUTCDay();
  };
  const begins = Date.UTC(year, 2, lastSunday(2) - 2, 2 - 2);
  const ends = Date.UTC(year, 9, lastSunday(9), 2 - 3);
  return time >= begins && time < ends;
}
