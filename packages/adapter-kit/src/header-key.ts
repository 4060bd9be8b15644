const NEITHER_LETTER_NOR_DIGIT = /[^\p{L}\p{N}]+/gu;

/**
 * What is compared of a column's header: letters and digits alone, in NFC and lower case. Every kind of quotation mark,
 * geresh, gershayim, space, underscore and writing-direction control falls away, so `סה״כ`, `סה"כ` and `סה''כ` are one.
 */
export function headerKey(header: string): string {
  return header.normalize('NFC').replace(NEITHER_LETTER_NOR_DIGIT, '').toLowerCase();
}
