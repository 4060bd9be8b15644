/** A text from outside, made harmless. */
export interface CleanText {
  readonly text: string;
  /** It was longer than the limit, and ends in «…» now. */
  readonly isShortened: boolean;
}

// Characters that only say how others are to be laid out. An override in a customer's name would turn the rest of a line
// round, which on an invoice can make 12 out of 21. Unicode 17, Bidi_Control, and the separators of lines and paragraphs.
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
// Soft hyphens, zero-width spaces and byte order marks show nothing and hide what is searched for.
const INVISIBLE = /[\u00ad\u180e\u200b\u2060\ufeff\ufff9-\ufffb]/g;
/** Control characters, but for the line break. */
const CONTROL = /[^\P{Cc}\n]/gu;

/** One line: without control and direction characters, in composed form, at most so many characters (code points). */
export function cleanLine(text: string, limit: number): CleanText {
  const { text: cleaned, isShortened } = cleanParagraphs(text, limit);
  return { text: cleaned.replace(/\n/g, ' '), isShortened };
}

/** As {@link cleanLine}, with its line breaks as `\n`. */
export function cleanParagraphs(text: string, limit: number): CleanText {
  // Looking at much more than can be printed would let one hostile name take minutes.
  const bounded = text.length > limit * 8 ? text.slice(0, limit * 8) : text;
  const cleaned = bounded
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(DIRECTION, '')
    .replace(INVISIBLE, '')
    .replace(CONTROL, ' ')
    .normalize('NFC')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
  const characters = Array.from(cleaned);
  const isShortened = characters.length > limit || bounded.length < text.length;
  const cut = characters.slice(0, limit - 1).join('');
  return { text: isShortened ? `${cut.trimEnd()}…` : cleaned, isShortened };
}
