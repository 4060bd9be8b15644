import type { BusinessDay } from './business-day.ts';
import { inForceOn } from './dated.ts';
import type { Dated } from './dated.ts';
import type { Agorot } from './money.ts';

/** From `since` on, a tax invoice needs a number when its amount before VAT is strictly above `netAbove`. */
export interface Threshold extends Dated {
  readonly netAbove: Agorot;
  /**
   * The VAT that belongs to the threshold. The authority's FAQ (as read on 26.7.2026) needs no number for a mixed invoice
   * whose VAT is not above it; the statute does not know this relief, so it is told as an advisory and decides nothing.
   */
  readonly vatAbove: Agorot;
}

/**
 * The steps of the duty, newest first, keyed by the date of the document.
 *
 * The amount is the one before VAT, and "above" is strict: VAT Law 5736-1975, s. 47(א2)(1) («עולה על»); API description
 * 2.0 / 7.2024, section 1.2 («גבוה מ»). The ladder printed in that section (15,000 in 2026, and so on) was replaced by
 * the budget law for 2025.
 */
export const THRESHOLDS: readonly Threshold[] = [
  step('2026-06-01', 5_000, 900, 'Economic Efficiency Law 2025 (budget law); VAT directive 01/2025 of 7.12.2025'),
  step('2026-01-01', 10_000, 1_800, 'Economic Efficiency Law 2025 (budget law); VAT directive 01/2025 of 7.12.2025'),
  step('2025-01-01', 20_000, 3_600, 'API description 2.0 / 7.2024, section 1.2'),
  step('2024-05-05', 25_000, 4_250, 'Economic Efficiency Law 5783-2023 (SH 3045), postponed to 5.5.2024'),
];

/** The threshold for a document of this date; `undefined` before 5.5.2024, when there was no duty. */
export function thresholdOn(date: BusinessDay): Threshold | undefined {
  return inForceOn(THRESHOLDS, date);
}

function step(since: string, netAbove: number, vatAbove: number, source: string): Threshold {
  return { since: since as BusinessDay, netAbove: shekels(netAbove), vatAbove: shekels(vatAbove), source };
}

function shekels(amount: number): Agorot {
  return (amount * 100) as Agorot;
}
