import { cleanCell } from './cell-text.ts';
import type { HeaderField } from './header-fields.ts';
import { HEADER_FIELDS } from './header-fields.ts';
import { headerKey } from './header-key.ts';
import { GROSS_BESIDE_NET, HEADER_SYNONYMS, ONLY_ALONE, OTHER_HEADERS, PLAIN_REFERENCES } from './header-synonyms.ts';

/** How a header row was understood. */
export interface HeaderMapping {
  /** Index of the column of each field that was found. */
  readonly columns: ReadonlyMap<HeaderField, number>;
  /** Headers, as they are written, of the columns that no field was found for. */
  readonly notUnderstood: readonly string[];
  /** Declared headers that the row does not have. */
  readonly missing: readonly { readonly field: HeaderField; readonly header: string }[];
}

/** Headers that a person declared for fields. They go before all synonyms. */
export type DeclaredHeaders = Readonly<Partial<Record<HeaderField, string>>>;

const SHORTEST_CONTAINED = 4;
/** A column of percentages has the name of the amount that it is a part of: `% מע"מ`, `אחוז הנחה`. */
const PERCENTAGE = /%|אחוז|שיעור|percent|\brate\b|_rate$/i;
const FOREIGN_CURRENCY = /מט["״”']?ח|דולר|יורו|[$€]|\b(?:usd|eur|gbp)\b/i;
/** `סה"כ בש"ח` is `סה"כ`: what is left once letters and digits alone remain. */
const SHEKEL_ENDING = /(?:בשח|בשקלים|nis|ils)$/;

const SYNONYMS: ReadonlyMap<HeaderField, readonly string[]> = new Map(
  HEADER_FIELDS.map((field) => [field, HEADER_SYNONYMS[field].map(headerKey)]),
);
const ALONE: ReadonlySet<string> = new Set(ONLY_ALONE.map(headerKey));
const CONTAINED: readonly (readonly [synonym: string, field: HeaderField | undefined])[] = [
  ...OTHER_HEADERS.map((header) => [headerKey(header), undefined] as const),
  ...[...SYNONYMS].flatMap(([field, keys]) => keys.map((key) => [key, field] as const)),
]
  .filter(([synonym]) => synonym.length >= SHORTEST_CONTAINED && !ALONE.has(synonym))
  .toSorted(([one], [other]) => other.length - one.length);
const BESIDE_NET: readonly string[] = GROSS_BESIDE_NET.map(headerKey);
const PLAIN_REFERENCE_KEYS: ReadonlySet<string> = new Set(PLAIN_REFERENCES.map(headerKey));
/** `מס'`, number. Not in the list of names, because the geresh makes the difference: `מס` is tax. */
const NUMBER_SHORTENED = /^מס['’‘׳´`.]+$/u;

/**
 * Finds the column of each field by the text of its header: declared headers first, then exact synonyms, then the longest
 * synonym of at least four letters that a header contains. A column that is called just «מספר» is the reference where no
 * other one is. No column is given to two fields. Columns of percentages and of foreign currency are never taken for
 * amounts of shekels.
 */
export function mapHeaders(cells: readonly string[], declared: DeclaredHeaders = {}): HeaderMapping {
  const keys = cells.map((cell) => headerKey(cell));
  const columns = new Map<HeaderField, number>();
  const used = new Set<number>();
  const missing: { field: HeaderField; header: string }[] = [];
  const assign = (field: HeaderField, column: number): void => {
    columns.set(field, column);
    used.add(column);
  };

  for (const [field, header] of Object.entries(declared) as [HeaderField, string][]) {
    const column = findDeclared(cells, keys, header);
    if (column === undefined || used.has(column)) missing.push({ field, header });
    else assign(field, column);
  }

  const candidates = keys.map((key, column) =>
    used.has(column) || isOtherKind(cells[column] ?? '') ? '' : key.replace(SHEKEL_ENDING, ''),
  );
  for (const [field, synonyms] of SYNONYMS) {
    if (field in declared) continue;
    const column = synonyms
      .map((synonym) => candidates.indexOf(synonym))
      .find((found) => found >= 0 && !used.has(found));
    if (column !== undefined) assign(field, column);
  }
  for (const { field, column } of containedMatches(candidates)) {
    if (!used.has(column) && !columns.has(field) && !(field in declared)) assign(field, column);
  }
  if (!columns.has('reference') && !('reference' in declared)) {
    const column = cells.findIndex((cell, index) => !used.has(index) && isPlainReference(cell, keys[index] ?? ''));
    if (column >= 0) assign('reference', column);
  }
  if (columns.has('netAmount') && !columns.has('grossAmount') && !('grossAmount' in declared)) {
    const column = BESIDE_NET.map((name) => candidates.indexOf(name)).find((found) => found >= 0 && !used.has(found));
    if (column !== undefined) assign('grossAmount', column);
  }

  const notUnderstood = cells.filter((_, column) => !used.has(column) && keys[column] !== '');
  return { columns, notUnderstood, missing };
}

function findDeclared(cells: readonly string[], keys: readonly string[], header: string): number | undefined {
  const exact = cells.indexOf(header);
  if (exact >= 0) return exact;
  const key = headerKey(header);
  const column = key === '' ? -1 : keys.indexOf(key);
  return column >= 0 ? column : undefined;
}

function isPlainReference(header: string, key: string): boolean {
  return PLAIN_REFERENCE_KEYS.has(key) || NUMBER_SHORTENED.test(cleanCell(header));
}

function isOtherKind(header: string): boolean {
  return PERCENTAGE.test(header) || FOREIGN_CURRENCY.test(header);
}

function containedMatches(candidates: readonly string[]): { field: HeaderField; column: number }[] {
  const matches: { field: HeaderField; column: number; length: number }[] = [];
  for (const [column, key] of candidates.entries()) {
    if (key.length < SHORTEST_CONTAINED) continue;
    const longest = CONTAINED.find(([synonym]) => key.includes(synonym));
    if (longest?.[1] !== undefined) matches.push({ field: longest[1], column, length: longest[0].length });
  }
  return matches.toSorted((one, other) => other.length - one.length);
}
