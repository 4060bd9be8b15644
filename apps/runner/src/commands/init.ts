import { existsSync, readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import { IshurError } from '@ishur/contract';
import type { LocalizedMessage } from '@ishur/contract';
import { businessDayOf, parseVatNumber } from '@ishur/core';
import { parse } from 'yaml';
import { loadAdapters } from '../built-in-adapters.ts';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import type { Tier } from '../configuration/authority-schema.ts';
import { CONFIGURATION_NAMES } from '../configuration/load-configuration.ts';
import { validateConfiguration } from '../configuration/schema.ts';
import { EXIT } from '../exit-codes.ts';
import { DEALER_TO_TRY, LONGEST_OPERATOR } from '../init/answers.ts';
import type { Answers } from '../init/answers.ts';
import type { Given } from '../init/ask-questions.ts';
import {
  complaintOfBusiness,
  complaintOfDay,
  complaintOfOperator,
  complaintOfTier,
  complaintOfVatNumber,
  doubtOfVatNumber,
} from '../init/check-answers.ts';
import { filesIn } from '../init/files-in.ts';
import { proposeSources } from '../init/propose-sources.ts';
import { renderNotUnderstood, renderUnderstood, renderUnknown } from '../init/render-understood.ts';
import { spellConfiguration } from '../init/spell-configuration.ts';
import { understandSource } from '../init/understand-source.ts';
import type { NotUnderstood, Understood } from '../init/understand-source.ts';
import { configurationExists, writeNewFile } from '../init/write-new-file.ts';

export interface InitOptions extends Pick<CommonOptions, 'config' | 'business' | 'json' | 'lang'> {
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly tier?: string;
  readonly vatNumber?: string;
  readonly operator?: string;
  readonly from?: string;
  readonly url?: string;
}

/** `ishur init [FOLDER]`: looks at a folder, shows what it understood, asks a few questions and writes a configuration. */
export async function init(context: CliContext, where: string | undefined, options: InitOptions): Promise<number> {
  const wrong = wrongFlag(options);
  if (wrong !== undefined) return usage(context, wrong, options);
  const searched = resolve(context.folder, where ?? '.');
  const file = resolve(context.folder, options.config ?? resolve(searched, CONFIGURATION_NAMES[0] ?? ''));
  const folder = dirname(file);
  if (options.force !== true) refuseToReplace(file, options.config !== undefined);

  const looked = await lookAround(context, searched, folder, options);
  const understood = looked.filter((each): each is Understood => 'documents' in each);
  if (understood.length === 0) throw nothingFound(searched);

  const answers = await answersOf(context, understood, basename(searched), options);
  if (answers === undefined) {
    context.err(`${LEFT_EARLY[options.lang]}\n`);
    return EXIT.interrupted;
  }
  if ('missing' in answers) return usage(context, missing(answers.missing), options);
  const text = spellConfiguration(answers, options.lang);
  // What would not be taken is not written: a configuration of ours that we refuse is a fault of ours.
  const { issues } = validateConfiguration(parse(text));
  if (issues !== undefined) throw new Error(`The new configuration is not valid: ${JSON.stringify(issues)}`);
  await writeNewFile(file, text, options.force === true);
  if (options.json === true) {
    const sources = answers.sources.map(({ source, settings }) => ({
      id: source.id,
      adapter: source.adapter.id,
      with: settings,
    }));
    context.json({ file, tier: answers.tier, business: answers.business, vatNumber: answers.vatNumber, sources });
  } else context.out(`${written(file, context.folder, answers)[options.lang]}\n`);
  return EXIT.success;
}

/** Also one of another name is a configuration: the new one would be found before it. */
function refuseToReplace(file: string, isNamed: boolean): void {
  const names = isNamed ? [file] : CONFIGURATION_NAMES.map((name) => resolve(dirname(file), name));
  const found = names.find((name) => existsSync(name));
  if (found !== undefined) throw configurationExists(found);
}

function isReadableFolder(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Shows, for every group of files that somebody knows, what it is taken for. */
async function lookAround(
  context: CliContext,
  searched: string,
  folder: string,
  { lang, json }: InitOptions,
): Promise<readonly (Understood | NotUnderstood)[]> {
  if (!isReadableFolder(searched)) throw noFolder(searched);
  const adapters = await loadAdapters(context.adapters, [], folder);
  const { files, isCut } = filesIn(searched);
  const { sources, unknown } = proposeSources(adapters.values(), files, folder);
  const silent = (): void => {};
  const world = { log: { debug: silent, info: silent, warn: silent }, clock: context.clock, folder };
  const looked: (Understood | NotUnderstood)[] = [];
  const tell = (text: string): void => {
    if (json !== true) context.out(text);
  };
  for (const source of sources) {
    const each = await understandSource(source, world, context.signal);
    looked.push(each);
    tell(
      'error' in each
        ? renderNotUnderstood(each, searched, lang)
        : renderUnderstood(each, searched, lang, context.columns),
    );
  }
  tell(renderUnknown(unknown, searched, lang));
  if (isCut) tell(`${CUT[lang]}\n\n`);
  return looked;
}

async function answersOf(
  context: CliContext,
  understood: readonly Understood[],
  folderName: string,
  options: InitOptions,
): Promise<Answers | undefined | { readonly missing: readonly string[] }> {
  const usual = (tier: Tier): Given => usually(tier, understood, folderName, context);
  const given = givenBy(options);
  if (context.terminal !== undefined && options.yes !== true && options.json !== true) {
    const { askQuestions } = await import('../init/ask-questions.ts');
    const { terminal, signal } = context;
    return await askQuestions({ terminal, language: options.lang, signal, given, usual }, understood);
  }
  const tier = given.tier ?? (options.yes === true ? 'simulator' : undefined);
  // What is usual counts where somebody said so; without a terminal and without --yes everything has to be named.
  const all = { ...(options.yes === true && tier !== undefined ? usual(tier) : {}), ...given };
  const { business, vatNumber, operator, from, url } = all;
  if (tier === undefined || business === undefined || vatNumber === undefined || operator === undefined) {
    const flags = { '--tier': tier, '--business': business, '--vat-number': vatNumber, '--operator': operator };
    return { missing: Object.entries(flags).flatMap(([flag, value]) => (value === undefined ? [flag] : [])) };
  }
  return { tier, business, vatNumber, operator, from: from === '' ? undefined : from, url, sources: understood };
}

function givenBy({ tier, business, vatNumber, operator, from, url }: InitOptions): Given {
  return {
    ...(tier !== undefined && { tier: tier as Tier }),
    ...(business !== undefined && { business: business.trim() }),
    ...(vatNumber !== undefined && { vatNumber: parseVatNumber(vatNumber.trim()) ?? vatNumber }),
    ...(operator !== undefined && { operator: operator.trim() }),
    ...(from !== undefined && { from: from.trim() }),
    ...(url !== undefined && { url }),
  };
}

/** What is right most of the time. In production nothing of the past is asked for unless somebody says so. */
function usually(tier: Tier, understood: readonly Understood[], folderName: string, { clock }: CliContext): Given {
  const name = folderName.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[^\p{L}\p{N}]+/u, '');
  const issuers = new Set(understood.flatMap(({ issuer }) => issuer ?? []));
  const [issuer] = issuers;
  const known = issuers.size === 1 && issuer !== undefined ? parseVatNumber(issuer) : undefined;
  const vatNumber = tier === 'simulator' ? DEALER_TO_TRY : known;
  return {
    business: complaintOfBusiness(name) === undefined ? name : 'business',
    operator: userName().slice(0, LONGEST_OPERATOR),
    ...(vatNumber !== undefined && { vatNumber }),
    ...(tier === 'production' && { from: businessDayOf(clock.now()) }),
  };
}

function userName(): string {
  try {
    return userInfo().username || 'office';
  } catch {
    return 'office';
  }
}

function wrongFlag(options: InitOptions): LocalizedMessage | undefined {
  const { business, vatNumber, operator, tier, from, url } = options;
  const judged: readonly (readonly [string, string | undefined, (text: string) => LocalizedMessage | undefined])[] = [
    ['--business', business, complaintOfBusiness],
    ['--vat-number', vatNumber, (text) => complaintOfVatNumber(text) ?? doubtOfVatNumber(text)],
    ['--operator', operator, complaintOfOperator],
    ['--tier', tier, complaintOfTier],
    ['--from', from, complaintOfDay],
    ['--url', url, (text) => (URL.canParse(text) ? undefined : { he: 'אינה כתובת.', en: 'This is no address.' })],
  ];
  for (const [flag, value, complain] of judged) {
    const complaint = value === undefined ? undefined : complain(value);
    if (complaint !== undefined) return { he: `${flag}: ${complaint.he}`, en: `${flag}: ${complaint.en}` };
  }
  return undefined;
}

function missing(flags: readonly string[]): LocalizedMessage {
  const list = flags.join(', ');
  return {
    he: `אין כאן טרמינל לשאול בו, וחסר: ${list}. ציינו אותם; עם --yes מתקבל הרגיל בכל מה שיש לו רגיל.`,
    en: `There is no terminal to ask at, and missing is: ${list}. Name them; with --yes the usual is taken wherever there is one.`,
  };
}

function usage(context: CliContext, message: LocalizedMessage, { lang }: InitOptions): number {
  context.err(`${message[lang]}\n`);
  return EXIT.usage;
}

function written(file: string, here: string, { tier, sources, vatNumber }: Answers): LocalizedMessage {
  // From another folder the configuration has to be named.
  const named = dirname(file) === here && CONFIGURATION_NAMES.includes(basename(file)) ? '' : ` --config ${file}`;
  const [check, run, connect, doctor] = ['check', 'run', 'connect', 'doctor'].map((name) => `ishur ${name}${named}`);
  const next =
    tier === 'simulator'
      ? {
          he: `${check} (בודק, לא שולח דבר)\n  ishur simulate (בחלון נפרד)\n  ${run}`,
          en: `${check} (sends nothing)\n  ishur simulate (in a window of its own)\n  ${run}`,
        }
      : {
          he: `${check} (בודק, לא שולח דבר)\n  ${connect}\n  ${doctor}\n  ${run}`,
          en: `${check} (sends nothing)\n  ${connect}\n  ${doctor}\n  ${run}`,
        };
  const dealer = tier === 'simulator' && vatNumber === DEALER_TO_TRY ? DEALER_WORDS : { he: '', en: '' };
  return {
    he: `נכתב ${file}, ובו ${sources.length === 1 ? 'מקור אחד' : `${sources.length} מקורות`}.${dealer.he}\nעכשיו:\n  ${next.he}`,
    en: `Written: ${file}, with ${sources.length === 1 ? 'one source' : `${sources.length} sources`}.${dealer.en}\nNow:\n  ${next.en}`,
  };
}

const DEALER_WORDS: LocalizedMessage = {
  he: ` מספר העוסק (${DEALER_TO_TRY}) הוא של עוסק לניסיון שהסימולטור מכיר.`,
  en: ` The dealer's number (${DEALER_TO_TRY}) is one to try with, which the simulator knows.`,
};

const LEFT_EARLY = { he: 'הופסק. דבר לא נכתב.', en: 'Left early. Nothing was written.' };

const CUT = {
  he: 'בתיקייה יש יותר קבצים ממה שנסרק. הריצו בתיקייה של המסמכים עצמם.',
  en: 'The folder holds more than was looked through. Start in the folder of the documents themselves.',
};

function noFolder(folder: string): IshurError {
  return new IshurError({
    code: 'init/no-folder',
    remedy: 'fix-config',
    message: {
      he: `אין תיקייה ${folder}, או שאין הרשאה לקרוא אותה. בדקו את שמה ואת ההרשאות.`,
      en: `There is no folder ${folder}, or it may not be read. Check its name and permissions.`,
    },
  });
}

function nothingFound(folder: string): IshurError {
  return new IshurError({
    code: 'init/nothing-found',
    remedy: 'fix-document',
    message: {
      he: `לא נמצאו בתיקייה ${folder} מסמכים שאפשר לקרוא, ודבר לא נכתב. ייצאו אליה מסמכים (CSV, מבנה אחיד או JSON), או ציינו תיקייה אחרת: ishur init FOLDER. מה לא תקין בקובץ מסוים, אומרת הפקודה ishur check FILE.`,
      en: `There are no documents in ${folder} that can be read, and nothing was written. Export some into it (CSV, the uniform file or JSON), or name another folder: ishur init FOLDER. What is wrong with a file, \`ishur check FILE\` says.`,
    },
  });
}
