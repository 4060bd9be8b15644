/** Makes a text of the authority fit to be shown and logged. */
export type Redact = (text: string) => string;

/** Longest text of the authority that we repeat, in characters. */
const LONGEST_QUOTE = 300;

/**
 * Takes out of a text what we sent and the authority may repeat: every text of the invoice object, the token, and
 * numbers of persons and dealers (five digits and more). Control characters go too, and what is long is cut.
 *
 * @param sent the invoice object, as JSON.
 */
export function redactor(sent: string, token: string): Redact {
  return (text) => {
    let clean = text.slice(0, 16 * LONGEST_QUOTE);
    for (const value of [token, ...textsOf(sent)]) clean = clean.replaceAll(value, '***');
    clean = clean
      .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
      .replaceAll(/\d{5,}/g, '***')
      .trim();
    const points = [...clean];
    return points.length > LONGEST_QUOTE ? `${points.slice(0, LONGEST_QUOTE).join('')}…` : clean;
  };
}

/** Every text within a JSON value, plain and escaped, the longest first, so that none hides within another. */
function textsOf(json: string): string[] {
  const texts = new Set<string>();
  try {
    JSON.parse(json, (_key, value: unknown) => {
      // One character says nothing about anybody.
      if (typeof value === 'string' && value.length > 1) texts.add(value).add(JSON.stringify(value).slice(1, -1));
      return value;
    });
  } catch {
    // Not ours to judge here: what is no JSON has no texts that could be named.
  }
  return [...texts].toSorted((a, b) => b.length - a.length);
}
