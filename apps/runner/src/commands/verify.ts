import { existsSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { IshurError } from '@ishur/contract';
import type { Authority } from '@ishur/core';
import type { PurchaseLine, VerifiedPurchase } from '@ishur/engine';
import { rememberPurchases, verifyPurchases } from '@ishur/engine';
import { lockFile, replaceFile } from '@ishur/adapter-kit';
import type { LocalizedMessage } from '@ishur/contract';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { withAuthority } from '../connection/with-authority.ts';
import { EXIT } from '../exit-codes.ts';
import { modeOf, refuseToOverwrite } from '../output/write-out.ts';
import { unlessLeft } from '../pcn874/unless-left.ts';
import { businessesInScope } from '../scope.ts';
import { lookUpOne } from '../verifying/look-up-one.ts';
import type { OneInvoice } from '../verifying/look-up-one.ts';
import { openProgressFile } from '../verifying/progress-file.ts';
import type { ProgressFile } from '../verifying/progress-file.ts';
import type { UnreadableLine } from '../verifying/purchase-lines.ts';
import { purchaseListsOf } from '../verifying/purchase-lists.ts';
import type { PurchaseList } from '../verifying/purchase-lists.ts';
import { renderVerified } from '../verifying/render-verified.ts';
import { TO_BE_MENDED, findingOf, verifiedToJson } from '../verifying/verdict-words.ts';
import { sourceThatReads } from '../verifying/source-that-reads.ts';
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
  if (options.out !== undefined && formatOf(options.out) === undefined) {
    context.err(`${OUT_FORMATS[options.lang]}\n`);
    return EXIT.usage;
  }
  const configuration = await loadConfiguration(context.folder, options.config);
  const business = buyerOf(configuration, options);
  const [first] = what;
  const isNumber = first !== undefined && /^\d{1,30}$/.test(first) && !existsSync(resolve(context.folder, first));
  const { supplier, net, vat, date, reference } = options;
  const isDescribed = [supplier, net, vat, date, reference].some((option) => option !== undefined);
  const code = await unlessLeft(context, () =>
    withAuthority(configuration, context, business, 'ishur verify', async (authority) => {
      if (isNumber || (first === undefined && isDescribed)) {
        return lookUpOne(context, authority, business, isNumber ? first : undefined, options);
      }
      return verifyLists(context, configuration, business, authority, what, options);
    }),
  );
  if (code === EXIT.interrupted && options.out !== undefined) context.err(`${GO_ON['taken-up'][options.lang]}\n`);
  return code;
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

/** What a file is written as, by its name: a program that finds something else in it takes it for damaged. */
function formatOf(file: string): 'csv' | 'ndjson' | undefined {
  const extension = extname(file).toLowerCase();
  if (extension === '.csv') return 'csv';
  return extension === '.ndjson' || extension === '.jsonl' ? 'ndjson' : undefined;
}

const OUT_FORMATS: LocalizedMessage = {
  he: 'ציינו ב־--out קובץ שמסתיים ב־‎.csv (לאקסל) או ב־‎.ndjson (שורת JSON לכל חשבונית).',
  en: 'Name a file that ends in .csv (for Excel) or .ndjson (a line of JSON for every invoice) with --out.',
};

async function verifyLists(
  context: CliContext,
  configuration: LoadedConfiguration,
  business: BusinessConfiguration,
  authority: Pick<Authority, 'findDetails' | 'findNumber'>,
  files: readonly string[],
  options: VerifyOptions,
): Promise<number> {
  const lists = await purchaseListsOf(context, configuration, business, files, options);
  const out = options.out === undefined ? undefined : resolve(context.folder, options.out);
  if (out === undefined)
    return verifyAll(context, configuration, business, authority, lists, files, options, undefined);
  // A second verification of the same list would ask for everything once more, and take away what the first one keeps.
  const lock = await lockFile(`${out}.part`, { name: out, signal: context.signal });
  try {
    return await verifyAll(context, configuration, business, authority, lists, files, options, out);
  } finally {
    await lock.release();
  }
}

async function verifyAll(
  context: CliContext,
  configuration: LoadedConfiguration,
  business: BusinessConfiguration,
  authority: Pick<Authority, 'findDetails' | 'findNumber'>,
  lists: readonly PurchaseList[],
  files: readonly string[],
  options: VerifyOptions,
  out: string | undefined,
): Promise<number> {
  const progress =
    out === undefined
      ? undefined
      : await openProgressFile(`${out}.part`, business.vatNumber, configuration.authority.tier, context.clock.now());
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
  const seen = rememberPurchases();
  const { signal } = context;
  for (const list of lists) {
    const [from, lost] = [purchases.length, unreadable.length];
    const lines = known(list.lines(onUnreadable), progress);
    for await (const verified of verifyPurchases(authority, business.vatNumber, lines, { signal, seen })) {
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
    const [file] = files;
    const mode = file === undefined ? {} : { mode: await modeOf(resolve(context.folder, file)) };
    await writeOut(out, purchases, unreadable, options, mode);
    const reader = sourceThatReads(out, configuration);
    if (reader !== undefined) context.err(`${READ_AS_A_SOURCE[options.lang](basename(out), reader)}\n`);
    // What was not looked up is asked for by the next run; the rest is not asked for again.
    if (isWhole) await progress?.remove();
  }
  if (!isWhole) {
    if (options.json !== true) context.err(`${GO_ON[out === undefined ? 'anew' : 'taken-up'][options.lang]}\n`);
    return EXIT.later;
  }
  return unreadable.length > 0 || purchases.some((each) => TO_BE_MENDED.has(findingOf(each)))
    ? EXIT.data
    : EXIT.success;
}

const GO_ON: Readonly<Record<'anew' | 'taken-up', LocalizedMessage>> = {
  'taken-up': {
    he: 'לא כל החשבוניות נבדקו. הריצו שוב את אותה פקודה: רק החסרות ייבדקו.',
    en: 'Not all invoices were looked up. Give the same command again: only these are asked for.',
  },
  anew: {
    he: 'לא כל החשבוניות נבדקו. הריצו שוב עם ‎--out FILE: מה שנבדק נשמר, ובפעם הבאה ייבדקו רק החסרות.',
    en: 'Not all invoices were looked up. Run again with --out FILE: what is found out is kept, and the next time only the rest is asked for.',
  },
};

const READ_AS_A_SOURCE: Readonly<Record<CommonOptions['lang'], (name: string, source: string) => string>> = {
  he: (name, source) =>
    `שימו לב: ${name} נמצא בתיקייה שהמקור ${source} קורא ממנה, ובהרצה הבאה ייקרא כקובץ חשבוניות. העבירו אותו לתיקייה אחרת, או תנו לו שם שמסתיים ב־‎.ishur.csv.`,
  en: (name, source) =>
    `Note: ${name} stands in the folder that source ${source} reads, and the next run would take it for invoices. Move it to another folder, or give it a name that ends in .ishur.csv.`,
};

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
  mode: { readonly mode?: number },
): Promise<void> {
  const text =
    formatOf(path) === 'csv'
      ? verifiedToCsv(purchases, unreadable, options.lang)
      : [...purchases.map(verifiedToJson), ...unreadable.map((line) => ({ unreadable: line }))]
          .map((line) => `${JSON.stringify(line)}\n`)
          .join('');
  await replaceFile(path, [Buffer.from(text)], mode);
}
