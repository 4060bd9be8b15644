import { basename, resolve } from 'node:path';
import { IshurError } from '@ishur/contract';
import type { Adapter, AdapterContext } from '@ishur/contract/v1';
import type { PurchaseLine } from '@ishur/engine';
import { adapterNamed } from '../built-in-adapters.ts';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { adapterForFile, adaptersForFiles } from '../recognition/adapter-for-file.ts';
import { readHead } from '../recognition/read-head.ts';
import { purchaseLinesOf } from './purchase-lines.ts';
import type { UnreadableLine } from './purchase-lines.ts';
import { isReport, purchaseLinesOfReport } from './report-lines.ts';
import { supplierNamesIn } from './supplier-names.ts';

/** A list to be verified: an adapter with its settings. */
export interface PurchaseList {
  readonly name: string;
  readonly lines: (onUnreadable: (line: UnreadableLine) => void) => AsyncGenerator<PurchaseLine>;
}

/**
 * The lists that are meant: files that are named, or those of the configuration.
 *
 * @throws IshurError `cli/nothing-to-verify`, `cli/file-not-recognised`, `cli/cannot-read-file` (`fix-config`).
 */
export async function purchaseListsOf(
  context: CliContext,
  configuration: LoadedConfiguration,
  business: BusinessConfiguration,
  files: readonly string[],
  options: CommonOptions & { readonly adapter?: string },
): Promise<readonly PurchaseList[]> {
  const adapters = await adaptersForFiles(context, options);
  const silent = (): void => {};
  const open = (folder: string): AdapterContext => ({
    log: { debug: silent, info: silent, warn: silent },
    clock: context.clock,
    folder,
  });
  const { vatNumber, unionVatNumber } = business;
  const buyers = unionVatNumber === undefined ? [vatNumber] : [vatNumber, unionVatNumber];
  if (files.length > 0) {
    const chosen = options.adapter === undefined ? undefined : adapterNamed(adapters, options.adapter);
    return files.map((file) => {
      const path = resolve(context.folder, file);
      const name = basename(file);
      if (chosen === undefined && isReport(readHead(path))) {
        return { name, lines: (tell) => purchaseLinesOfReport(path, name, buyers, context.signal, tell) };
      }
      const { adapter, settings: found } = adapterForFile(adapters, chosen, path);
      const recognised = ofPurchases(adapter, found);
      const supplierNames = adapter.id === 'csv' ? supplierNamesIn(readHead(path)) : undefined;
      const settings =
        supplierNames === undefined ? recognised : withColumn(recognised, 'customer.name', supplierNames);
      return {
        name,
        async *lines(onUnreadable) {
          await using session = await adapter.doOpen(settings, open(context.folder));
          yield* purchaseLinesOf(session, vatNumber, undefined, context.signal, onUnreadable);
        },
      };
    });
  }
  const named = business.purchases.filter(({ id }) => options.source === undefined || id === options.source);
  if (named.length === 0) throw nothingToVerify(business, options.source);
  return named.map(({ id, adapter, with: settings, from }) => ({
    name: `${business.id}/${id}`,
    async *lines(onUnreadable) {
      const reader = adapterNamed(adapters, adapter);
      await using session = await reader.doOpen(ofPurchases(reader, settings), open(configuration.folder));
      yield* purchaseLinesOf(session, vatNumber, from, context.signal, onUnreadable);
    },
  }));
}

/** The CSV adapter takes a list of suppliers for somebody's mistake, unless it is told. */
function ofPurchases({ id }: Adapter, settings: unknown): unknown {
  return id === 'csv' && typeof settings === 'object' ? { holds: 'purchases', ...settings } : settings;
}

/** The settings of the CSV adapter with one column more that is declared. */
function withColumn(settings: unknown, field: string, header: string): unknown {
  if (typeof settings !== 'object' || settings === null) return settings;
  const declared: unknown = 'columns' in settings ? settings.columns : undefined;
  const columns = typeof declared === 'object' && declared !== null ? declared : {};
  return { ...settings, columns: { [field]: header, ...columns } };
}

function nothingToVerify({ id, purchases }: BusinessConfiguration, source: string | undefined): IshurError {
  const there = purchases.map((each) => each.id).join(', ');
  const which = source === undefined ? '' : ` (--source ${source})`;
  return new IshurError({
    code: 'cli/nothing-to-verify',
    remedy: 'fix-config',
    message: {
      he: `אין מה לאמת לעסק "${id}"${which}. ציינו קובץ רכש, מספר הקצאה, או פרטי חשבונית (--supplier --net --vat --date), או הוסיפו purchases לעסק בקובץ ההגדרות${there === '' ? '' : ` (יש: ${there})`}.`,
      en: `There is nothing to verify for business "${id}"${which}. Name a file of purchases, an allocation number, or an invoice (--supplier --net --vat --date), or give the business \`purchases\` in the configuration${there === '' ? '' : ` (it has: ${there})`}.`,
    },
  });
}
