/**
 * A text of at most `limit` characters (code points, as JSON Schema counts them); `undefined` where nothing is left to
 * say.
 * Line breaks and other control characters become blanks, and half a character that a source cut through is replaced.
 */
export function wireText(text: string | undefined, limit: number = Infinity): string | undefined {
  const clean = text
    ?.toWellFormed()
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
  if (clean === undefined || clean === '') return undefined;
  const points = [...clean];
  return points.length > limit ? points.slice(0, limit).join('').trimEnd() : clean;
}

/** A number of digits, as a JSON integer: leading zeros vanish. `undefined` where the text is none. */
export function wireWhole(digits: string | undefined): number | undefined {
  return digits !== undefined && /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}

const DECIMAL = /^(-?)(\d{1,12})(?:\.(\d{1,30}))?$/;

/**
 * A decimal text as a JSON number of two decimals (N12.2), half a hundredth away from zero. `undefined` where the text
 * is none.
 */
export function wireNumber(text: string | undefined): number | undefined {
  const match = text === undefined ? null : DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  // In whole hundredths, because 1.005 * 100 is 100.49999999999999.
  const hundredths = Number(whole + fraction.slice(0, 2).padEnd(2, '0')) + (Number(fraction[2] ?? 0) >= 5 ? 1 : 0);
  return hundredths === 0 ? 0 : (sign === '-' ? -hundredths : hundredths) / 100;
}
