import Table from 'cli-table3';

/** A table for a person. Cells may hold Hebrew: widths are counted in columns of the terminal, not in characters. */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly number[] = [],
): string {
  const table = new Table({
    head: [...head],
    // No colours: the same text goes into files and pipes. No outer border: corners do not mirror in right-to-left text.
    style: { head: [], border: [], compact: true },
    chars: LINES,
    colAligns: head.map((_, index) => (numeric.includes(index) ? 'right' : 'left')),
  });
  table.push(...rows.map((row) => row.map(inOneLine)));
  return `${table.toString()}\n`;
}

/** Only a rule below the header, and columns that are told apart: all of it looks the same from both sides. */
const LINES = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', right: '', 'right-mid': '', mid: '─', 'mid-mid': '┼', middle: '│' },
} as const;

/** Untrusted text: control characters, line ends and direction marks do not belong in a cell, nor in its width. */
function inOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}

/** Shekels with thousands separators, for people: `12,345.60`. */
export function forPeople(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+(?:\.|$))/g, (separator, _group, offset: number) =>
    offset > amount.indexOf('.') && amount.includes('.') ? separator : ',',
  );
}
