import { outcomeOf } from '../checked.ts';
import type { Checked } from '../checked.ts';
import type { LocalizedMessage } from '@ishur/contract';
import { formatAmount, parseAmount } from '@ishur/core';
import type { Decision, Reason } from '@ishur/core';
import type { Language } from '../language.ts';
import { cut } from './cut.ts';
import { spellDay } from './day.ts';
import { doubtLines } from './doubts.ts';
import { located } from './located.ts';
import { forPeople, renderTable } from './table.ts';
import { documentName } from './document-name.ts';
import { OUTCOMES, typeName } from './words.ts';

/**
 * What was checked of one source: a table of all documents, then in sentences what has to be mended, what is worth a look, and
 * how the source was understood.
 */
export function renderChecked(
  name: string,
  checked: readonly Checked[],
  notes: readonly LocalizedMessage[],
  beyond: number,
  language: Language,
  width?: number,
): string {
  const say = (he: string, en: string): string => (language === 'he' ? he : en);
  const head = [
    say('מספר', 'number'),
    say('סוג', 'type'),
    say('תאריך', 'date'),
    say('לקוח', 'customer'),
    say('לפני מע"מ', 'net'),
    say('החלטה', 'decision'),
    say('למה', 'why'),
  ];
  const rows: string[][] = [];
  const toMend: string[] = [];
  const doubtful: { name: string; advisories: readonly Reason[] }[] = [];
  const counts = new Map<string, number>();
  const count = (what: string): unknown => counts.set(what, (counts.get(what) ?? 0) + 1);
  for (const each of checked) {
    if (each.kind === 'unreadable') {
      count(say('לא ניתן לקרוא', 'cannot be read'));
      toMend.push(...each.item.faults.map(({ message }) => located(each.item.where, message[language])));
      continue;
    }
    const { fields } = each.document;
    const { decision } = each.assessment;
    const outcome = outcomeOf(each);
    count(OUTCOMES[outcome][language]);
    const called = documentName(fields);
    // What is wrong with a draft is wrong while it is one: nobody asks for it yet.
    if (outcome === 'invalid') toMend.push(...decision.faults.map(({ message }) => `${called}: ${message[language]}`));
    if (decision.advisories.length > 0) doubtful.push({ name: called, advisories: decision.advisories });
    rows.push([
      fields.reference,
      typeName(fields.documentType, language),
      spellDay(fields.documentDate, language),
      fields.customer.name ?? '',
      forPeople(shekels(fields.netAmount)),
      OUTCOMES[outcome][language],
      tellingReason(decision)?.[language] ?? '',
    ]);
  }
  const totals = [...counts].map(([what, number]) => `${what}: ${number}`).join(', ');
  return [
    `${name}\n${renderTable(head, rows, [4], width)}${totals}\n`,
    ...block(
      say('לתיקון במקור, ואחר כך להריץ שוב', 'To be mended in the source; then run again'),
      cut(toMend, beyond, language),
    ),
    ...block(say('כדאי לבדוק', 'Worth checking'), doubtLines(doubtful, language)),
    ...block(
      say('כך הובן המקור', 'How the source was understood'),
      notes.map((note) => note[language]),
    ),
  ].join('\n');
}

function block(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${heading}\n${lines.map((line) => `  ${line}\n`).join('')}`];
}

/** `9,000` in the source is `9,000.00` here; what is no amount stands as it came. */
function shekels(text: string): string {
  const amount = parseAmount(text);
  return amount === undefined ? text : formatAmount(amount);
}

/** The one sentence that tells most: what is wrong, else by how much it is above the threshold, else what fails first. */
function tellingReason({ faults, reasons }: Decision): LocalizedMessage | undefined {
  const amount = reasons.find(({ code }) => code === 'net-above-threshold');
  return (faults[0] ?? amount ?? reasons[0])?.message;
}
