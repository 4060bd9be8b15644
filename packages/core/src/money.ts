declare const agorot: unique symbol;

/** An amount in agorot (hundredths of a new shekel): a whole number, possibly negative. Never shekels, never a fraction. */
export type Agorot = number & { readonly [agorot]: true };

/**
 * The largest amount that the authority's N12.2 fields hold: 999,999,999,999.99 shekels.
 * Source: API description 2.0 / 7.2024, table 2.1.
 */
export const LARGEST_AMOUNT: Agorot = 99_999_999_999_999 as Agorot;

const DECIMAL = /^(-?)(\d{1,15})(?:\.(\d{1,2})(0*))?$/;

/** Reads a decimal string in shekels (`-1234.5`); `undefined` where it is not one, or holds fractions of an agora. */
export function parseAmount(text: string): Agorot | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign, shekels = '', fraction = ''] = match;
  const total = Number(shekels) * 100 + Number(fraction.padEnd(2, '0'));
  if (!Number.isSafeInteger(total) || total > LARGEST_AMOUNT) return undefined;
  return (sign === '-' && total !== 0 ? -total : total) as Agorot;
}

/** Writes agorot as shekels with two digits: `-1234.50`. */
export function formatAmount(amount: Agorot): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Writes agorot as shekels for a sentence: `12,345.60`. */
export function spellAmount(amount: Agorot): string {
  return formatAmount(amount).replace(/\B(?=(\d{3})+\.)/g, ',');
}

/** A sum in agorot. */
export function addAmounts(...amounts: readonly Agorot[]): Agorot {
  return amounts.reduce((sum, amount) => sum + amount, 0) as Agorot;
}

/**
 * `amount × part / whole`, rounded to the agora, half away from zero. Exact: the product is computed in whole numbers that may
 * be larger than a double holds.
 */
export function roundedShare(amount: Agorot, part: number, whole: number): Agorot {
  const product = BigInt(amount) * BigInt(part);
  const divisor = BigInt(whole);
  const doubled = (product < 0n ? -product : product) * 2n;
  const rounded = Number((doubled + divisor) / (2n * divisor));
  return (product < 0n && rounded !== 0 ? -rounded : rounded) as Agorot;
}
