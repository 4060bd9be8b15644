/**
 * What stands in a numeric field of a fixed-width record. A field without a value holds zeros by the rules, and blanks or `!`
 * in the files of many programs; both fillers are `absent`, zeros are a value.
 */
export type FixedWidthValue =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused' };

const REFUSED: FixedWidthValue = { kind: 'refused' };
const ABSENT: FixedWidthValue = { kind: 'absent' };
const FILLER = /^[ !]*$/;
const PADDING = /(?:!{2}| )[ !]*$/;
const DIGITS = /^ *(\d+) *$/;
/** The sign first, as the rules have it, or directly before digits that blanks stand before. */
const SIGNED = /^(?:([+-])| *([+-])?)(?: *)(\d+)$/;

/**
 * A text field: its padding of blanks or `!`, or of both, is dropped; one `!` directly behind a letter belongs to the text.
 * `undefined` where nothing stands in it.
 */
export function parseFixedText(field: string): string | undefined {
  const text = FILLER.test(field) ? '' : field.trim().replace(PADDING, '').trim();
  return text === '' ? undefined : text;
}

/** A number that is not counted with, such as a date or a dealer's: its digits as they stand, leading zeros included. */
export function parseFixedDigits(field: string): FixedWidthValue {
  if (FILLER.test(field)) return ABSENT;
  const match = DIGITS.exec(field);
  return match === null ? REFUSED : { kind: 'value', text: match[1] ?? '' };
}

/**
 * A number with implied decimals, as a decimal string with all of them: `-1234565` with two is `-12345.65`. It must fill its
 * field to the right, since digits that stand at the left are another number in another program.
 */
export function parseFixedDecimal(field: string, decimals: number): FixedWidthValue {
  if (isRegular(field)) return { kind: 'value', text: decimalOf(field.startsWith('-'), field, 1, decimals) };
  if (FILLER.test(field)) return ABSENT;
  const match = SIGNED.exec(field);
  const digits = match?.[3] ?? '';
  if (match === null || isTornOff(field, digits, decimals)) return REFUSED;
  return { kind: 'value', text: decimalOf((match[1] ?? match[2]) === '-', digits, 0, decimals) };
}

/** Whoever writes zeros before a number fills the field with them: behind blanks they are a piece of another field. */
function isTornOff(field: string, digits: string, decimals: number): boolean {
  return field.includes(' ') && digits.startsWith('0') && digits.length > 1 && digits.length !== decimals + 1;
}

/** A sign and digits to the end, as nearly all files have it: a tenth of the time of an expression. */
function isRegular(field: string): boolean {
  const sign = field.charCodeAt(0);
  if ((sign !== PLUS && sign !== MINUS) || field.length < 2) return false;
  for (let index = 1; index < field.length; index += 1) {
    const character = field.charCodeAt(index);
    if (character < ZERO || character > NINE) return false;
  }
  return true;
}

const PLUS = 0x2b;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/** `digits` from `start` on, of which the last `decimals` stand behind the point. */
function decimalOf(isBelowZero: boolean, digits: string, start: number, decimals: number): string {
  let first = start;
  while (first < digits.length - decimals - 1 && digits.charCodeAt(first) === ZERO) first += 1;
  const padded = digits.slice(first).padStart(decimals + 1, '0');
  const whole = padded.slice(0, padded.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${padded.slice(padded.length - decimals)}`;
  return isBelowZero && /[1-9]/.test(text) ? `-${text}` : text;
}
