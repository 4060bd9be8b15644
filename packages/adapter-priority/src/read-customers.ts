import { CHAIN, lookUp } from './look-up.ts';
import { literal, queryOf } from './odata.ts';
import { getRows } from './service.ts';
import type { Row, Service } from './service.ts';
import { textIn } from './values.ts';

/** VAT numbers by CUSTNAME, looked up by many at once and each once in a reading. */
export interface Customers {
  look(names: Iterable<string>, signal: AbortSignal): Promise<void>;
  /** Empty where a customer has none; `undefined` where there is no such customer, which is something else. */
  vatNumberOf(name: string | undefined): string | undefined;
}

const FORM = 'CUSTOMERS';
/** From so many chains on, whole pages of all customers are tried first. */
const MANY_CHAINS = 3;
/** Rows of one page of customers. */
const PAGE = 2000;

/** @param column of the VAT number in CUSTOMERS; `undefined` where the forms show it themselves and nobody is looked up. */
export function openCustomers(service: Service, column: string | undefined): Customers {
  const known = new Map<string, string>();
  const missing = new Set<string>();
  /** Where a walk through all customers stands. */
  let last: string | undefined;
  let isWalked = false;

  function learn(rows: readonly Row[]): void {
    for (const row of rows) {
      const name = textIn(row, 'CUSTNAME');
      if (name !== undefined) known.set(name, textIn(row, column) ?? '');
    }
  }

  /** Two thousand a page instead of fifty a chain; given up where that does not find those who are looked for. */
  async function walk(wanted: ReadonlySet<string>, most: number, signal: AbortSignal): Promise<void> {
    const isOpen = (): boolean => !isWalked && [...wanted].some((name) => !known.has(name));
    for (let pages = 0; pages < most && isOpen(); pages += 1) {
      const filter = last === undefined ? undefined : `CUSTNAME gt ${literal(last)}`;
      const query = queryOf({ select: `CUSTNAME,${column}`, filter, orderby: 'CUSTNAME', top: PAGE });
      const rows = await getRows(service, FORM, `${FORM}?${query}`, signal);
      const before = known.size;
      learn(rows);
      last = textIn(rows.at(-1) ?? {}, 'CUSTNAME') ?? last;
      // Nobody new: the end, or a filter that is ignored.
      isWalked = known.size === before;
    }
  }

  return {
    async look(names, signal) {
      if (column === undefined) return;
      const wanted = new Set([...names].filter((name) => !known.has(name) && !missing.has(name)));
      const chains = Math.ceil(wanted.size / CHAIN);
      if (chains >= MANY_CHAINS) await walk(wanted, Math.ceil(chains / 2), signal);
      const left = [...wanted].filter((name) => !known.has(name));
      const of = { form: FORM, column: 'CUSTNAME', select: ['CUSTNAME', column] } as const;
      for await (const rows of lookUp(service, of, left, signal)) learn(rows);
      for (const name of left) if (!known.has(name)) missing.add(name);
    },
    vatNumberOf: (name) => (column === undefined || name === undefined ? undefined : known.get(name)),
  };
}
