/** An exact decimal number: `units` divided by ten to the power of `scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const DECIMAL = /^(-?)(\d{0,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d{0,10}))?(-?)$/;

/** Reads `12.50`, `.5`, `-3`, `3-` and `1,234.5`. `undefined` for anything else, a comma for a point above all. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, before, whole = '', fraction = '', behind] = match;
  const digits = whole.replaceAll(',', '') + fraction;
  if (digits === '' || (before === '-' && behind === '-')) return undefined;
  const units = BigInt(digits);
  return { units: before === '-' || behind === '-' ? -units : units, scale: fraction.length };
}

export function decimalOf(number: number): Decimal {
  return parseDecimal(number.toFixed(6)) ?? ZERO;
}

export const ZERO: Decimal = { units: 0n, scale: 0 };

export function isZero({ units }: Decimal): boolean {
  return units === 0n;
}

export function negate({ units, scale }: Decimal): Decimal {
  return { units: -units, scale };
}

/** As a decimal string, without zeros at its end. */
export function spellDecimal({ units, scale }: Decimal): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${scale === 0 || fraction === '' ? '' : `.${fraction}`}`;
}

/** Of `agorot`, so many per cent, in agorot. */
export function percentOf(agorot: bigint, percent: Decimal): bigint {
  return divide(agorot * percent.units, 100n * power(percent.scale));
}

/** What is left of `agorot`, which hold so many per cent on top, without them: 118 with 18 is 100. */
export function withoutPercent(agorot: bigint, percent: Decimal): bigint {
  const hundred = 100n * power(percent.scale);
  return divide(agorot * hundred, hundred + percent.units);
}

/** Quantity times price less a discount in per cent, in agorot. */
export function lineTotal(quantity: Decimal, price: Decimal, discount: Decimal): bigint {
  const hundred = 100n * power(discount.scale);
  const shekels = quantity.units * price.units * (hundred - discount.units);
  return divide(shekels * 100n, power(quantity.scale + price.scale) * hundred);
}

/** Rounds to the nearest, halves away from zero, as invoices do. `divisor` is positive. */
function divide(dividend: bigint, divisor: bigint): bigint {
  const half = divisor / 2n;
  return dividend < 0n ? -((-dividend + half) / divisor) : (dividend + half) / divisor;
}

function power(scale: number): bigint {
  return 10n ** BigInt(scale);
}

export function spellAgorot(agorot: bigint): string {
  const digits = String(agorot < 0n ? -agorot : agorot).padStart(3, '0');
  return `${agorot < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
