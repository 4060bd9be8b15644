import { countsOf } from '@ishur/engine';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { EXIT } from '../exit-codes.ts';
import { openLedger } from '../open-ledger.ts';
import { renderStatus } from '../output/status-table.ts';
import { businessesInScope } from '../scope.ts';

/** `ishur status`: both sides of the sum, for each business. */
export async function status(context: CliContext, options: CommonOptions): Promise<number> {
  const configuration = await loadConfiguration(context.folder, options.config);
  const businesses = businessesInScope(configuration, options);
  await using ledger = await openLedger(configuration, context.environment, 'read');
  for (const business of businesses) {
    const query = { business: business.id, ...(options.source === undefined ? {} : { source: options.source }) };
    const counts = await countsOf(ledger, query);
    if (options.json === true) context.json({ business: business.id, ...counts.status });
    else context.out(renderStatus(business, counts, options.lang, context.columns));
  }
  return EXIT.success;
}
