import type { Checked } from '../checked.ts';
import type { LocalizedMessage } from '@ishur/contract';
import type { Decision } from '@ishur/core';
import type { Language } from '../language.ts';
import { located } from './located.ts';
import { forPeople, renderTable } from './table.ts';
import { DECISIONS, NEXT_STEPS, typeName } from './words.ts';

/** What was checked of one source: a table of all documents, then what has to be mended, in sentences. */
export function renderChecked(name: string, checked: readonly Checked[], language: Language): string {
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
    count(DECISIONS[decision.kind][language]);
    toMend.push(...decision.faults.map(({ message }) => `${each.document.ref}: ${message[language]}`));
    rows.push([
      fields.reference,
      typeName(fields.documentType, language),
      fields.documentDate,
      fields.customer.name ?? '',
      forPeople(fields.netAmount),
      DECISIONS[decision.kind][language],
      tellingReason(decision)?.[language] ?? '',
    ]);
  }
  const totals = [...counts].map(([what, number]) => `${number} ${what}`).join(', ');
  const mend =
    toMend.length === 0
      ? ''
      : `${NEXT_STEPS.unreadable?.[language] ?? ''}:\n${toMend.map((line) => `  ${line}\n`).join('')}`;
  return `${name}\n${renderTable(head, rows, [4])}${totals}\n${mend}`;
}

/** The one sentence that tells most: what is wrong, else by how much it is above the threshold, else what fails first. */
function tellingReason({ faults, reasons }: Decision): LocalizedMessage | undefined {
  const amount = reasons.find(({ code }) => code === 'net-above-threshold');
  return (faults[0] ?? amount ?? reasons[0])?.message;
}
