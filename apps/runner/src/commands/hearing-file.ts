import { join, resolve } from 'node:path';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { EXIT } from '../exit-codes.ts';
import { gatherHearingFile } from '../hearing-file/gather.ts';
import type { HearingFile } from '../hearing-file/gather.ts';
import { renderHearingFile } from '../hearing-file/render.ts';
import { writeFiles } from '../hearing-file/write-files.ts';
import { openLedger } from '../open-ledger.ts';
import { findCase } from './find-case.ts';
import { notConfigured } from './person-at-case.ts';

export interface HearingFileOptions extends CommonOptions {
  /** The folder into which the file goes. */
  readonly out: string;
}

/** The names of what is written. The page comes last: when it is there, all is. */
const NAMES = { documents: 'documents.json', journal: 'journal.json', page: 'hearing-file.html' } as const;

/** `ishur hearing-file DOC --out FOLDER`: all that is known of a held document, for whoever goes to its hearing. */
export async function hearingFile(context: CliContext, document: string, options: HearingFileOptions): Promise<number> {
  const configuration = await loadConfiguration(context.folder, options.config);
  await using ledger = await openLedger(configuration, context.environment, 'read');
  const summary = await findCase(ledger, document);
  const business = configuration.businesses.find(({ id }) => id === summary.business);
  if (business === undefined) throw notConfigured(summary);
  const file = await gatherHearingFile(ledger, summary, business);
  const now = context.clock.now();
  const folder = resolve(context.folder, options.out);
  await writeFiles(folder, [
    { name: NAMES.documents, text: asJson(documentsOf(file, now)) },
    { name: NAMES.journal, text: asJson(journalOf(file)) },
    { name: NAMES.page, text: renderHearingFile(file, now) },
  ]);
  const files = Object.values(NAMES).map((name) => join(folder, name));
  if (options.json === true) context.json({ id: summary.id, folder, files });
  else context.out(`${WRITTEN[options.lang]}\n${files.map((name) => `  ${name}\n`).join('')}${NOTE[options.lang]}\n`);
  return EXIT.success;
}

function asJson(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Everything but the journal, for a program. */
function documentsOf(
  { tier, vatNumber, issuer, summary, state, documents, reasons, ways, deadlines }: HearingFile,
  now: Date,
): object {
  const { hearing, choice, invoiceId } = state;
  return {
    version: 1,
    madeAt: now.toISOString(),
    tier,
    business: summary.business,
    vatNumber,
    issuer,
    case: summary.id,
    invoiceId,
    standing: summary.standing,
    reasons,
    ways,
    choice,
    hearing,
    deadlines,
    documents,
  };
}

/** Redacted, with the hashes of the entries as they are kept: a redacted entry does not fit its hash. */
function journalOf({ tier, summary, journal }: HearingFile): object {
  return { version: 1, tier, case: summary.id, head: journal.at(-1)?.hash, entries: journal };
}

const WRITTEN = { he: 'תיק השימוע נכתב:', en: 'The hearing file was written:' };
const NOTE = {
  he: 'התיק מכיל פרטי לקוח (מלבד ביומן). שמרו עליו בהתאם.',
  en: "It holds the customer's details (not in the journal). Keep it accordingly.",
};
