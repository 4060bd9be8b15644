import { userInfo } from 'node:os';
import { IshurError } from '@ishur/contract';
import type { CaseSummary, Ledger, Person } from '@ishur/engine';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { EXIT } from '../exit-codes.ts';
import type { Language } from '../language.ts';
import { notifyOfDeed } from '../notifying/notify-of-deed.ts';
import { openLedger } from '../open-ledger.ts';
import { standingOf } from '../output/words.ts';
import { changedDealer } from '../changed-dealer.ts';
import { findCase } from './find-case.ts';

/** Options of every command by which a person does something to a document. */
export interface PersonOptions extends CommonOptions {
  /** Who does it, as the journal names them. Default: the user of the operating system. */
  readonly by?: string;
}

/** A document in the hands of a person. */
export interface AtCase {
  readonly configuration: LoadedConfiguration;
  readonly ledger: Ledger;
  readonly business: BusinessConfiguration;
  readonly person: Person;
  readonly summary: CaseSummary;
}

/**
 * Finds the document that a person means, in a ledger that can be written, with everything that it takes to do something to it.
 *
 * @throws IshurError what finding the document throws; `cli/business-not-configured`, `config/…`, `ledger/…`.
 */
export async function atCase<Result>(
  context: CliContext,
  document: string,
  options: PersonOptions,
  work: (at: AtCase) => Promise<Result>,
): Promise<Result> {
  const configuration = await loadConfiguration(context.folder, options.config);
  await using ledger = await openLedger(configuration, context.environment, 'write');
  const summary = await findCase(ledger, document);
  const business = configuration.businesses.find(({ id }) => id === summary.business);
  if (business === undefined) throw notConfigured(summary);
  const changed = await changedDealer(ledger, business);
  if (changed !== undefined) throw changed;
  const person: Person = {
    by: options.by ?? userName(),
    ledger,
    clock: context.clock,
    business: { id: business.id, vatNumber: business.vatNumber },
    sources: business.sources.map(({ id, series }) => ({ id, ...(series !== undefined && { series }) })),
    replacementDate: configuration.asking?.replacementDate ?? 'same',
  };
  return await work({ configuration, ledger, business, person, summary });
}

/**
 * Lets a person do one thing to one document, and tells where it stands then.
 *
 * @throws IshurError `engine/not-possible` (`fix-document`) and what finding the document throws.
 */
export async function doAtCase(
  context: CliContext,
  document: string,
  options: PersonOptions,
  does: (person: Person, id: string) => Promise<CaseSummary>,
): Promise<number> {
  return atCase(context, document, options, async ({ configuration, ledger, person, summary: { id } }) => {
    const summary = await does(person, id);
    await notifyOfDeed(context, configuration, ledger, summary, options);
    if (options.json === true) context.json(summary);
    else context.out(`${standingInWords(summary, options.lang)}\n${NEXT[options.lang]}\n`);
    return EXIT.success;
  });
}

/** Which document it is, and where it stands. */
export function standingInWords(summary: CaseSummary, lang: Language): string {
  const number = summary.number === undefined ? '' : `: ${summary.number}`;
  return `${summary.id}: ${standingOf(summary)[lang]}${number}`;
}

const NEXT = {
  he: 'מה שיש לשלוח או לרשום במקור ייעשה בהרצה הבאה של ishur run.',
  en: 'What is to be sent or written to the source, the next `ishur run` does.',
};

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // Some containers know no user of their number.
    return 'somebody';
  }
}

export function notConfigured({ id, business }: CaseSummary): IshurError {
  return new IshurError({
    code: 'cli/business-not-configured',
    remedy: 'fix-config',
    message: {
      he: `המסמך ${id} שייך לעסק "${business}", שאינו בקובץ ההגדרות. הוסיפו אותו, או בחרו קובץ אחר עם --config.`,
      en: `Document ${id} belongs to business "${business}", which the configuration does not have. Add it, or choose another file with --config.`,
    },
  });
}
