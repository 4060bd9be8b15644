import { cleanCell, unwrapSpreadsheetText } from './cell-text.ts';

/** What stands in a cell for a dealer's number. */
export type DealerNumberCell =
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused' };

/**
 * Reads a dealer's number (עוסק מורשה, ח"פ, ת"ז): digits, with spaces and dashes between them dropped, padded on the left
 * to nine, because spreadsheets drop leading zeros. An empty cell, a dash and zero mean that there is none.
 * More than nine digits, other characters and exponents (`5.14E+08`, whose digits are lost) are refused.
 * The check digit is not tested: that is core's advice.
 */
export function parseDealerNumber(text: string): DealerNumberCell {
  const digits = unwrapSpreadsheetText(cleanCell(text)).replace(/[ \u2010-\u2015\u05be-]/gu, '');
  if (/^0*$/.test(digits)) return { kind: 'absent' };
  if (!/^\d{1,9}$/.test(digits)) return { kind: 'refused' };
  return { kind: 'number', number: digits.padStart(9, '0') };
}
