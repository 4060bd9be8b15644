/** A column wider than this is not padded: the table would run out of sight for the sake of one long cell. */
const WIDEST_PADDED = 60;

/** A Markdown table whose narrow columns are aligned, so that it reads well as it stands. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows].map((cells) => cells.map(escapeCell));
  const widths = header.map((_, column) => (column === header.length - 1 ? 0 : widthOf(lines, column)));
  const format = (cells: readonly string[]): string => {
    const padded = cells.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - lengthOf(cell))));
    return `| ${padded.join(' | ')} |`;
  };
  const [head = [], ...body] = lines;
  return [format(head), format(widths.map((width) => '-'.repeat(Math.max(3, width)))), ...body.map(format)].join('\n');
}

/** A page: what it is generated from, its title and its parts, with one empty line between them and one line end at its end. */
export function page(title: string, ...parts: readonly string[]): string {
  return pageOf('packages/core', title, ...parts);
}

/** The same, of what another package knows. */
export function pageOf(origin: string, title: string, ...parts: readonly string[]): string {
  const generated = `<!-- Generated from ${origin} by \`pnpm reference\`; do not edit. -->`;
  return [generated, `# ${title}`, ...parts, ''].join('\n\n').replace(/\n+$/, '\n');
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** `|` would end the cell, and a line break the row. */
function escapeCell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll(/\s*\n\s*/g, ' ');
}

function widthOf(lines: readonly (readonly string[])[], column: number): number {
  const widths = lines.map((cells) => lengthOf(cells[column] ?? ''));
  const widest = Math.max(...widths);
  return widest <= WIDEST_PADDED ? widest : 0;
}

function lengthOf(text: string): number {
  return [...text].length;
}
