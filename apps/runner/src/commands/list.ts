import type { Fault } from '@ishur/contract';
import type { Delivery, Standing } from '@ishur/core';
import { parseBusinessDay, shortNumber } from '@ishur/core';
import type { AllocationNumber } from '@ishur/core';
import type { CaseSummary, Ledger } from '@ishur/engine';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { EXIT } from '../exit-codes.ts';
import { openLedger } from '../open-ledger.ts';
import { spellDay } from '../output/day.ts';
import { located } from '../output/located.ts';
import { standingsOf } from '../output/status-table.ts';
import { forPeople, renderTable } from '../output/table.ts';
import { DELIVERIES, STANDINGS, standingOf, typeName } from '../output/words.ts';
import { businessesInScope } from '../scope.ts';

export interface ListOptions extends CommonOptions {
  readonly standing?: readonly string[];
  readonly delivery?: string;
  readonly type?: string;
  /** Days, both included. */
  readonly since?: string;
  readonly until?: string;
}

/** `ishur list`: one line a document. */
export async function list(context: CliContext, options: ListOptions): Promise<number> {
  const wrong = wrongFilter(options);
  if (wrong !== undefined) {
    context.err(`${wrong[options.lang]}\n`);
    return EXIT.usage;
  }
  const standings: Standing[] = [];
  for (const name of options.standing ?? []) {
    const found = standingsOf(name);
    if (found.length === 0) {
      const words = { he: 'אין מצב כזה. יש', en: 'there is no such standing. There are' }[options.lang];
      context.err(`--standing ${name}: ${words}: ${Object.keys(STANDINGS).join(', ')}\n`);
      return EXIT.usage;
    }
    standings.push(...found);
  }
  const configuration = await loadConfiguration(context.folder, options.config);
  const businesses = businessesInScope(configuration, options);
  await using ledger = await openLedger(configuration, context.environment, 'read');
  const summaries: CaseSummary[] = [];
  for (const business of businesses) {
    const query = {
      business: business.id,
      ...(options.source === undefined ? {} : { source: options.source }),
      ...(options.standing === undefined ? {} : { standings }),
      ...(options.delivery === undefined ? {} : { delivery: options.delivery as Delivery['kind'] }),
    };
    for await (const summary of ledger.list(query)) {
      if (!isWanted(summary, options)) continue;
      if (options.json === true) context.json(summary);
      else summaries.push(summary);
    }
  }
  // What cannot be read has no standing: it is listed unless one is asked for.
  const isWhole = [options.standing, options.delivery, options.type, options.since, options.until].every(
    (filter) => filter === undefined,
  );
  const unreadable = isWhole ? await unreadableOf(ledger, businesses, options.source) : [];
  if (options.json === true) for (const each of unreadable) context.json({ unreadable: each });
  else
    context.out(
      `${renderCases(summaries.toSorted(byDate), options.lang, context.columns)}${renderUnreadable(unreadable, options.lang)}`,
    );
  return EXIT.success;
}

/** As in the books: by day, then by type and number. */
function byDate(one: CaseSummary, other: CaseSummary): number {
  if (one.date !== other.date) return one.date < other.date ? -1 : 1;
  if (one.documentType !== other.documentType) return one.documentType - other.documentType;
  return one.reference.localeCompare(other.reference, 'en', { numeric: true });
}

function isWanted(summary: CaseSummary, { type, since, until }: ListOptions): boolean {
  return (
    (type === undefined || summary.documentType === Number(type)) &&
    (since === undefined || summary.date >= since) &&
    (until === undefined || summary.date <= until)
  );
}

function wrongFilter({
  delivery,
  type,
  since,
  until,
}: ListOptions): { readonly he: string; readonly en: string } | undefined {
  if (delivery !== undefined && !Object.hasOwn(DELIVERIES, delivery)) {
    const known = Object.keys(DELIVERIES).join(', ');
    return {
      he: `--delivery ${delivery}: אין כזה. יש: ${known}`,
      en: `--delivery ${delivery}: there is none. There are: ${known}`,
    };
  }
  if (type !== undefined && !/^\d{3}$/.test(type)) {
    return { he: `--type ${type}: כתבו סוג מסמך, למשל 305`, en: `--type ${type}: give a document type, such as 305` };
  }
  const day = [since, until].find((text) => text !== undefined && parseBusinessDay(text) === undefined);
  if (day === undefined) return undefined;
  return { he: `${day} אינו תאריך. כתבו YYYY-MM-DD`, en: `${day} is not a day; write YYYY-MM-DD` };
}

interface UnreadableRow {
  readonly business: string;
  readonly source: string;
  readonly where: string;
  readonly faults: readonly Fault[];
}

async function unreadableOf(
  ledger: Ledger,
  businesses: readonly BusinessConfiguration[],
  source: string | undefined,
): Promise<readonly UnreadableRow[]> {
  const rows: UnreadableRow[] = [];
  for (const { id } of businesses) {
    for (const reading of await ledger.readings(id)) {
      if (source !== undefined && reading.source !== source) continue;
      for (const each of reading.unreadable) rows.push({ business: id, source: reading.source, ...each });
    }
  }
  return rows;
}

function renderUnreadable(rows: readonly UnreadableRow[], language: CommonOptions['lang']): string {
  if (rows.length === 0) return '';
  const heading = { he: 'שורות שלא ניתן לקרוא', en: 'Rows that cannot be read' }[language];
  const lines = rows.flatMap(({ where, faults }) =>
    faults.map(({ message }) => `  ${located(where, message[language])}\n`),
  );
  return `\n${heading}\n${lines.join('')}`;
}

function renderCases(
  summaries: readonly CaseSummary[],
  language: CommonOptions['lang'],
  width: number | undefined,
): string {
  const head = {
    he: ['מסמך', 'סוג', 'תאריך', 'לקוח', 'לפני מע"מ', 'מצב', 'מספר מקוצר', 'במקור'],
    en: ['document', 'type', 'date', 'customer', 'net', 'standing', 'short number', 'at the source'],
  }[language];
  const rows = summaries.map((summary) => [
    summary.id,
    typeName(summary.documentType, language),
    spellDay(summary.date, language),
    summary.customer ?? '',
    forPeople(summary.net),
    standingOf(summary)[language],
    summary.number === undefined ? '' : shortNumber(summary.number as AllocationNumber),
    summary.places.map(({ delivery }) => DELIVERIES[delivery][language]).join(', '),
  ]);
  if (rows.length === 0) return `${{ he: 'אין מסמכים כאלה.', en: 'No such documents.' }[language]}\n`;
  return renderTable(head, rows, [4], width);
}
