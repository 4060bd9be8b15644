import { filterIgnored, orderIgnored } from './errors.ts';
import type { FormPlan } from './form-plan.ts';
import { FORMS } from './forms.ts';
import { lookUp } from './look-up.ts';
import { literal, queryOf } from './odata.ts';
import { getRows } from './service.ts';
import type { Row, Service } from './service.ts';
import { textIn } from './values.ts';

export interface Pages {
  readonly pageRows: number;
  /** Business day; earlier ones may be left out. */
  readonly from: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Every final row of a form, page by page, each once: pages follow each other by a key and not by their number, because servers
 * cap them without a word (MAXAPILINES) and rows come in meanwhile. A short page is no end: only an empty one is.
 *
 * Drafts that become final while the form is read are read as final rows, wherever their new numbers stand.
 */
export async function* readPages(service: Service, plan: FormPlan, pages: Pages): AsyncGenerator<readonly Row[], void> {
  const seen = new Set<string>();
  let drafts = new Map<string, Row>();

  /** Sorts out drafts, and what came before. */
  async function* fresh(all: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[], void> {
    for await (const rows of all) {
      const ours = rows.filter((row) => isOfForm(row, plan));
      for (const row of ours) if (isDraft(row)) drafts.set(keyOf(row), row);
      const final = ours.filter((row) => !isDraft(row) && !seen.has(rowKey(row)));
      for (const row of final) seen.add(rowKey(row));
      yield final;
    }
  }

  if (plan.order === 'IV') {
    yield* fresh(pagesAfter(service, plan, pages, undefined));
    // IV is the one name that a draft keeps.
    const names = [...drafts.values()].map((row) => textIn(row, 'IV') ?? '').filter(isInteger);
    yield* fresh(rowsBy(service, plan, 'IV', names, pages.signal));
    return;
  }
  // Without it, a draft that becomes final is known by its absence: they are read first, and with all the others again.
  yield* fresh(pagesAfter(service, plan, pages, DRAFTS));
  const before = drafts;
  drafts = new Map();
  yield* fresh(pagesAfter(service, plan, pages, undefined));
  const isGone = [...before.keys()].some((key) => !drafts.has(key));
  if (isGone) yield* fresh(pagesAfter(service, plan, pages, undefined));
}

/** How the numbers of drafts begin. */
const DRAFTS = 'T';

async function* pagesAfter(
  service: Service,
  plan: FormPlan,
  { pageRows, from, signal }: Pages,
  after: string | undefined,
): AsyncGenerator<readonly Row[], void> {
  const { form, order } = plan;
  let days = since(plan, from);
  let last = after;
  const before = new Set<string>();
  let isPast = false;
  for (;;) {
    signal.throwIfAborted();
    const filter = [isPast ? past(last) : behind(plan, last), days].filter((part) => part !== '').join(' and ');
    const rows = await pageOf(service, plan, { filter, orderby: order, top: pageRows }, signal);
    const fresh = rows.filter((row) => isBehind(row, plan, last, before));
    if (order === 'IV' && !isAscending(rows)) throw orderIgnored(form, order);
    if (fresh.length > 0) {
      yield fresh;
      isPast = false;
      last = lastIn(rows, plan);
      // Without a number to compare, whatever came once is known, so that every page brings something or is the last.
      if (order === 'IVNUM') for (const row of fresh) before.add(keyOf(row));
    } else if (rows.every((row) => textIn(row, order) === last)) {
      if (order === 'IV' || rows.length === 0 || isPast) return;
      // The last row alone is no end yet: a server may answer with no more than one.
      isPast = true;
    } else if (days !== '') {
      // Where a server does not understand one part of a filter, it answers as if there were none.
      service.log.debug('priority: a filter by day is ignored', { form });
      days = '';
    } else if (await isEnd(service, plan, last, signal)) {
      return;
    } else {
      throw filterIgnored(form, order);
    }
  }
}

async function pageOf(
  service: Service,
  { form, select }: FormPlan,
  parts: Parameters<typeof queryOf>[0],
  signal: AbortSignal,
): Promise<readonly Row[]> {
  return await getRows(service, form, `${form}?${queryOf({ select: select.join(','), ...parts })}`, signal);
}

/** By IVNUM the last page's last number is asked for once more: an invoice and a credit may share it. */
function behind({ order }: FormPlan, last: string | undefined): string {
  if (last === undefined) return '';
  return order === 'IV' ? `IV gt ${last}` : `IVNUM ge ${literal(last)}`;
}

function past(last: string | undefined): string {
  return `IVNUM gt ${literal(last ?? '')}`;
}

/** What a filter promised is looked at again. The order of texts is the server's own, so that only known ones are left out. */
function isBehind(row: Row, { order }: FormPlan, last: string | undefined, before: ReadonlySet<string>): boolean {
  if (order === 'IV') return last === undefined || Number(textIn(row, 'IV')) > Number(last);
  return !before.has(keyOf(row));
}

function isAscending(rows: readonly Row[]): boolean {
  const numbers = rows.map((row) => Number(textIn(row, 'IV')));
  return numbers.every((number, index) => index === 0 || number >= (numbers[index - 1] ?? number));
}

function lastIn(rows: readonly Row[], { order }: FormPlan): string {
  const keys = rows.map((row) => textIn(row, order) ?? '');
  return order === 'IV' ? String(Math.max(...keys.map(Number))) : (keys.at(-1) ?? '');
}

/** Whether nothing stands behind a row, asked without any filter: small forms can be read where filters are ignored. */
async function isEnd(
  service: Service,
  plan: FormPlan,
  last: string | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  const [row] = await pageOf(service, plan, { orderby: `${plan.order} desc`, top: 1 }, signal);
  return row !== undefined && textIn(row, plan.order) === last;
}

/** Rows by their numbers, many in one call, as {@link lookUp} finds them. */
export async function* rowsBy(
  service: Service,
  plan: FormPlan,
  column: 'IV' | 'IVNUM',
  numbers: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<readonly Row[], void> {
  const { form, select } = plan;
  for await (const rows of lookUp(service, { form, column, select }, numbers, signal)) {
    yield rows.filter((row) => isOfForm(row, plan));
  }
}

function keyOf(row: Row): string {
  return `${textIn(row, 'DEBIT') ?? ''}:${textIn(row, 'IVNUM') ?? ''}`;
}

/** The name alone would pass over a second row that has the same one. */
function rowKey(row: Row): string {
  return `${keyOf(row)}:${textIn(row, 'IV') ?? ''}`;
}

function isDraft(row: Row): boolean {
  return (textIn(row, 'FINAL') ?? 'N') === 'N';
}

/** All four forms stand on one table. */
function isOfForm(row: Row, { form }: FormPlan): boolean {
  const type = textIn(row, 'IVTYPE');
  return type === undefined || type === FORMS[form].type;
}

/**
 * From the day before: midnight in Israel lies before midnight in Greenwich, in which the literal is written. Which days are
 * really wanted is looked at again.
 */
function since({ dateType }: FormPlan, from: string | undefined): string {
  if (from === undefined) return '';
  const day = new Date(Date.parse(`${from}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return `IVDATE ge ${dateType === 'Edm.Date' ? day : `${day}T00:00:00Z`}`;
}

function isInteger(text: string): boolean {
  return /^\d{1,15}$/.test(text);
}
