import { eastAsianWidth } from 'get-east-asian-width';

/**
 * A table for a person: a header, a rule below it, and columns that are told apart. Everything in it looks the same from both
 * sides, because corners and borders do not mirror in right-to-left text; and it has no colours, because the same text goes
 * into files and pipes.
 *
 * @param numeric the columns that are aligned to the right.
 * @param width columns of the terminal: what does not fit goes on in the next line of its own cell. Without it, no line is cut.
 */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly number[] = [],
  width: number = Infinity,
): string {
  const whole = [head, ...rows].map((cells) => cells.map(inOneLine));
  const wanted = head.map((_, column) =>
    whole.reduce((most, cells) => Math.max(most, widthOf(cells[column] ?? '')), 0),
  );
  // Blanks around the bars are what is given up last.
  const isAiry = fitted(whole, wanted, numeric, width) !== undefined;
  const gap = isAiry ? ' ' : '';
  const widths = fitted(whole, wanted, numeric, width, gap.length);
  if (widths === undefined) return oneBelowTheOther(whole);
  const lines = whole.map((cells) => (widths === wanted ? [cells] : inSeveralLines(cells, widths)));
  if (lines.some(({ length }) => length > TALLEST)) return oneBelowTheOther(whole);
  const spell = (cells: readonly string[]): string =>
    widths
      .map((columns, column) => `${gap}${padded(cells[column] ?? '', columns, numeric.includes(column))}${gap}`)
      .join('│');
  const rule = widths.map((columns) => '─'.repeat(columns + 2 * gap.length)).join('┼');
  const [first = [], ...others] = lines;
  return [...first.map(spell), rule, ...others.flat().map(spell), ''].join('\n');
}

/** Lines of a row beyond which a table of narrow columns is harder to read than a list. */
const TALLEST = 5;

/**
 * Takes from the widest columns of words what does not fit. No word is cut, and no amount: undefined where that is not enough.
 *
 * @param gap blanks on either side of a bar.
 */
function fitted(
  lines: readonly (readonly string[])[],
  wanted: readonly number[],
  numeric: readonly number[],
  width: number,
  gap: number = 1,
): readonly number[] | undefined {
  let excess = wanted.reduce((sum, each) => sum + each + 2 * gap + 1, -1) - width;
  if (excess <= 0) return wanted;
  const least = wanted.map((whole, column) =>
    numeric.includes(column)
      ? whole
      : lines.reduce((most, cells) => Math.max(most, longestWord(cells[column] ?? '')), 0),
  );
  const widths = [...wanted];
  for (; excess > 0; excess -= 1) {
    let widest: number | undefined;
    for (const [column, columns] of widths.entries()) {
      const mayShrink = columns > (least[column] ?? 0);
      if (mayShrink && (widest === undefined || columns > (widths[widest] ?? 0))) widest = column;
    }
    if (widest === undefined) return undefined;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function longestWord(text: string): number {
  return text.split(' ').reduce((most, word) => Math.max(most, widthOf(word)), 0);
}

/** One row as the lines that it takes where its cells are so wide. */
function inSeveralLines(cells: readonly string[], widths: readonly number[]): string[][] {
  const columns = widths.map((width, column) => wrapped(cells[column] ?? '', width));
  const height = Math.max(...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => columns.map((lines) => lines[line] ?? ''));
}

/** Between words. */
function wrapped(text: string, width: number): string[] {
  const [first = '', ...words] = text.split(' ');
  const lines = [first];
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`;
    if (widthOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** What is too wide for any table: every row by itself, one cell a line. */
function oneBelowTheOther([head = [], ...rows]: readonly (readonly string[])[]): string {
  const width = head.reduce((most, name) => Math.max(most, widthOf(name)), 0);
  const blocks = rows.map((cells) =>
    head
      .flatMap((name, column) => {
        const cell = cells[column] ?? '';
        return cell === '' ? [] : [` ${padded(name, width, false)} │ ${cell}\n`];
      })
      .join(''),
  );
  return blocks.join(`${'─'.repeat(width + 2)}┼${'─'.repeat(3)}\n`);
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
