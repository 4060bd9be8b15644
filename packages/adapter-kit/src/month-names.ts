/** Full and short names of the twelve months; the short ones as Unicode's CLDR has them for Hebrew and English. */
const NAMES: readonly (readonly string[])[] = [
  ['ינואר', 'ינו', 'january', 'jan'],
  ['פברואר', 'פבר', 'february', 'feb'],
  ['מרץ', 'מרס', 'march', 'mar'],
  ['אפריל', 'אפר', 'april', 'apr'],
  ['מאי', 'may'],
  ['יוני', 'יונ', 'june', 'jun'],
  ['יולי', 'יול', 'july', 'jul'],
  ['אוגוסט', 'אוג', 'august', 'aug'],
  ['ספטמבר', 'ספט', 'september', 'sept', 'sep'],
  ['אוקטובר', 'אוק', 'october', 'oct'],
  ['נובמבר', 'נוב', 'november', 'nov'],
  ['דצמבר', 'דצמ', 'december', 'dec'],
];

const BY_NAME: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

/** The number of a month that is written as a word, `June` or «יוני»; «ביוני» too. `undefined` for any other word. */
export function monthOfName(word: string): number | undefined {
  const name = word.toLowerCase();
  return BY_NAME.get(name) ?? (name.startsWith('ב') ? BY_NAME.get(name.slice(1)) : undefined);
}
