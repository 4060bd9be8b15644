import type { BusinessDay } from './business-day.ts';
import { inForceOn } from './dated.ts';
import type { Dated } from './dated.ts';
import { roundedShare } from './money.ts';
import type { Agorot } from './money.ts';

/** The VAT rate from a day on, in hundredths of a percent: 18 % is 1800. */
export interface VatRate extends Dated {
  readonly hundredths: number;
}

const HISTORY = 'Tax Authority, VAT rate history (gov.il/he/pages/vat-history)';

/** The standard rate, newest first. Keyed by the day on which the tax falls due; a credit note keeps the rate of its original. */
export const VAT_RATES: readonly VatRate[] = [
  rate('2025-01-01', 1800, `${HISTORY}; VAT Order (rate of tax) 2024`),
  rate('2015-10-01', 1700, HISTORY),
  rate('2013-06-02', 1800, HISTORY),
  rate('2012-09-01', 1700, HISTORY),
  rate('2010-01-01', 1600, HISTORY),
  rate('2009-07-01', 1650, HISTORY),
  rate('2006-07-01', 1550, HISTORY),
  rate('2005-09-01', 1650, HISTORY),
  rate('2004-03-01', 1700, HISTORY),
];

/** The rate on a day; `undefined` before 1.3.2004. */
export function vatRateOn(day: BusinessDay): VatRate | undefined {
  return inForceOn(VAT_RATES, day);
}

/** VAT on a net amount, rounded to the agora, half away from zero. */
export function vatAt(rate: Pick<VatRate, 'hundredths'>, net: Agorot): Agorot {
  return roundedShare(net, rate.hundredths, 10_000);
}

function rate(since: string, hundredths: number, source: string): VatRate {
  return { since: since as BusinessDay, hundredths, source };
}
