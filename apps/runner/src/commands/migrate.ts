import { resolve } from 'node:path';
import { ledgerVersion } from '@ishur/ledger-sqlite';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { EXIT } from '../exit-codes.ts';
import { openLedger } from '../open-ledger.ts';

/** `ishur migrate`: brings the ledger's file to the version of this program; with `--check` it only looks. */
export async function migrate(
  context: CliContext,
  options: CommonOptions & { readonly check?: boolean },
): Promise<number> {
  const configuration = await loadConfiguration(context.folder, options.config);
  const file = resolve(configuration.folder, configuration.ledger);
  const { found, current } = await ledgerVersion(file);
  const isBehind = found !== undefined && found < current;
  if (isBehind && options.check !== true)
    await (await openLedger(configuration, context.environment, 'write'))[Symbol.asyncDispose]();
  const now = isBehind && options.check !== true ? current : found;
  if (options.json === true) context.json({ file, before: found, now, current });
  else context.out(`${words(file, found, now, current)[options.lang]}\n`);
  return now === undefined || now === current ? EXIT.success : EXIT.configuration;
}

function words(
  file: string,
  before: number | undefined,
  now: number | undefined,
  current: number,
): { readonly he: string; readonly en: string } {
  if (now === undefined) return { he: `${file}: אין עדיין פנקס.`, en: `${file}: there is no ledger yet.` };
  if (now > current) {
    return {
      he: `${file}: גרסה ${now}, חדשה מהגרסה ${current} שתוכנה זו מכירה. התקינו גרסה חדשה של אישור.`,
      en: `${file}: version ${now}, later than version ${current} that this program knows. Install a later Ishur.`,
    };
  }
  if (before !== now)
    return {
      he: `${file}: עודכן מגרסה ${before} לגרסה ${now}.`,
      en: `${file}: brought from version ${before} to ${now}.`,
    };
  return now === current
    ? { he: `${file}: גרסה ${now}, עדכנית.`, en: `${file}: version ${now}, up to date.` }
    : {
        he: `${file}: גרסה ${now}; תוכנה זו כותבת גרסה ${current}. לעדכון: ishur migrate`,
        en: `${file}: version ${now}; this program writes version ${current}. To bring it there: ishur migrate`,
      };
}
