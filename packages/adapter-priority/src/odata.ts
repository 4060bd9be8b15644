import { FORMS } from './forms.ts';
import type { RowName } from './forms.ts';

/** A text as a literal of a filter or a key; apostrophes are doubled. Not encoded yet. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A query with every value encoded: a space is `%20`, since a `+` is a plus to some servers. */
export function queryOf(parts: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(parts).filter(([, value]) => value !== undefined && value !== '');
  return given.map(([name, value]) => `$${name}=${encodeURIComponent(String(value))}`).join('&');
}

/** The whole key: a part of it alone is answered with 400. */
export function pathOf({ form, debit, number }: RowName): string {
  const parts = { IVNUM: number, IVTYPE: FORMS[form].type, DEBIT: debit };
  const key = Object.entries(parts).map(([name, value]) => `${name}=${encodeURIComponent(literal(value))}`);
  return `${form}(${key.join(',')})`;
}

/** In a path, `..` and slashes reached another company on a live server, also when they were encoded. */
export function isSafeInPath(text: string): boolean {
  return !/\.\.|[/\\%?#\p{Cc}]/u.test(text);
}

/**
 * Characters of a filter as it is encoded, so that with the selection it stays under the 2,048 characters of a query that IIS
 * takes by default (maxQueryString); longer ones are answered with 404.
 */
const LONGEST_FILTER = 1700;

/** `in` is answered with 501, so that several values are a chain of `or`, of which each may be so long. */
export function* chainsOf(
  column: string,
  values: Iterable<string>,
  most: number,
): Generator<{ readonly values: readonly string[]; readonly filter: string }, void> {
  let chunk: string[] = [];
  let terms: string[] = [];
  let length = 0;
  for (const value of values) {
    const term = `${column} eq ${value}`;
    const size = encodeURIComponent(` or ${term}`).length;
    if (chunk.length > 0 && (chunk.length >= most || length + size > LONGEST_FILTER)) {
      yield { values: chunk, filter: terms.join(' or ') };
      [chunk, terms, length] = [[], [], 0];
    }
    chunk.push(value);
    terms.push(term);
    length += size;
  }
  if (chunk.length > 0) yield { values: chunk, filter: terms.join(' or ') };
}
