import type { Standing } from '@ishur/core';
import { shortNumber } from '@ishur/core';
import type { AllocationNumber } from '@ishur/core';
import type { CaseSummary } from '@ishur/engine';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { EXIT } from '../exit-codes.ts';
import { openLedger } from '../open-ledger.ts';
import { standingsOf } from '../output/status-table.ts';
import { forPeople, renderTable } from '../output/table.ts';
import { DELIVERIES, STANDINGS, typeName } from '../output/words.ts';
import { businessesInScope } from '../scope.ts';

/** `ishur list`: one line a document. */
export async function list(
  context: CliContext,
  options: CommonOptions & { readonly standing?: readonly string[] },
): Promise<number> {
  const standings: Standing[] = [];
  for (const name of options.standing ?? []) {
    const found = standingsOf(name);
    if (found.length === 0) {
      context.err(`--standing ${name}: ${Object.keys(STANDINGS).join(', ')}\n`);
      return EXIT.usage;
    }
    standings.push(...found);
  }
  const configuration = await loadConfiguration(context.folder, options.config);
  const businesses = businessesInScope(configuration, options);
  await using ledger = await openLedger(configuration);
  const summaries: CaseSummary[] = [];
  for (const business of businesses) {
    const query = {
      business: business.id,
      ...(options.source === undefined ? {} : { source: options.source }),
      ...(options.standing === undefined ? {} : { standings }),
    };
    for await (const summary of ledger.list(query)) {
      if (options.json === true) context.json(summary);
      else summaries.push(summary);
    }
  }
  if (options.json !== true) context.out(renderCases(summaries, options.lang));
  return EXIT.success;
}

function renderCases(summaries: readonly CaseSummary[], language: CommonOptions['lang']): string {
  const head = {
    he: ['מסמך', 'סוג', 'תאריך', 'לקוח', 'לפני מע"מ', 'מצב', 'מספר מקוצר', 'במקור'],
    en: ['document', 'type', 'date', 'customer', 'net', 'standing', 'short number', 'at the source'],
  }[language];
  const rows = summaries.map((summary) => [
    summary.id,
    typeName(summary.documentType, language),
    summary.date,
    summary.customer ?? '',
    forPeople(summary.net),
    STANDINGS[summary.standing][language],
    summary.number === undefined ? '' : shortNumber(summary.number as AllocationNumber),
    summary.places.map(({ delivery }) => DELIVERIES[delivery][language]).join(', '),
  ]);
  if (rows.length === 0) return `${{ he: 'אין מסמכים כאלה.', en: 'No such documents.' }[language]}\n`;
  return renderTable(head, rows, [4]);
}
