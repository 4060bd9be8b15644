/** Makes a text of the authority fit to be shown and logged. */
export type Redact = (text: string) => string;

/** Longest text of the authority that we repeat, in characters. */
const LONGEST_QUOTE = 300;
/** Characters of a text that are looked at; what is masked in them may reach beyond. */
const LOOKED_AT = 16 * LONGEST_QUOTE;

/**
 * Takes out of a text what we sent and the authority may repeat: every text of the invoice object, the token, and
 * numbers of persons and dealers (five digits and more). Control characters go too, and what is long is cut.
 *
 * @param sent what was sent, as JSON: an invoice object, or a batch of them.
 */
export function redactor(sent: string, token: string): Redact {
  let secrets: Secrets | undefined;
  return (text) => {
    // Not before it is needed: most answers quote nothing, and a batch is long.
    secrets ??= secretsOf([token, ...textsOf(sent)].map(visible));
    const clean = masked(visible(text), secrets)
      .replaceAll(/\d{5,}/g, '***')
      .toWellFormed()
      .trim();
    const points = [...clean];
    return points.length > LONGEST_QUOTE ? `${points.slice(0, LONGEST_QUOTE).join('')}…` : clean;
  };
}

/**
 * A text as it is seen, so that a secret is found although something that nobody sees stands within it: without characters
 * of no width, and with one blank for any number of blanks and control characters.
 */
function visible(text: string): string {
  return text.replaceAll(/\p{Cf}+/gu, '').replaceAll(/[\p{Cc}\s]+/gu, ' ');
}

/** Texts by their first two characters, the longest first: a batch holds thousands, and each quote is read once. */
type Secrets = ReadonlyMap<string, readonly string[]>;

function secretsOf(texts: readonly string[]): Secrets {
  const longestFirst = [...new Set(texts)].toSorted((a, b) => b.length - a.length);
  // One character says nothing about anybody.
  return Map.groupBy(
    longestFirst.filter((text) => text.length > 1),
    (text) => text.slice(0, 2),
  );
}

/**
 * The beginning of a text, in which every stretch that a secret covers becomes `***`, also where two of them overlap, and
 * where one goes on beyond what is looked at.
 */
function masked(text: string, secrets: Secrets): string {
  const end = Math.min(text.length, LOOKED_AT);
  let clean = '';
  let covered = 0;
  for (let at = 0; at < end; at += 1) {
    const secret = secrets.get(text.slice(at, at + 2))?.find((each) => text.startsWith(each, at));
    if (secret === undefined || at + secret.length <= covered) continue;
    if (at >= covered) clean += `${text.slice(covered, at)}***`;
    covered = at + secret.length;
  }
  return clean + text.slice(covered, Math.max(covered, end));
}

/** Every text within a JSON value, plain and escaped. */
function textsOf(json: string): readonly string[] {
  const texts: string[] = [];
  try {
    JSON.parse(json, (_key, value: unknown) => {
      if (typeof value === 'string') texts.push(value, JSON.stringify(value).slice(1, -1));
      return value;
    });
  } catch {
    // Not ours to judge here: what is no JSON has no texts that could be named.
  }
  return texts;
}
