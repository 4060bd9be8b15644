import { cleanCell, headerKey, HEADER_SYNONYMS } from '@ishur/adapter-kit';

const NAMES: ReadonlySet<string> = new Set(Object.values(HEADER_SYNONYMS).flat().map(headerKey));
const SHORTEST = 2;

/** Two names of columns that stand in one cell of the header. */
export interface RunTogether {
  readonly first: string;
  readonly second: string;
}

/**
 * Whether a header is two known names without a delimiter between them: «נטומספר הקצאה». The delimiter was lost, and rows that
 * lost one too would be read with their values in the wrong columns. A name of several words, such as «סוג לקוח», is none.
 */
export function findRunTogether(header: string): RunTogether | undefined {
  const name = cleanCell(header);
  if (NAMES.has(headerKey(name))) return undefined;
  for (let at = SHORTEST; at <= name.length - SHORTEST; at += 1) {
    const quoted = splitAtQuote(name, at);
    if (quoted !== undefined) return quoted;
    if (!/^[\p{L}\d]{2}$/u.test(name.slice(at - 1, at + 1))) continue;
    const [first, second] = [name.slice(0, at), name.slice(at)];
    if (NAMES.has(headerKey(first)) && NAMES.has(headerKey(second))) return { first, second };
  }
  return undefined;
}

/** `due date"מע"מ`, of which the marks closed one name and opened the next: no name has one of its own there. */
function splitAtQuote(name: string, at: number): RunTogether | undefined {
  if (!/^\p{L}"\p{L}$/u.test(name.slice(at - 1, at + 2))) return undefined;
  const [first, second] = [name.slice(0, at), name.slice(at + 1)];
  return second.length >= SHORTEST && [first, second].some((part) => NAMES.has(headerKey(part)))
    ? { first, second }
    : undefined;
}

/** Whether a name began on the line above the header: `customer_` before `vat_number`. */
export function isBrokenName(above: string, first: string): boolean {
  const [start, end] = [cleanCell(above), cleanCell(first)];
  if (start === '' || end === '') return false;
  return (start.endsWith('_') || end.startsWith('_')) && NAMES.has(headerKey(start + end));
}
