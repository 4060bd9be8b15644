import { attentionTo, businessDayOf } from '@ishur/core';
import { openCase, redactJournal } from '@ishur/engine';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { EXIT } from '../exit-codes.ts';
import { openLedger } from '../open-ledger.ts';
import { attentionInWords, namedIn } from '../output/attention-words.ts';
import { spellDay } from '../output/day.ts';
import { forPeople } from '../output/table.ts';
import { inWords } from '../output/journal-words.ts';
import { standingOf, typeName } from '../output/words.ts';
import { findCase } from './find-case.ts';

export interface ShowOptions extends CommonOptions {
  /** Without what tells who the customer is, for whoever helps from outside. */
  readonly redacted?: boolean;
}

/** `ishur show DOC`: what of one case waits for a person, and its whole journal, in words. */
export async function show(context: CliContext, document: string, options: ShowOptions): Promise<number> {
  const configuration = await loadConfiguration(context.folder, options.config);
  await using ledger = await openLedger(configuration, context.environment, 'read');
  const summary = await findCase(ledger, document);
  const stored = await ledger.load(summary.id);
  if (stored === undefined) throw new Error(`The ledger lists case ${summary.id} and does not hold it.`);
  const journal = options.redacted === true ? redactJournal(stored.entries) : stored.entries;
  const customer = options.redacted === true ? undefined : summary.customer;
  const { state } = openCase(stored, summary.business);
  const attentions = state === undefined ? [] : attentionTo(state, businessDayOf(context.clock.now()));
  // What the authority or a source said may quote the document.
  const shown = options.redacted === true ? attentions.map((each) => ({ ...each, details: [] })) : attentions;
  if (options.json === true) {
    // The state is folded from the journal, with everything that is masked there.
    const whole = options.redacted === true ? {} : { state };
    context.json({
      id: summary.id,
      summary: { ...summary, customer },
      attention: shown.map((each) => namedIn(each, summary.id)),
      ...whole,
      journal,
    });
    return EXIT.success;
  }
  const { lang } = options;
  const lines = [
    `${summary.id}  ${typeName(summary.documentType, lang)}  ${spellDay(summary.date, options.lang)}  ${customer ?? ''}`,
    `${forPeople(summary.net)} + ${forPeople(summary.vat)} = ${forPeople(summary.gross)}`,
    standingOf(summary)[lang] + (summary.number === undefined ? '' : `: ${summary.number}`),
    '',
    ...shown.flatMap((attention) => [...attentionInWords(attention, summary.id, lang), '']),
    ...journal.flatMap((entry) => inWords(entry, lang)),
  ];
  context.out(`${lines.join('\n')}\n`);
  return EXIT.success;
}
