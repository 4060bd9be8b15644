import { eastAsianWidth } from 'get-east-asian-width';

/**
 * A table for a person: a header, a rule below it, and columns that are told apart. Everything in it looks the same from both
 * sides, because corners and borders do not mirror in right-to-left text; and it has no colours, because the same text goes
 * into files and pipes.
 *
 * @param numeric the columns that are aligned to the right.
 */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly number[] = [],
): string {
  const lines = [head, ...rows].map((cells) => cells.map(inOneLine));
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => widthOf(cells[column] ?? ''))));
  const spell = (cells: readonly string[]): string =>
    widths.map((width, column) => ` ${padded(cells[column] ?? '', width, numeric.includes(column))} `).join('│');
  const rule = widths.map((width) => '─'.repeat(width + 2)).join('┼');
  const [first = [], ...others] = lines;
  return [spell(first), rule, ...others.map(spell), ''].join('\n');
}

/** Untrusted text: control characters, line ends and direction marks do not belong in a cell, nor in its width. */
function inOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}

function padded(text: string, width: number, isNumeric: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return isNumeric ? `${blanks}${text}` : `${text}${blanks}`;
}

/** ASCII, Hebrew letters and the signs around them: one column each. Nearly every text is made of them. */
const PLAIN = /^[ -~\u00a0\u05d0-\u05ea\u05f3\u05f4\u2010-\u201f\u20aa]*$/;
/** Vowel points and other marks that stand with the letter before them. */
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/gu;

/** Columns of a terminal that a text takes. */
function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of text.replace(NO_WIDTH, '')) width += eastAsianWidth(character.codePointAt(0) ?? 0);
  return width;
}

/** Shekels with thousands separators, for people: `12,345.60`. */
export function forPeople(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+(?:\.|$))/g, (separator, _group, offset: number) =>
    offset > amount.indexOf('.') && amount.includes('.') ? separator : ',',
  );
}
