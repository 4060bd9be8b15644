import { basename, resolve } from 'node:path';
import { IshurError } from '@ishur/contract';
import {
  DEFAULT_CHECK_SETTINGS,
  applyFill,
  describeOutcome,
  planFill,
  readReport,
  referenceDigits,
} from '@ishur/pcn874';
import type { EntryLetter, FillOutcome, FillPlan } from '@ishur/pcn874';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import type { BusinessConfiguration } from '../configuration/schema.ts';
import { EXIT } from '../exit-codes.ts';
import { openLedger } from '../open-ledger.ts';
import { cancelledInWords } from '../pcn874/cancelled-records.ts';
import { openLedgerLookup } from '../pcn874/ledger-lookup.ts';
import { countKinds, renderPlan } from '../pcn874/render-fill.ts';
import { bytesOfReport, lookAtReport } from '../pcn874/report-file.ts';
import { unlessLeft } from '../pcn874/unless-left.ts';
import { refuseToOverwrite, writeOut } from '../output/write-out.ts';
import { businessesInScope } from '../scope.ts';

export interface FillCommandOptions extends CommonOptions {
  readonly out?: string;
  readonly force?: boolean;
  readonly leaveOutCancelled?: boolean;
  readonly recomputeHeader?: boolean;
}

/** What a person has to sort out before the report goes out. */
const CONTRADICTIONS: ReadonlySet<FillOutcome['kind']> = new Set(['other-number', 'several', 'same-document']);

/** The ledger holds our own sales. Inputs carry the number of their supplier's invoice. */
const LETTERS: readonly EntryLetter[] = ['S', 'I'];

/**
 * `ishur pcn874 fill FILE`: the short allocation numbers of our own sales, from the ledger. Shows what it would change; writes
 * only where `--out` says. Asks nobody for a number.
 *
 * @returns 0, or 65 where a record contradicts the ledger or could be several documents.
 */
export function fillPcn874(context: CliContext, file: string, options: FillCommandOptions): Promise<number> {
  return unlessLeft(context, () => fill(context, file, options));
}

async function fill(context: CliContext, file: string, options: FillCommandOptions): Promise<number> {
  const { signal } = context;
  const input = resolve(context.folder, file);
  const output = options.out === undefined ? undefined : resolve(context.folder, options.out);
  await lookAtReport(input);
  if (output !== undefined && options.force !== true) await refuseToOverwrite(input, output);
  const configuration = await loadConfiguration(context.folder, options.config);
  const { dealer, references } = await wantedBy(input, signal);
  // It says what is wrong with a file that is no report.
  if (dealer === '') await planFill(bytesOfReport(input, signal), { candidates: () => [] });
  const businesses = businessesInScope(configuration, options).filter(
    ({ vatNumber, unionVatNumber }) => vatNumber === dealer || unionVatNumber === dealer,
  );
  if (businesses.length === 0) throw otherDealer(file, dealer, configuration.businesses);
  await using ledger = await openLedger(configuration, context.environment, 'read');
  const lookup = await openLedgerLookup(ledger, businesses, dealer, references, options.source);
  const plan = await planFill(bytesOfReport(input, signal), lookup, {
    letters: LETTERS,
    leaveOutCancelled: options.leaveOutCancelled === true,
    recomputeHeader: options.recomputeHeader === true,
  });
  tell(context, plan, basename(input), options);
  if (options.json !== true) {
    const words = cancelledInWords(plan, options.leaveOutCancelled === true, options.lang);
    for (const line of words) context.out(`${line}\n`);
  }
  if (output !== undefined) {
    await writeOut(input, output, applyFill(bytesOfReport(input, signal), plan), options.force === true);
  }
  tellWhere(context, plan, output, options);
  return plan.outcomes.some(({ kind }) => CONTRADICTIONS.has(kind)) ? EXIT.data : EXIT.success;
}

/** Whose report it is, and which numbers its sales have: what is looked up in the ledger. */
async function wantedBy(
  file: string,
  signal: AbortSignal,
): Promise<{ readonly dealer: string; readonly references: ReadonlySet<string> }> {
  const references = new Set<string>();
  let dealer = '';
  for await (const record of readReport(bytesOfReport(file, signal))) {
    if (record.kind === 'header') dealer ||= record.header?.dealer ?? '';
    const isSale = record.kind === 'entry' && LETTERS.includes(record.letter);
    const digits = isSale ? referenceDigits(record.entry?.reference ?? '') : undefined;
    if (digits !== undefined) references.add(digits);
    // The plan refuses such a file, and says why.
    if (dealer === '' || references.size > DEFAULT_CHECK_SETTINGS.mostRecords) break;
  }
  return { dealer, references };
}

function tell(context: CliContext, plan: FillPlan, name: string, { json, lang }: FillCommandOptions): void {
  if (json !== true) {
    context.out(`${name}\n${renderPlan(plan, lang, context.columns)}`);
    return;
  }
  for (const outcome of plan.outcomes) {
    const { kind, record, entry } = outcome;
    const number = 'number' in outcome ? { number: outcome.number } : {};
    const document = 'document' in outcome ? { document: outcome.document.name } : {};
    context.json({
      kind,
      record,
      reference: entry.reference,
      ...number,
      ...document,
      message: describeOutcome(outcome),
    });
  }
}

function tellWhere(
  context: CliContext,
  plan: FillPlan,
  output: string | undefined,
  { json, lang }: FillCommandOptions,
): void {
  if (json === true) {
    const { unreadable, header, newHeader, differences } = plan;
    const counts = countKinds(plan.outcomes);
    context.json({ summary: { ...counts, unreadable, header, newHeader, differences, written: output ?? null } });
    return;
  }
  const words =
    output === undefined
      ? {
          he: 'דבר לא נכתב. כדי לכתוב קובץ מלא: --out FILE',
          en: 'Nothing was written. To write the filled file: --out FILE',
        }
      : { he: `נכתב ${output}`, en: `Written: ${output}` };
  context.out(`${words[lang]}\n`);
}

function otherDealer(file: string, dealer: string, known: readonly BusinessConfiguration[]): IshurError {
  const dealers = known.map(({ id, vatNumber }) => `${id} ${vatNumber}`).join(', ');
  return new IshurError({
    code: 'pcn874/other-dealer',
    remedy: 'fix-config',
    message: {
      he: `${file}: הדוח הוא של עוסק "${dealer}", ואין כזה בקובץ ההגדרות. יש: ${dealers}.`,
      en: `${file}: the report is that of dealer "${dealer}", whom the configuration does not know. It has: ${dealers}.`,
    },
  });
}
