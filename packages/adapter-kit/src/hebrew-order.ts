/** In which order a text file holds Hebrew: as it is spoken, or as it stood on the screen of an old DOS program. */
export type HebrewOrder = 'logical' | 'visual';

const HEBREW = /[\u05d0-\u05ea]/u;
/** Letters that stand only at the end of a word: ך ם ן ף ץ. */
const ENDS_IN_FINAL = /(?<=[\u05d0-\u05ea])[\u05da\u05dd\u05df\u05e3\u05e5](?![\u05d0-\u05ea])/gu;
const BEGINS_WITH_FINAL = /(?<![\u05d0-\u05ea])[\u05da\u05dd\u05df\u05e3\u05e5](?=[\u05d0-\u05ea])/gu;
/** What is written from left to right within Hebrew: numbers with their points and signs, and Latin words. */
const LEFT_TO_RIGHT = /[0-9A-Za-z](?:[0-9A-Za-z .,:/@&'_+%-]*[0-9A-Za-z%])?/gu;
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
 * Tells the order from the final letters (ך ם ן ף ץ): at the end of words where the order is logical, at their beginning where
 * it is visual. `undefined` where the text has none, or as many of the one as of the other.
 */
export function detectHebrewOrder(text: string): HebrewOrder | undefined {
  const ending = text.match(ENDS_IN_FINAL)?.length ?? 0;
  const beginning = text.match(BEGINS_WITH_FINAL)?.length ?? 0;
  if (ending === beginning) return undefined;
  return ending > beginning ? 'logical' : 'visual';
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
