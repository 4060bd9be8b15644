import { isIshurError } from '@ishur/contract';
import { businessDayOf } from '@ishur/core';
import type { Attention } from '@ishur/core';
import { waitingCases } from '@ishur/engine';
import type { Ledger } from '@ishur/engine';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { connectionIdOf } from '../connection/connection-id.ts';
import { openVault } from '../connection/open-vault.ts';
import { reminderOf } from '../connection/reminder-of.ts';
import { EXIT } from '../exit-codes.ts';
import { openLedger } from '../open-ledger.ts';
import { namedIn } from '../output/attention-words.ts';
import type { InboxItem } from '../output/inbox-item.ts';
import { inboxTable } from '../output/inbox-table.ts';
import { businessesInScope } from '../scope.ts';

/** `ishur inbox`: what waits for a person, the most urgent first. Finding something is no failure. */
export async function inbox(context: CliContext, options: CommonOptions): Promise<number> {
  const configuration = await loadConfiguration(context.folder, options.config);
  const businesses = businessesInScope(configuration, options);
  await using ledger = await openLedger(configuration, context.environment, 'read');
  const items: InboxItem[] = [];
  for (const business of businesses) {
    items.push(...(await itemsOf(context, ledger, business, options.source)));
    // A log-in belongs to the business, and not to a source.
    if (options.source === undefined) items.push(...(await connectionOf(context, configuration, business)));
  }
  // Sorting keeps the order of equals: that in which they came.
  const sorted = items.toSorted((one, other) => compare(rankOf(one), rankOf(other)));
  if (options.json === true) for (const item of sorted) context.json(forMachines(item));
  else context.out(inboxTable(sorted, options.lang, context.columns));
  return EXIT.success;
}

async function itemsOf(
  { clock }: CliContext,
  ledger: Ledger,
  { id: business }: BusinessConfiguration,
  source: string | undefined,
): Promise<readonly InboxItem[]> {
  const items: InboxItem[] = [];
  const query = { business, ...(source !== undefined && { source }) };
  for await (const found of waitingCases(ledger, query, businessDayOf(clock.now()))) {
    const { summary } = found;
    if ('error' in found) {
      items.push({ kind: 'damaged', summary, error: found.error });
      continue;
    }
    for (const attention of found.attentions) {
      if (source === undefined || attention.place === undefined || attention.place.source === source) {
        items.push({ kind: 'document', summary, attention });
      }
    }
  }
  for (const reading of await ledger.readings(business)) {
    const count = reading.unreadable.length + reading.unreadableBeyond;
    if (count === 0 || (source !== undefined && reading.source !== source)) continue;
    items.push({ kind: 'unreadable', business, source: reading.source, count });
  }
  return items;
}

async function connectionOf(
  context: CliContext,
  configuration: LoadedConfiguration,
  business: BusinessConfiguration,
): Promise<readonly InboxItem[]> {
  try {
    await using vault = await openVault(configuration, context, 'ishur inbox');
    const reminder = await reminderOf(vault, connectionIdOf(configuration, business), context.clock.now(), []);
    return reminder === undefined ? [] : [{ kind: 'connection', business: business.id, reminder }];
  } catch (error) {
    // Whoever may look into the ledger alone has no key; `ishur connections` says what is wrong with it.
    if (isIshurError(error)) return [];
    throw error;
  }
}

const URGENCIES: Readonly<Record<Attention['urgency'], string>> = { high: '0', medium: '1', low: '2' };

/** By urgency, then by the day that comes first, then by the document's date. */
function rankOf(item: InboxItem): string {
  switch (item.kind) {
    case 'document': {
      const { attention, summary } = item;
      return `${URGENCIES[attention.urgency]} ${attention.by?.day ?? LAST_DAY} ${summary.date}`;
    }
    case 'connection':
      return `${item.reminder.level === 'remind' ? URGENCIES.medium : URGENCIES.high} ${item.reminder.lastDay}`;
    case 'damaged':
      return URGENCIES.high;
    case 'unreadable':
      return `${URGENCIES.medium} ${LAST_DAY} ${LAST_DAY}`;
  }
}

/** What has no day of its own comes after what has one. */
const LAST_DAY = '9999-12-31';

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** One JSON object a line; `kind` tells them apart. */
function forMachines(item: InboxItem): object {
  switch (item.kind) {
    case 'document': {
      const { summary, attention } = item;
      const { id, business, documentType, reference, date, net, vat, gross, customer, standing, number } = summary;
      const document = { id, business, documentType, reference, date, net, vat, gross, customer, standing, number };
      return { kind: 'document', ...document, ...namedIn(attention, id) };
    }
    case 'damaged':
      return {
        kind: 'damaged',
        id: item.summary.id,
        business: item.summary.business,
        code: item.error.code,
        message: item.error.text,
      };
    case 'unreadable':
      return item;
    case 'connection':
      return { kind: 'connection', business: item.business, ...item.reminder };
  }
}
