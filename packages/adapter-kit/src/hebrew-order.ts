/** In which order a text file holds Hebrew: as it is spoken, or as it stood on the screen of an old DOS program. */
export type HebrewOrder = 'logical' | 'visual';

const HEBREW = /[\u05d0-\u05ea]/u;
/** Letters that stand only at the end of a word: ך ם ן ף ץ. */
const ENDS_IN_FINAL = /(?<=[\u05d0-\u05ea])[\u05da\u05dd\u05df\u05e3\u05e5](?![\u05d0-\u05ea])/gu;
const BEGINS_WITH_FINAL = /(?<![\u05d0-\u05ea])[\u05da\u05dd\u05df\u05e3\u05e5](?=[\u05d0-\u05ea])/gu;
/**
 * Forms of כ מ נ that stand everywhere but at the end of a word. A quotation mark beside one is an abbreviation
 * (בע"מ, מנכ"ל), which may end in anything. פ and צ are left out: foreign words end in them (קליפ).
 */
const BEGINS_WITH_OTHER = /(?<![\u05d0-\u05ea"'\u05f3\u05f4])[\u05db\u05de\u05e0](?=[\u05d0-\u05ea])/gu;
const ENDS_IN_OTHER = /(?<=[\u05d0-\u05ea])[\u05db\u05de\u05e0](?![\u05d0-\u05ea"'\u05f3\u05f4])/gu;
/** בע"מ without its mark, either way round: it breaks the rule wherever it stands. */
const LIMITED = /(?<![\u05d0-\u05ea])(?:בעמ|מעב)(?![\u05d0-\u05ea])/gu;
/** The weaker evidence counts from so many words on. */
const FEWEST_OTHER = 3;
/**
 * What is written from left to right within Hebrew: numbers with their points and signs, and Latin words. Whatever may stand
 * at one end may stand at the other, so that turning a text twice gives it back.
 */
const LEFT_TO_RIGHT = /[%$]*[0-9A-Za-z](?:[0-9A-Za-z .,:/@&'_+%$-]*[0-9A-Za-z])?[%$]*/gu;
const MIRRORED: Readonly<Record<string, string>> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '{': '}',
  '}': '{',
  '<': '>',
  '>': '<',
};

/**
 * Tells the order from the letters that have two forms. The final ones (ך ם ן ף ץ) stand at the end of words where the order
 * is logical, and at their beginning where it is visual; where a text has none, or as many of the one as of the other, the
 * forms that are not final (כ מ נ) say the same the other way round. `undefined` where both are silent: a short text may be.
 */
export function detectHebrewOrder(text: string): HebrewOrder | undefined {
  const finals = count(text, ENDS_IN_FINAL) - count(text, BEGINS_WITH_FINAL);
  if (finals !== 0) return finals > 0 ? 'logical' : 'visual';
  const words = text.replace(LIMITED, ' ');
  const others = count(words, BEGINS_WITH_OTHER) - count(words, ENDS_IN_OTHER);
  if (Math.abs(others) < FEWEST_OTHER) return undefined;
  return others > 0 ? 'logical' : 'visual';
}

/**
 * Turns a text from visual to logical order, or back: it is reversed, brackets are mirrored, and numbers and Latin words in it
 * keep their direction. A text without Hebrew comes back as it is.
 */
export function reorderHebrew(text: string): string {
  if (!HEBREW.test(text)) return text;
  const mirrored = reverse(text).replace(/[()[\]{}<>]/gu, (bracket) => MIRRORED[bracket] ?? bracket);
  return mirrored.replace(LEFT_TO_RIGHT, reverse);
}

function reverse(text: string): string {
  return Array.from(text).toReversed().join('');
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
