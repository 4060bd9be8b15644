import { describe, expect, test } from 'vitest';
import type { BusinessDay } from './business-day.ts';
import { addDays } from './calendar/business-calendar.ts';
import type { Agorot } from './money.ts';
import { VAT_RATES, vatAt, vatRateOn } from './vat-rates.ts';

/** The history as published, written down a second time: the day of a change, the rate before and from it. */
const STEPS: readonly (readonly [string, number | undefined, number])[] = [
  ['2004-03-01', undefined, 1700],
  ['2005-09-01', 1700, 1650],
  ['2006-07-01', 1650, 1550],
  ['2009-07-01', 1550, 1650],
  ['2010-01-01', 1650, 1600],
  ['2012-09-01', 1600, 1700],
  ['2013-06-02', 1700, 1800],
  ['2015-10-01', 1800, 1700],
  ['2025-01-01', 1700, 1800],
];

describe('the VAT rate', () => {
  test.each(STEPS)('changes on %s from %s to %s hundredths of a percent', (day, before, from) => {
    expect(vatRateOn(addDays(day as BusinessDay, -1))?.hundredths).toBe(before);
    expect(vatRateOn(day as BusinessDay)?.hundredths).toBe(from);
    expect(vatRateOn(addDays(day as BusinessDay, 1))?.hundredths).toBe(from);
  });

  test('has an entry for every step and no other, newest first, each with its source', () => {
    expect(VAT_RATES.map(({ since }) => since).toReversed()).toEqual(STEPS.map(([day]) => day));
    for (const { source } of VAT_RATES) expect(source).not.toBe('');
  });

  test.each([
    [100_000, 1800, 18_000],
    [500_001, 1800, 90_000],
    [3, 1650, 0],
    [4, 1650, 1],
    [25, 1800, 5],
    [-25, 1800, -5],
    [99_999_999_999_999, 1800, 18_000_000_000_000],
  ])('%i agorot at %i is %i, rounded half away from zero', (net, hundredths, vat) => {
    expect(vatAt({ hundredths }, net as Agorot)).toBe(vat);
  });
});
