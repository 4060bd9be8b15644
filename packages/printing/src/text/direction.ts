export type Direction = 'rtl' | 'ltr';

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/**
 * The direction in which a text of its own is read: from right to left where it has a single letter of Hebrew or Arabic. Not by
 * its first letter, as HTML's `auto` does it: «ACME – סניף חיפה» is a Hebrew line. A text of figures alone goes from left to
 * right, so that a minus stays before its number and a date is not turned round.
 */
export function directionOf(text: string): Direction {
  return RIGHT_TO_LEFT.test(text) ? 'rtl' : 'ltr';
}

/**
 * The text as it has to be written so that a minus stays before its number in a Hebrew line: with a left-to-right mark before
 * it (docs/decisions/0011). Without the mark the algorithm puts it behind: 10-.
 */
export function withMarks(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])[-\u2212](?=\d)/gu, '\u200e$&');
}

/** The text, kept together: what stands around it does not change its order, nor it that of its surroundings. For PDF alone; HTML has `bdi`. */
export function isolated(text: string): string {
  if (text === '') return '';
  return `${directionOf(text) === 'rtl' ? '\u2067' : '\u2066'}${text}\u2069`;
}

/** Figures alone need no help to stay in order among other words; a reference with letters, slashes and dashes does. */
export function keptInOrder(text: string): string {
  return /^\d*$/.test(text) ? text : isolated(text);
}

/** What {@link withMarks} and {@link isolated} add. */
export const MARKS: RegExp = /[\u200e\u2066-\u2069]/g;
