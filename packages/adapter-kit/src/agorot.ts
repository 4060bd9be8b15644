const [ZERO, NINE, POINT] = [0x30, 0x39, 0x2e];
/** So many digits before the point are exact in agorot. */
const MOST_DIGITS = 13;

/**
 * A decimal string of shekels as a whole number of agorot; `undefined` where it is none, where it has more than two digits
 * after the point, or more than thirteen before it. Every row of a file asks it several times: hence by hand.
 */
export function toAgorot(amount: string): number | undefined {
  const start = amount.startsWith('-') ? 1 : 0;
  let point = amount.length;
  let agorot = 0;
  for (let index = start; index < amount.length; index += 1) {
    const code = amount.charCodeAt(index);
    if (code === POINT && point === amount.length) point = index;
    else if (code < ZERO || code > NINE) return undefined;
    else if (index - start > MOST_DIGITS + 2) return undefined;
    else agorot = agorot * 10 + code - ZERO;
  }
  const [whole, decimals] = [point - start, amount.length - point - 1];
  if (whole < 1 || whole > MOST_DIGITS || decimals === 0 || decimals > 2) return undefined;
  if (decimals < 2) agorot *= decimals === 1 ? 10 : 100;
  return start === 1 && agorot !== 0 ? -agorot : agorot;
}

/** Agorot as a decimal string of shekels with two digits. */
export function fromAgorot(agorot: number): string {
  const digits = String(Math.abs(agorot)).padStart(3, '0');
  return `${agorot < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
