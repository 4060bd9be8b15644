import { describe, expect, it } from 'vitest';
import type { BusinessDay } from './business-day.ts';
import { parseBusinessDay } from './business-day.ts';
import { inForceOn } from './dated.ts';
import { THRESHOLDS, thresholdOn } from './thresholds.ts';
import { vatAt, vatRateOn } from './vat-rates.ts';

function netAbove(day: string): number | undefined {
  const date = parseBusinessDay(day);
  if (date === undefined) throw new Error(`No such day: ${day}`);
  return thresholdOn(date)?.netAbove;
}

describe('the steps of the duty', () => {
  it.each([
    // the day before, agorot; the day; agorot on it and on the day after
    ['2024-05-04', undefined, '2024-05-05', '2024-05-06', 2_500_000],
    ['2024-12-31', 2_500_000, '2025-01-01', '2025-01-02', 2_000_000],
    ['2025-12-31', 2_000_000, '2026-01-01', '2026-01-02', 1_000_000],
    ['2026-05-31', 1_000_000, '2026-06-01', '2026-06-02', 500_000],
  ])('on %s %s, on %s and %s %d agorot', (before, old, on, after, now) => {
    expect(netAbove(before)).toBe(old);
    expect(netAbove(on)).toBe(now);
    expect(netAbove(after)).toBe(now);
  });

  it('did not hold before 5.5.2024: neither from 1.1.2024 nor from 1.4.2024, to which it was first postponed', () => {
    for (const day of ['1999-12-31', '2023-12-31', '2024-01-01', '2024-04-01', '2024-05-01']) {
      expect(netAbove(day), day).toBeUndefined();
    }
  });

  it('stay at 5,000 after the last step, as the ladder of the API description does not', () => {
    for (const day of ['2027-01-01', '2028-01-01', '2030-06-15']) expect(netAbove(day), day).toBe(500_000);
  });

  it('are four, stand newest first, and only ever fall', () => {
    expect(THRESHOLDS.map((step) => step.since)).toEqual(['2026-06-01', '2026-01-01', '2025-01-01', '2024-05-05']);
    const amounts = THRESHOLDS.map((step) => step.netAbove);
    expect(amounts).toEqual(amounts.toSorted((one, other) => one - other));
  });

  it('carry the VAT of the threshold at the rate of their day, as the FAQ has it: 900 shekels from June 2026', () => {
    expect(THRESHOLDS.map((step) => step.vatAbove)).toEqual([90_000, 180_000, 360_000, 425_000]);
    for (const { since, netAbove, vatAbove } of THRESHOLDS) {
      const rate = vatRateOn(since);
      expect(rate && vatAt(rate, netAbove), since).toBe(vatAbove);
    }
  });

  it('each exist as a day and name their source', () => {
    for (const { since, source } of THRESHOLDS) {
      expect(parseBusinessDay(since)).toBe(since);
      expect(source).toMatch(/\d{4}/);
    }
  });
});

describe('inForceOn', () => {
  it('gives nothing from an empty table', () => {
    expect(inForceOn([], '2026-06-01' as BusinessDay)).toBeUndefined();
  });
});
