import { cleanCell, unwrapSpreadsheetText } from './cell-text.ts';

/** What stands in a cell for a dealer's number. */
export type DealerNumberCell =
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused' };

const NINE_DIGITS = /^(?=\d*[1-9])\d{9}$/;
const NONE = /^[ \u2010-\u2015\u05be-]*$/u;
const HOLE = /\d(?:\s{2,}|[\t\r\n])\d/;
const SEPARATOR = /(?<=\d)(?: *[\u2010-\u2015\u05be-] *| )(?=\d)/gu;

/**
 * Reads a dealer's number (עוסק מורשה, ח"פ, ת"ז): digits, with spaces and single dashes between them dropped
 * (`51-111111-8`); where there are none, padded on the left to nine, because spreadsheets drop leading zeros. An empty cell, a dash and zero mean
 * that there is none. More than nine digits, a sign (`-1`), other characters and exponents (`5.14E+08`, whose digits are
 * lost) are refused. The check digit is not tested: that is core's advice.
 */
export function parseDealerNumber(text: string): DealerNumberCell {
  if (NINE_DIGITS.test(text)) return { kind: 'number', number: text };
  // Nobody writes one so: digits were lost where the blanks are.
  if (HOLE.test(text)) return { kind: 'refused' };
  const cell = unwrapSpreadsheetText(cleanCell(text)).trim();
  if (NONE.test(cell)) return { kind: 'absent' };
  const digits = cell.replace(SEPARATOR, '');
  if (/^0+$/.test(digits)) return { kind: 'absent' };
  if (!/^\d{1,9}$/.test(digits)) return { kind: 'refused' };
  // A spreadsheet drops zeros of a number, and a number has no dashes: one that is shorter lost a digit.
  if (digits !== cell && digits.length < 9) return { kind: 'refused' };
  return { kind: 'number', number: digits.padStart(9, '0') };
}
