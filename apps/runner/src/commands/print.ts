import { extname, resolve } from 'node:path';
import { replaceFile } from '@ishur/adapter-kit';
import type { LocalizedMessage } from '@ishur/contract';
import { openCase } from '@ishur/engine';
import type { Mark, Paper, PrintOptions as PaperOptions, PrintWarning } from '@ishur/printing';
import { changedDealer } from '../changed-dealer.ts';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { EXIT } from '../exit-codes.ts';
import type { Language } from '../language.ts';
import { openLedger } from '../open-ledger.ts';
import { whatToPrint } from '../printing/what-to-print.ts';
import { refuseToOverwrite } from '../output/write-out.ts';
import { findCase } from './find-case.ts';
import { notConfigured } from './person-at-case.ts';

export interface PrintOptions extends CommonOptions {
  /** Ends in `.pdf` or `.html`. */
  readonly out?: string;
  /** Write over a file that is there. */
  readonly force?: boolean;
  readonly slip?: boolean;
  readonly copy?: boolean;
  readonly certifiedCopy?: boolean;
  readonly shortNumber?: boolean;
  /** The language of the paper; that of the command is another matter. */
  readonly paper?: Language;
}

/** `ishur print DOC --out FILE`: a document of the ledger with its number and notices, as PDF or HTML. */
export async function print(context: CliContext, document: string, options: PrintOptions): Promise<number> {
  const format = formatOf(options.out);
  if (options.out === undefined || format === undefined) {
    context.err(`${WHERE_TO[options.lang]}\n`);
    return EXIT.usage;
  }
  const configuration = await loadConfiguration(context.folder, options.config);
  const file = resolve(context.folder, options.out);
  // It may be the one that was signed, or sent.
  if (options.force !== true) await refuseToOverwrite(configuration.file, file);
  await using ledger = await openLedger(configuration, context.environment, 'read');
  const summary = await findCase(ledger, document);
  const business = configuration.businesses.find(({ id }) => id === summary.business);
  if (business === undefined) throw notConfigured(summary);
  const changed = await changedDealer(ledger, business);
  if (changed !== undefined) throw changed;
  const stored = await ledger.load(summary.id);
  const state = stored === undefined ? undefined : openCase(stored, summary.business).state;
  if (state === undefined) throw new Error(`The ledger lists case ${summary.id} and does not hold it.`);
  const { fields, number, notices } = whatToPrint(state, summary.id);
  const paper = { fields, issuer: issuerOf(business, fields.issuerVatNumber), settlement: { number, notices } };
  const { content, warnings } = await render(paper, format, options, context.clock.now());
  await replaceFile(file, [Buffer.from(content)], { mode: PAPER });
  const told: readonly Told[] = business.issuer?.name === undefined ? [...warnings, unnamed(business)] : warnings;
  if (options.json === true) context.json({ id: summary.id, file, format, number, notices, warnings: told });
  else context.out(`${{ he: `נכתב ${file}`, en: `Written: ${file}` }[options.lang]}\n`);
  for (const { message } of told) context.err(`${message[options.lang]}\n`);
  return EXIT.success;
}

/** As any file of this person: what is printed is meant for others. */
const PAPER = 0o666;

type Format = 'pdf' | 'html';

function formatOf(file: string | undefined): Format | undefined {
  const extension = extname(file ?? '').toLowerCase();
  if (extension === '.pdf') return 'pdf';
  return extension === '.html' || extension === '.htm' ? 'html' : undefined;
}

async function render(
  paper: Paper,
  format: Format,
  { slip = false, shortNumber = false, paper: language = 'he', ...options }: PrintOptions,
  createdOn: Date,
): Promise<{ readonly content: Uint8Array | string; readonly warnings: readonly PrintWarning[] }> {
  const printing = await import('@ishur/printing');
  const mark = markOf(options);
  const look: PaperOptions = { language, mark, number: shortNumber ? 'short' : 'whole' };
  if (format === 'html') {
    const { html, warnings } = slip ? printing.renderSlipHtml(paper, look) : printing.renderHtml(paper, look);
    return { content: html, warnings };
  }
  const renderPdf = slip ? printing.renderSlipPdf : printing.renderPdf;
  const { bytes, warnings } = await renderPdf(paper, { ...look, createdOn });
  return { content: bytes, warnings };
}

/** Never the original: only the software that keeps the books may print that, and only once. */
function markOf({ copy, certifiedCopy }: Pick<PrintOptions, 'copy' | 'certifiedCopy'>): Mark | undefined {
  if (certifiedCopy === true) return 'certified-copy';
  return copy === true ? 'copy' : undefined;
}

function issuerOf({ issuer, vatNumber }: BusinessConfiguration, ofDocument: string | undefined): Paper['issuer'] {
  return { ...issuer, name: issuer?.name ?? '', vatNumber: ofDocument ?? vatNumber };
}

interface Told {
  readonly code: string;
  readonly message: LocalizedMessage;
}

function unnamed({ id }: BusinessConfiguration): Told {
  return {
    code: 'print/issuer-unnamed',
    message: {
      he: `על המסמך אין שם וכתובת של העסק "${id}", כי הם אינם בקובץ ההגדרות. הוסיפו לעסק issuer עם name ו־address.`,
      en: `The document bears neither name nor address of business "${id}", because the configuration does not have them. Add issuer with name and address to the business.`,
    },
  };
}

const WHERE_TO: LocalizedMessage = {
  he: 'ציינו ב־--out קובץ שמסתיים ב־‎.pdf או ב־‎.html.',
  en: 'Name a file that ends in .pdf or .html with --out.',
};
