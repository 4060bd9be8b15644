/**
 * Above which net amount a number is needed, in shekels, from the day of the invoice on; the newest first. API
 * description 2.0 / 7.2024, section 1.2, until 2025; budget law for 2025 and VAT directive 01/2025 after it.
 */
const AMOUNTS: readonly (readonly [from: string, amount: number])[] = [
  ['2026-06-01', 5_000],
  ['2026-01-01', 10_000],
  ['2025-01-01', 20_000],
  ['2024-05-05', 25_000],
];

/** On a day `YYYY-MM-DD`; before there was any duty, the first amount there was. */
export function minimumAmountOn(day: string): number {
  return AMOUNTS.find(([from]) => from <= day)?.[1] ?? 25_000;
}
