/** VAT in Israel, percent, from the day it came into force. The newest first. */
const RATES: readonly (readonly [from: string, percent: number])[] = [
  ['2025-01-01', 18],
  ['2015-10-01', 17],
  ['2013-06-02', 18],
  ['2012-09-01', 17],
  ['2010-01-01', 16],
  ['2009-07-01', 16.5],
  ['2006-07-01', 15.5],
  ['2005-09-01', 16.5],
  ['2004-03-01', 17],
];

/** The rate on a day `YYYY-MM-DD`, in percent; of the oldest day we know for any before it. */
export function vatRateOn(day: string): number {
  return RATES.find(([from]) => from <= day)?.[1] ?? 17;
}
