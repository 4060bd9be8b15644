const NEITHER_LETTER_NOR_DIGIT = /[^\p{L}\p{N}]+/gu;
/**
 * ASCII, Hebrew letters, quotation marks, blanks and direction controls: what nearly every header is made of. It needs neither
 * the tables of normalisation nor those of letters, which take longer to load than all the headers of a file to compare.
 */
const PLAIN = /^[\t -~\u00a0\u05d0-\u05ea\u05f3\u05f4\u200e\u200f\u2018-\u201f\u202a-\u202e\u2066-\u2069\ufeff]*$/;
const NEITHER_PLAIN_LETTER_NOR_DIGIT = /[^0-9A-Za-z\u05d0-\u05ea]+/g;

/**
 * What is compared of a column's header: letters and digits alone, in NFC and lower case. Every kind of quotation mark,
 * geresh, gershayim, space, underscore and writing-direction control falls away, so `סה״כ`, `סה"כ` and `סה''כ` are one.
 */
export function headerKey(header: string): string {
  if (PLAIN.test(header)) return header.replace(NEITHER_PLAIN_LETTER_NOR_DIGIT, '').toLowerCase();
  return header.normalize('NFC').replace(NEITHER_LETTER_NOR_DIGIT, '').toLowerCase();
}
