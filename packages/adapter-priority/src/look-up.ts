import { lookUpIgnored } from './errors.ts';
import { chainsOf, literal, queryOf } from './odata.ts';
import { getRows } from './service.ts';
import type { Row, Service } from './service.ts';
import { textIn } from './values.ts';

/** Values of one chain of `or`, without and with lines: longer addresses are answered with 404. */
export const CHAIN = 50;
export const CHAIN_WITH_LINES = 25;

export interface LookUp {
  readonly form: string;
  /** One that says which row it is. IV is a number, the others are texts. */
  readonly column: 'IV' | 'IVNUM' | 'CUSTNAME';
  readonly select: readonly string[];
}

/**
 * Rows by the values of a column, many in one call. Whoever is missing in an answer is asked for once more, because servers
 * cap answers without a word: only an answer in which nobody is found says that nobody is there.
 *
 * @throws IshurError `priority/look-up-ignored` (`fix-config`): rows that were not asked for are no answer, and what is missing
 * among them is not gone.
 */
export async function* lookUp(
  service: Service,
  { form, column, select }: LookUp,
  values: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<readonly Row[], void> {
  const spell = (value: string): string => (column === 'IV' ? value : literal(value));
  for (const chain of chainsOf(column, values.map(spell), CHAIN)) {
    let open = chain.values;
    for (;;) {
      const filter = open.map((value) => `${column} eq ${value}`).join(' or ');
      const rows = await getRows(service, form, `${form}?${queryOf({ select: select.join(','), filter })}`, signal);
      const found = new Set(rows.map((row) => comparable(spell(textIn(row, column) ?? ''))));
      const asked = new Set(open.map(comparable));
      if ([...found].some((value) => !asked.has(value))) throw lookUpIgnored(form, column);
      yield rows;
      open = open.filter((value) => !found.has(comparable(value)));
      if (rows.length === 0 || open.length === 0) break;
    }
  }
}

/** Some servers compare texts without regard to case. */
function comparable(text: string): string {
  return text.trim().toUpperCase();
}
