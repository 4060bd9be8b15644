const LONGEST = 300;
/** Characters of an answer in which words are looked for: a refusal is short, and whatever sends more is no Priority. */
const LONGEST_LOOKED_AT = 65_536;

/**
 * What a refusal says in words. Three envelopes are known: OData's, that of Priority's screens, and pages of web servers.
 * Part of the text is the user's own data, so it is cut.
 *
 * @param secrets are left out: pages about an error repeat headers, the log-in among them.
 */
export function saidIn(text: string, secrets: readonly string[] = []): string {
  const looked = text.slice(0, LONGEST_LOOKED_AT);
  const words = wordsOf(looked) ?? looked.replace(/<(style|script)\b[^<]*<\/\1>|<[^<>]*>/gi, ' ');
  const clean = secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), words);
  return clean
    .replace(/\/n|\s+/g, ' ')
    .trim()
    .slice(0, LONGEST);
}

function wordsOf(text: string): string | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  return find(parsed, 0);
}

/** The first of `message`, `value` and `text`, wherever it stands. */
function find(value: unknown, depth: number): string | undefined {
  if (typeof value !== 'object' || value === null || depth > 4) return undefined;
  for (const name of ['message', 'value', 'text']) {
    const found: unknown = Reflect.get(value, name);
    if (typeof found === 'string' && found !== '') return found;
  }
  for (const inner of Object.values(value)) {
    const found = find(inner, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The same words come for a form that is closed to the API and for one that this user may not open. */
export function isClosedForm(said: string): boolean {
  return /להפעיל\s+API\s+למסך|API\s+(?:cannot|can't|can not)\s+be\s+(?:run|activated|used)/i.test(said);
}

/** How a missing licence is worded is not documented. A licence of a vehicle is none of this kind. */
export function isNoLicence(said: string): boolean {
  return /רישיון|רשיון|licen[cs]e/i.test(said) && /\b(?:API|REST|OData|interface|module)\b|ממשק|מודול/i.test(said);
}

export function isNoPermission(said: string): boolean {
  return /הרשא|permission|privilege|not authori[sz]ed/i.test(said);
}

/** Of the column, and not of the document: a period that is closed cannot be updated either. */
export function isReadOnly(said: string): boolean {
  return (
    /לקריאה\s+בלבד|read[- ]?only|לא\s+ניתן\s+לעדכן\s+(?:את\s+ה?)?(?:שדה|עמודה)/i.test(said) ||
    /\b(?:field|column|property)\b.{0,60}?\b(?:cannot be (?:updated|modified|changed)|does not exist)/i.test(said)
  );
}
