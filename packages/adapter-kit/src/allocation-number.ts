import { cleanCell, unwrapSpreadsheetText } from './cell-text.ts';

/** What stands in a cell for an allocation number. */
export type AllocationNumberCell =
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused' };

/**
 * Reads an allocation number, whole or short, out of a cell. Empty, a dash and zero mean that there is none. Anything but
 * seven to thirty digits is refused (the short number has nine, of which zeros in front may be lost), above all
 * `2.02406E+25`, in which a spreadsheet has lost the digits.
 */
export function parseAllocationNumberCell(text: string): AllocationNumberCell {
  const digits = unwrapSpreadsheetText(cleanCell(text)).trim();
  if (/^(?:0*|-)$/.test(digits)) return { kind: 'absent' };
  return /^\d{7,30}$/.test(digits) ? { kind: 'number', number: digits } : { kind: 'refused' };
}

/**
 * Whether two spellings mean the same number: equal, or one is the short number (the last nine digits) of the other.
 * Source: API description 2.0 / 7.2024, section 2.2.1.
 */
export function isSameAllocationNumber(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length === 9 && long.endsWith(short);
}
