const ZERO = 48;

/**
 * The whole number that these characters spell; NaN where one of them is no digit. Character by character: amounts and days are
 * most of what a document holds, and a regular expression takes several times as long.
 */
export function wholeNumber(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
