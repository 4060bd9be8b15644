import { openCase, redactJournal } from '@ishur/engine';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { EXIT } from '../exit-codes.ts';
import { openLedger } from '../open-ledger.ts';
import { forPeople } from '../output/table.ts';
import { inWords } from '../output/journal-words.ts';
import { STANDINGS, typeName } from '../output/words.ts';
import { findCase } from './find-case.ts';

export interface ShowOptions extends CommonOptions {
  /** Without what tells who the customer is, for whoever helps from outside. */
  readonly redacted?: boolean;
}

/** `ishur show DOC`: the whole journal of one case, in words. */
export async function show(context: CliContext, document: string, options: ShowOptions): Promise<number> {
  const configuration = await loadConfiguration(context.folder, options.config);
  await using ledger = await openLedger(configuration, context.environment, 'read');
  const summary = await findCase(ledger, document);
  const stored = await ledger.load(summary.id);
  if (stored === undefined) throw new Error(`The ledger lists case ${summary.id} and does not hold it.`);
  const journal = options.redacted === true ? redactJournal(stored.entries) : stored.entries;
  const customer = options.redacted === true ? undefined : summary.customer;
  if (options.json === true) {
    // The state is folded from the journal, with everything that is masked there.
    const { state } = openCase(stored, summary.business);
    const whole = options.redacted === true ? {} : { state };
    context.json({ id: summary.id, summary: { ...summary, customer }, ...whole, journal });
    return EXIT.success;
  }
  const { lang } = options;
  const lines = [
    `${summary.id}  ${typeName(summary.documentType, lang)}  ${summary.date}  ${customer ?? ''}`,
    `${forPeople(summary.net)} + ${forPeople(summary.vat)} = ${forPeople(summary.gross)}`,
    STANDINGS[summary.standing][lang] + (summary.number === undefined ? '' : `: ${summary.number}`),
    '',
    ...journal.flatMap((entry) => inWords(entry, lang)),
  ];
  context.out(`${lines.join('\n')}\n`);
  return EXIT.success;
}
