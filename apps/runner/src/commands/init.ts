import { existsSync, readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import type { LocalizedMessage } from '@ishur/contract';
import type { AdapterContext } from '@ishur/contract/v1';
import { businessDayOf, parseVatNumber } from '@ishur/core';
import { parse } from 'yaml';
import { adapterNamed, loadAdapters } from '../built-in-adapters.ts';
import type { Adapters } from '../built-in-adapters.ts';
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
import { noFolder, nothingFound } from '../init/nothing-found.ts';
import { proposeByName, proposeSources } from '../init/propose-sources.ts';
import { renderCopies, renderNotUnderstood, renderUnderstood, renderUnknown } from '../init/render-understood.ts';
import { settingsOfFlags } from '../init/settings-of-flags.ts';
import { spellConfiguration } from '../init/spell-configuration.ts';
import { MISSES_COLUMNS, MOST_GUESSED, toBeSettled } from '../init/to-be-settled.ts';
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
  readonly adapter?: string;
  readonly with?: readonly string[];
}

/** `ishur init [FOLDER]`: looks at a folder, shows what it understood, asks a few questions and writes a configuration. */
export async function init(context: CliContext, where: string | undefined, options: InitOptions): Promise<number> {
  const wrong = wrongFlag(options);
  if (wrong !== undefined) return usage(context, wrong, options);
  const searched = resolve(context.folder, where ?? '.');
  const file = resolve(context.folder, options.config ?? resolve(searched, CONFIGURATION_NAMES[0] ?? ''));
  const folder = dirname(file);
  if (options.force !== true) refuseToReplace(file, options.config !== undefined);

  const looked = await look(context, searched, folder, options);
  if (looked === undefined) {
    context.err(`${LEFT_EARLY[options.lang]}\n`);
    return EXIT.interrupted;
  }
  if ('complaint' in looked) return usage(context, looked.complaint, options);
  const { understood } = looked;
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
  const isToSettle = answers.sources.some(({ toSettle }) => toSettle !== undefined);
  if (isToSettle && options.json !== true) context.err(`${TO_SETTLE[options.lang]}\n`);
  return isToSettle ? EXIT.configuration : EXIT.success;
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

type Looked = { readonly understood: readonly Understood[] } | { readonly complaint: LocalizedMessage } | undefined;

/** At the files of a folder, or at the one source that was named. */
async function look(context: CliContext, searched: string, folder: string, options: InitOptions): Promise<Looked> {
  const { lang, json, yes } = options;
  if (!isReadableFolder(searched)) throw noFolder(searched);
  const adapters = await loadAdapters(context.adapters, [], folder);
  if (options.adapter === undefined) {
    if (options.with !== undefined) return { complaint: WITH_WITHOUT_ADAPTER };
    const looked = await lookAround(context, searched, folder, adapters, options);
    const understood = looked.filter((each): each is Understood => 'documents' in each);
    return { understood: understood.length > 0 ? understood : looked.flatMap(toBeSettled) };
  }
  const adapter = adapterNamed(adapters, options.adapter);
  const flags = settingsOfFlags(options.with ?? []);
  if ('complaint' in flags) return flags;
  const { lookAtNamed } = await import('../init/look-at-named.ts');
  const mayAsk = yes !== true && json !== true;
  const found = await lookAtNamed(
    context,
    { adapter, settings: flags.settings, mayAsk, language: lang },
    worldAt(context, folder),
  );
  if (found === undefined) return undefined;
  if ('missing' in found) return { complaint: missing(found.missing) };
  if (json !== true) context.out(renderUnderstood(found, searched, lang, context.columns));
  return { understood: [found] };
}

/** Nothing is logged: what there is to say is shown. */
function worldAt({ clock }: CliContext, folder: string): AdapterContext {
  const silent = (): void => {};
  return { log: { debug: silent, info: silent, warn: silent }, clock, folder };
}

/** Shows, for every group of files that somebody knows, what it is taken for. */
async function lookAround(
  context: CliContext,
  searched: string,
  folder: string,
  adapters: Adapters,
  { lang, json }: InitOptions,
): Promise<readonly (Understood | NotUnderstood)[]> {
  const { files, isCut } = filesIn(searched);
  const { sources, unknown, copies } = proposeSources(adapters.values(), files, folder);
  const world = worldAt(context, folder);
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
  // A table whose columns have names of their own is known by its ending alone: its adapter says which it misses.
  const isNothing = looked.every((each) => 'error' in each);
  const guessed = isNothing ? proposeByName(adapters, unknown.slice(0, MOST_GUESSED), folder) : [];
  const settled: string[] = [];
  for (const source of guessed) {
    const each = await understandSource(source, world, context.signal);
    if (!('error' in each) || !MISSES_COLUMNS.test(each.error.code)) continue;
    looked.push(each);
    settled.push(...source.files);
    tell(renderNotUnderstood(each, searched, lang));
  }
  tell(
    renderUnknown(
      unknown.filter((file) => !settled.includes(file)),
      searched,
      lang,
    ),
  );
  tell(renderCopies(copies, searched, lang));
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

const WITH_WITHOUT_ADAPTER: LocalizedMessage = {
  he: '--with מתאים רק יחד עם --adapter.',
  en: '--with goes together with --adapter.',
};

const TO_SETTLE = {
  he: 'המסמכים עוד אינם נקראים: השלימו בקובץ ההגדרות את מה שחסר תחת with, ואז ishur check.',
  en: 'The documents cannot be read yet: write what is missing under `with` in the configuration, then ishur check.',
};

const LEFT_EARLY = { he: 'הופסק. דבר לא נכתב.', en: 'Left early. Nothing was written.' };

const CUT = {
  he: 'בתיקייה יש יותר קבצים ממה שנסרק. הריצו בתיקייה של המסמכים עצמם.',
  en: 'The folder holds more than was looked through. Start in the folder of the documents themselves.',
};
