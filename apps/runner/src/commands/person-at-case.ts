import { userInfo } from 'node:os';
import { IshurError } from '@ishur/contract';
import type { CaseSummary, Person } from '@ishur/engine';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { EXIT } from '../exit-codes.ts';
import { openLedger } from '../open-ledger.ts';
import { STANDINGS } from '../output/words.ts';
import { changedDealer } from '../changed-dealer.ts';
import { findCase } from './find-case.ts';

/** Options of every command by which a person does something to a document. */
export interface PersonOptions extends CommonOptions {
  /** Who does it, as the journal names them. Default: the user of the operating system. */
  readonly by?: string;
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
  const configuration = await loadConfiguration(context.folder, options.config);
  await using ledger = await openLedger(configuration, context.environment, 'write');
  const found = await findCase(ledger, document);
  const business = configuration.businesses.find(({ id }) => id === found.business);
  if (business === undefined) throw notConfigured(found);
  const changed = await changedDealer(ledger, business);
  if (changed !== undefined) throw changed;
  const summary = await does(
    {
      by: options.by ?? userName(),
      ledger,
      clock: context.clock,
      business: { id: business.id, vatNumber: business.vatNumber },
      sources: business.sources.map(({ id, series }) => ({ id, ...(series !== undefined && { series }) })),
    },
    found.id,
  );
  if (options.json === true) context.json(summary);
  else {
    const number = summary.number === undefined ? '' : `: ${summary.number}`;
    context.out(`${summary.id}: ${STANDINGS[summary.standing][options.lang]}${number}\n${NEXT[options.lang]}\n`);
  }
  return EXIT.success;
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

function notConfigured({ id, business }: CaseSummary): IshurError {
  return new IshurError({
    code: 'cli/business-not-configured',
    remedy: 'fix-config',
    message: {
      he: `המסמך ${id} שייך לעסק "${business}", שאינו בקובץ ההגדרות. הוסיפו אותו, או בחרו קובץ אחר עם --config.`,
      en: `Document ${id} belongs to business "${business}", which the configuration does not have. Add it, or choose another file with --config.`,
    },
  });
}
