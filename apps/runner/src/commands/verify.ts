import { existsSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { IshurError } from '@ishur/contract';
import type { AdapterContext } from '@ishur/contract/v1';
import type { Authority } from '@ishur/core';
import type { PurchaseLine, VerifiedPurchase } from '@ishur/engine';
import { verifyPurchases } from '@ishur/engine';
import { replaceFile } from '@ishur/adapter-kit';
import { adapterNamed } from '../built-in-adapters.ts';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { withAuthority } from '../connection/with-authority.ts';
import { EXIT } from '../exit-codes.ts';
import { adapterForFile, adaptersForFiles } from '../recognition/adapter-for-file.ts';
import { readHead } from '../recognition/read-head.ts';
import { refuseToOverwrite } from '../output/write-out.ts';
import { businessesInScope } from '../scope.ts';
import { lookUpOne } from '../verifying/look-up-one.ts';
import type { OneInvoice } from '../verifying/look-up-one.ts';
import { openProgressFile } from '../verifying/progress-file.ts';
import type { ProgressFile } from '../verifying/progress-file.ts';
import { purchaseLinesOf } from '../verifying/purchase-lines.ts';
import type { UnreadableLine } from '../verifying/purchase-lines.ts';
import { isReport, purchaseLinesOfReport } from '../verifying/report-lines.ts';
import { renderVerified } from '../verifying/render-verified.ts';
import { TO_BE_MENDED, findingOf, verifiedToJson } from '../verifying/verdict-words.ts';
import { verifiedToCsv } from '../verifying/verified-csv.ts';

export interface VerifyOptions extends CommonOptions, OneInvoice {
  readonly adapter?: string;
  /** A file for all that was found: `.csv`, or `.ndjson`. */
  readonly out?: string;
  /** Write over a file that is there. */
  readonly force?: boolean;
}

/**
 * `ishur verify`: the buyer's side. A number to its invoice, an invoice to its number, or a list of purchases. Asks for no number,
 * and changes nothing at the authority.
 */
export async function verify(context: CliContext, what: readonly string[], options: VerifyOptions): Promise<number> {
  const configuration = await loadConfiguration(context.folder, options.config);
  const business = buyerOf(configuration, options);
  const [first] = what;
  const isNumber = first !== undefined && /^\d{9,30}$/.test(first) && !existsSync(resolve(context.folder, first));
  return withAuthority(configuration, context, business, 'ishur verify', async (authority) => {
    if (isNumber || (first === undefined && options.supplier !== undefined && options.net !== undefined)) {
      return lookUpOne(context, authority, business, isNumber ? first : undefined, options);
    }
    return verifyLists(context, configuration, business, authority, what, options);
  });
}

function buyerOf(configuration: LoadedConfiguration, options: CommonOptions): BusinessConfiguration {
  // `--source` names a list of purchases here, and not one of the sources that are asked for.
  const [business, another] = businessesInScope(
    configuration,
    options.business === undefined ? {} : { business: options.business },
  );
  if (business !== undefined && another === undefined) return business;
  throw new IshurError({
    code: 'cli/business-needed',
    remedy: 'fix-config',
    message: {
      he: `בקובץ ההגדרות יש כמה עסקים. ציינו מי הקונה: --business ${configuration.businesses.map(({ id }) => id).join(' | ')}.`,
      en: `The configuration has several businesses. Say which one is the buyer: --business ${configuration.businesses.map(({ id }) => id).join(' | ')}.`,
    },
  });
}

/** A list to be verified: an adapter with its settings. */
interface PurchaseList {
  readonly name: string;
  readonly lines: (onUnreadable: (line: UnreadableLine) => void) => AsyncGenerator<PurchaseLine>;
}

async function verifyLists(
  context: CliContext,
  configuration: LoadedConfiguration,
  business: BusinessConfiguration,
  authority: Pick<Authority, 'findDetails' | 'findNumber'>,
  files: readonly string[],
  options: VerifyOptions,
): Promise<number> {
  const lists = await listsOf(context, configuration, business, files, options);
  const out = options.out === undefined ? undefined : resolve(context.folder, options.out);
  const progress =
    out === undefined
      ? undefined
      : await openProgressFile(`${out}.part`, business.vatNumber, configuration.authority.tier);
  // What an interrupted verification wrote is written anew; whatever else is there is somebody's.
  if (out !== undefined && progress?.isTakenUp !== true && options.force !== true) {
    await refuseToOverwrite(resolve(context.folder, files[0] ?? configuration.file), out);
  }
  if (progress !== undefined && progress.taken > 0 && options.json !== true) {
    context.err(`${TAKEN_UP[options.lang](progress.taken)}\n`);
  }
  const purchases: VerifiedPurchase[] = [];
  const unreadable: UnreadableLine[] = [];
  const onUnreadable = (line: UnreadableLine): void => {
    unreadable.push(line);
    if (options.json === true) context.json({ unreadable: line });
  };
  for (const list of lists) {
    const [from, lost] = [purchases.length, unreadable.length];
    const lines = known(list.lines(onUnreadable), progress);
    for await (const verified of verifyPurchases(authority, business.vatNumber, lines, { signal: context.signal })) {
      await progress?.note(verified.purchase, verified.verdict);
      purchases.push(verified);
      if (options.json === true) context.json(verifiedToJson(verified));
      else if (context.columns !== undefined) context.moving(`${list.name}: ${purchases.length}`);
    }
    if (options.json === true) continue;
    if (context.columns !== undefined) context.moving('');
    const ofList = [purchases.slice(from), unreadable.slice(lost)] as const;
    context.out(`${renderVerified(list.name, ...ofList, options.lang, context.columns)}\n`);
  }
  const isWhole = !purchases.some(({ verdict }) => verdict.kind === 'not-looked-up');
  if (out !== undefined) {
    await writeOut(out, purchases, unreadable, options);
    // What was not looked up is asked for by the next run; the rest is not asked for again.
    if (isWhole) await progress?.remove();
  }
  if (!isWhole) return EXIT.later;
  return unreadable.length > 0 || purchases.some((each) => TO_BE_MENDED.has(findingOf(each)))
    ? EXIT.data
    : EXIT.success;
}

const TAKEN_UP = {
  he: (count: number): string => `ממשיכים בדיקה שנקטעה: ${count} חשבוניות כבר נבדקו.`,
  en: (count: number): string => `An earlier verification goes on: ${count} invoices are known already.`,
};

async function* known(
  lines: AsyncIterable<PurchaseLine>,
  progress: ProgressFile | undefined,
): AsyncGenerator<PurchaseLine> {
  for await (const line of lines) {
    const before = progress?.knownOf(line.purchase);
    yield before === undefined ? line : { ...line, known: before };
  }
}

async function writeOut(
  path: string,
  purchases: readonly VerifiedPurchase[],
  unreadable: readonly UnreadableLine[],
  options: VerifyOptions,
): Promise<void> {
  const text =
    extname(path).toLowerCase() === '.csv'
      ? verifiedToCsv(purchases, unreadable, options.lang)
      : [...purchases.map(verifiedToJson), ...unreadable.map((line) => ({ unreadable: line }))]
          .map((line) => `${JSON.stringify(line)}\n`)
          .join('');
  await replaceFile(path, [Buffer.from(text)]);
}

async function listsOf(
  context: CliContext,
  configuration: LoadedConfiguration,
  business: BusinessConfiguration,
  files: readonly string[],
  options: VerifyOptions,
): Promise<readonly PurchaseList[]> {
  const adapters = await adaptersForFiles(context, options);
  const silent = (): void => {};
  const open = (folder: string): AdapterContext => ({
    log: { debug: silent, info: silent, warn: silent },
    clock: context.clock,
    folder,
  });
  const { vatNumber } = business;
  if (files.length > 0) {
    const chosen = options.adapter === undefined ? undefined : adapterNamed(adapters, options.adapter);
    return files.map((file) => {
      const path = resolve(context.folder, file);
      const name = basename(file);
      if (chosen === undefined && isReport(readHead(path))) {
        return { name, lines: (onUnreadable) => purchaseLinesOfReport(path, name, context.signal, onUnreadable) };
      }
      const { adapter, settings } = adapterForFile(adapters, chosen, path);
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
      await using session = await adapterNamed(adapters, adapter).doOpen(settings, open(configuration.folder));
      yield* purchaseLinesOf(session, vatNumber, from, context.signal, onUnreadable);
    },
  }));
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
