const DECIMAL = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/;

/** A decimal string of shekels as a whole number of agorot; `undefined` where it is none. */
export function toAgorot(amount: string): number | undefined {
  const match = DECIMAL.exec(amount);
  if (match === null) return undefined;
  const agorot = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] === '-' && agorot !== 0 ? -agorot : agorot;
}

/** Agorot as a decimal string of shekels with two digits. */
export function fromAgorot(agorot: number): string {
  const digits = String(Math.abs(agorot)).padStart(3, '0');
  return `${agorot < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
