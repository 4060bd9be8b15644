import Table from 'cli-table3';

/** A table for a person. Cells may hold Hebrew: widths are counted in columns of the terminal, not in characters. */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly number[] = [],
): string {
  const table = new Table({
    head: [...head],
    // No colours: the same text goes into files and pipes.
    style: { head: [], border: [], compact: true },
    colAligns: head.map((_, index) => (numeric.includes(index) ? 'right' : 'left')),
  });
  table.push(...rows.map((row) => row.map(inOneLine)));
  return `${table.toString()}\n`;
}

/** Untrusted text in a terminal: control characters, line ends and direction overrides do not belong in a cell. */
function inOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}

/** Shekels with thousands separators, for people: `12,345.60`. */
export function forPeople(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+(?:\.|$))/g, (separator, _group, offset: number) =>
    offset > amount.indexOf('.') && amount.includes('.') ? separator : ',',
  );
}
