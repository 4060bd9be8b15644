import { wholeNumber } from './digits.ts';

declare const agorot: unique symbol;

/** An amount in agorot (hundredths of a new shekel): a whole number, possibly negative. Never shekels, never a fraction. */
export type Agorot = number & { readonly [agorot]: true };

/**
 * The largest amount that the authority's N12.2 fields hold: 999,999,999,999.99 shekels.
 * Source: API description 2.0 / 7.2024, table 2.1.
 */
export const LARGEST_AMOUNT: Agorot = 99_999_999_999_999 as Agorot;

/** Reads a decimal string in shekels (`-1234.5`); `undefined` where it is not one, or holds fractions of an agora. */
export function parseAmount(text: string): Agorot | undefined {
  const start = text.startsWith('-') ? 1 : 0;
  const point = text.indexOf('.');
  const end = point === -1 ? text.length : point;
  if (end <= start || end - start > 15) return undefined;
  const total = wholeNumber(text, start, end) * 100 + (point === -1 ? 0 : hundredths(text, point + 1));
  // Also where it is NaN, because something was no digit.
  if (!(total <= LARGEST_AMOUNT)) return undefined;
  return (start === 1 && total !== 0 ? -total : total) as Agorot;
}

/** One digit or two, and then only zeros; NaN for anything else. */
function hundredths(text: string, from: number): number {
  const length = text.length - from;
  if (length === 0) return Number.NaN;
  for (let at = from + 2; at < text.length; at += 1) if (text[at] !== '0') return Number.NaN;
  return length === 1 ? wholeNumber(text, from, from + 1) * 10 : wholeNumber(text, from, from + 2);
}

/** Writes agorot as shekels with two digits: `-1234.50`. */
export function formatAmount(amount: Agorot): string {
  // A wrong document can multiply to more than a double spells digit by digit.
  const whole = Number.isSafeInteger(amount) ? Math.abs(amount) : BigInt(Math.abs(amount));
  const digits = String(whole).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** What numbers of whole thousands and hundredths look like in a sentence: `,045` and `.05`. */
const GROUPS = Array.from({ length: 1000 }, (_, group) => `,${String(group).padStart(3, '0')}`);
const HUNDREDTHS = Array.from({ length: 100 }, (_, part) => `.${String(part).padStart(2, '0')}`);

/** Writes agorot as shekels for a sentence: `12,345.60`. Every decision spells several: hence the two tables. */
export function spellAmount(amount: Agorot): string {
  const size = Math.abs(amount);
  let shekels = Math.trunc(size / 100);
  let spelled = HUNDREDTHS[size - shekels * 100] ?? '';
  while (shekels >= 1000) {
    const thousands = Math.trunc(shekels / 1000);
    spelled = (GROUPS[shekels - thousands * 1000] ?? '') + spelled;
    shekels = thousands;
  }
  return `${amount < 0 ? '-' : ''}${shekels}${spelled}`;
}

/** A sum in agorot. */
export function addAmounts(...amounts: readonly Agorot[]): Agorot {
  return totalOf(amounts);
}

/** A sum in agorot of a list however long: handed over as arguments, a hundred thousand lines are too many for the stack. */
export function totalOf(amounts: readonly Agorot[]): Agorot {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total as Agorot;
}

/**
 * `amount × part / whole`, rounded to the agora, half away from zero. Exact: the product is computed in whole numbers that may
 * be larger than a double holds.
 */
export function roundedShare(amount: Agorot, part: number, whole: number): Agorot {
  const dividend = amount * part;
  // Almost always it fits, and plain numbers are several times as fast.
  if (Number.isSafeInteger(2 * dividend) && Number.isSafeInteger(2 * whole)) {
    const doubled = 2 * Math.abs(dividend) + whole;
    const size = (doubled - (doubled % (2 * whole))) / (2 * whole);
    return (dividend < 0 && size !== 0 ? -size : size) as Agorot;
  }
  return Number(divideRounded(BigInt(amount) * BigInt(part), BigInt(whole))) as Agorot;
}

/** A decimal number that is no amount of money: exactly `units` / 10 ^ `decimals`. */
export interface Decimal {
  readonly units: bigint;
  readonly decimals: number;
}

/**
 * Reads a quantity or a price of a line, which sources keep with more decimals than the two that the authority takes
 * (quantities of the uniform file have four). `undefined` where the text is no number, or has more than 12 or 30 digits on the
 * two sides of the point.
 */
export function parseDecimal(text: string): Decimal | undefined {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,30}))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  const units = BigInt(whole + fraction);
  return { units: sign === '-' ? -units : units, decimals: fraction.length };
}

/** Quantity times price, rounded to the agora, half away from zero. Exact. */
export function priceOf(quantity: Decimal, price: Decimal): Agorot {
  const product = quantity.units * price.units * 100n;
  const divisor = 10n ** BigInt(quantity.decimals + price.decimals);
  return Number(divideRounded(product, divisor)) as Agorot;
}

/** Half away from zero. The divisor is above zero. */
function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const size = ((dividend < 0n ? -dividend : dividend) * 2n + divisor) / (2n * divisor);
  return dividend < 0n ? -size : size;
}
