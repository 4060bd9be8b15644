import type { CaseEvent } from '@ishur/core';
import { openCase } from '@ishur/engine';
import type { JournalEntry } from '@ishur/engine';
import type { CliContext, CommonOptions } from '../cli-context.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { EXIT } from '../exit-codes.ts';
import type { Language } from '../language.ts';
import { openLedger } from '../open-ledger.ts';
import { forPeople } from '../output/table.ts';
import { DECISIONS, DELIVERIES, STANDINGS, typeName } from '../output/words.ts';
import { findCase } from './find-case.ts';

/** `ishur show DOC`: the whole journal of one case, in words. */
export async function show(context: CliContext, document: string, options: CommonOptions): Promise<number> {
  const configuration = await loadConfiguration(context.folder, options.config);
  await using ledger = await openLedger(configuration);
  const summary = await findCase(ledger, document);
  const stored = await ledger.load(summary.id);
  if (stored === undefined) throw new Error(`The ledger lists case ${summary.id} and does not hold it.`);
  if (options.json === true) {
    const { state } = openCase(stored, summary.business);
    context.out(`${JSON.stringify({ id: summary.id, summary, state, journal: stored.entries })}\n`);
    return EXIT.success;
  }
  const { lang } = options;
  const lines = [
    `${summary.id}  ${typeName(summary.documentType, lang)}  ${summary.date}  ${summary.customer ?? ''}`,
    `${forPeople(summary.net)} + ${forPeople(summary.vat)} = ${forPeople(summary.gross)}`,
    STANDINGS[summary.standing][lang] + (summary.number === undefined ? '' : `: ${summary.number}`),
    '',
    ...stored.entries.flatMap((entry) => inWords(entry, lang)),
  ];
  context.out(`${lines.join('\n')}\n`);
  return EXIT.success;
}

/** Shown in Israel's time, whatever the machine's. */
const MOMENT = new Intl.DateTimeFormat('he-IL', {
  timeZone: 'Asia/Jerusalem',
  dateStyle: 'short',
  timeStyle: 'medium',
});

function inWords(entry: JournalEntry, language: Language): string[] {
  const [first = '', ...details] = eventInWords(entry.event, language);
  return [`${MOMENT.format(new Date(entry.at))}  ${first}  [${entry.by}]`, ...details.map((detail) => `    ${detail}`)];
}

function eventInWords(event: CaseEvent, language: Language): string[] {
  const say = (he: string, en: string): string => (language === 'he' ? he : en);
  switch (event.kind) {
    case 'seen': {
      const { decision } = event;
      const words = [...decision.reasons, ...decision.faults, ...decision.advisories];
      const what = DECISIONS[decision.kind][language];
      return [
        `${say('נקרא מתוך', 'read from')} ${event.source}: ${what}`,
        ...words.map(({ message }) => message[language]),
      ];
    }
    case 'id-taken':
      return [say('אין מזהה פנוי', 'no free id'), event.cause.message[language]];
    case 'asking':
      return [say(`נשמרה בקשה ${event.ask.number} ונשלחת`, `ask ${event.ask.number} saved, being sent`)];
    case 'not-sent':
      return [say('לא נשלח', 'not sent'), event.cause.message[language]];
    case 'allocated':
      return [`${say('הוקצה מספר', 'allocated')} ${event.number}`];
    case 'held':
      return [STANDINGS.held[language], ...event.faults.map(({ message }) => message[language])];
    case 'rejected':
      return [STANDINGS.rejected[language], ...event.faults.map(({ message }) => message[language])];
    case 'unconfirmed':
      return [STANDINGS.unconfirmed[language], event.cause.message[language]];
    case 'lapsed':
      return [say('התוכנית נעצרה לפני שנשמרה תשובה', 'the program stopped before an answer was saved')];
    case 'parked':
      return [STANDINGS.parked[language], event.cause.message[language]];
    case 'delivered':
      return [[DELIVERIES[event.delivery.kind][language], event.delivery.where ?? ''].join(' ').trim()];
  }
}
