const UNSEEN = /[\p{Cc}\p{Cf}]/gu;
const LONGEST = 60;
const MOST = 12;

/** A text of a file as a message holds it: short, and without characters that steer a terminal or the direction of writing. */
export function cut(text: string): string {
  // What is cut off need not be cleaned first: a cell may be long.
  const seen = text
    .slice(0, LONGEST * 4)
    .replace(UNSEEN, ' ')
    .trim();
  return seen.length > LONGEST ? `${seen.slice(0, LONGEST)}…` : seen;
}

export function quote(text: string): string {
  return `«${cut(text)}»`;
}

/** The cells of a row that hold something, as a message quotes them; of many the first, and how many more there are. */
export function quoteRow(cells: readonly string[]): string {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.slice(0, MOST).map(quote).join(', ') + (filled.length > MOST ? `, … (+${filled.length - MOST})` : '');
}
