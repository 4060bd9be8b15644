import { shortNumber } from '@ishur/core';
import type { AllocationNumber } from '@ishur/core';
import type { BusinessRun } from '../business-run.ts';
import type { Language } from '../language.ts';
import { located } from './located.ts';
import { renderStatus } from './status-table.ts';
import { forPeople, renderTable } from './table.ts';
import { DELIVERIES, STANDINGS, typeName } from './words.ts';

/** What a run came to, for an accountant: figures, then numbers, then what waits for somebody. */
export function renderRun(run: BusinessRun, language: Language): string {
  const { business, status, asked } = run;
  const words = {
    he: {
      asked: `${business.id}: נשלחו בהרצה הזאת ${asked} בקשות`,
      failures: 'תקלות',
      numbers: 'מספרי ההקצאה',
      person: 'ממתין לכם',
    },
    en: {
      asked: `${business.id}: asked for in this run: ${asked}`,
      failures: 'What failed',
      numbers: 'Allocation numbers',
      person: 'What waits for you',
    },
  }[language];
  const parts = [`${words.asked}\n${renderStatus(business, status, language)}`];
  const numbers = numberRows(run, language);
  if (numbers.rows.length > 0) parts.push(`${words.numbers}\n${renderTable(numbers.head, numbers.rows, [4])}`);
  const person = personRows(run, language);
  if (person.length > 0) parts.push(`${words.person}\n${person.map((line) => `  ${line}\n`).join('')}`);
  const failures = run.failures.map(
    ({ source, error }) => `  ${source === undefined ? '' : `${source}: `}${error.text[language]}\n`,
  );
  if (failures.length > 0) parts.push(`${words.failures}\n${[...new Set(failures)].join('')}`);
  return `${parts.join('\n')}\n`;
}

function numberRows(
  run: BusinessRun,
  language: Language,
): { readonly head: readonly string[]; readonly rows: string[][] } {
  const head = {
    he: ['מספר', 'סוג', 'תאריך', 'לקוח', 'לפני מע"מ', 'מספר הקצאה', 'מקוצר', 'במקור'],
    en: ['number', 'type', 'date', 'customer', 'net', 'allocation number', 'short', 'at the source'],
  }[language];
  const rows = run.cases.flatMap(({ summary }) => {
    if (summary.number === undefined) return [];
    return [
      [
        summary.reference,
        typeName(summary.documentType, language),
        summary.date,
        summary.customer ?? '',
        forPeople(summary.net),
        summary.number,
        shortNumber(summary.number as AllocationNumber),
        summary.places.map(({ delivery }) => DELIVERIES[delivery][language]).join(', '),
      ],
    ];
  });
  return { head, rows };
}

/** What needs somebody, in sentences: the document, where it stands, and what is wrong with it. */
function personRows(run: BusinessRun, language: Language): string[] {
  const documents = run.cases
    .filter(({ summary }) => !['allocated', 'queued'].includes(summary.bucket))
    .flatMap(({ summary, faults }) => {
      const name = `${summary.documentType}:${summary.reference} ${summary.customer ?? ''}`.trim();
      const words = faults.map(({ message }) => message[language]).join(' ');
      return [`${name}: ${STANDINGS[summary.standing][language]}. ${words}`.trim()];
    });
  const rows = run.unreadable.flatMap(({ where, faults }) =>
    faults.map(({ message }) => located(where, message[language])),
  );
  return [...documents, ...rows];
}
