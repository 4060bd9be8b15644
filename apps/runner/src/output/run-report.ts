import { shortNumber } from '@ishur/core';
import type { AllocationNumber } from '@ishur/core';
import type { CaseSummary } from '@ishur/engine';
import type { BusinessRun } from '../business-run.ts';
import type { Language } from '../language.ts';
import { cut } from './cut.ts';
import { spellDay } from './day.ts';
import { doubtLines } from './doubts.ts';
import { documentName } from './document-name.ts';
import { located } from './located.ts';
import { renderStatus } from './status-table.ts';
import { forPeople, renderTable } from './table.ts';
import { DELIVERIES, standingOf, typeName } from './words.ts';

/** What a run came to, for an accountant: figures, then the new numbers, then what waits for somebody. */
export function renderRun(run: BusinessRun, language: Language, width?: number): string {
  const { business } = run;
  const words = WORDS[language];
  const parts = [`${words.asked(business.id, run.asked)}\n${renderStatus(business, run, language, width)}`];
  if (run.numbered.length > 0) {
    const rows = run.numbered.map((summary) => numberRow(summary, language));
    const table = renderTable(words.head, rows, [4], width);
    const others = run.beyond.numbered > 0 ? `  ${words.more(run.beyond.numbered)}\n` : '';
    parts.push(`${words.numbers}\n${table}${others}`);
  }
  const more = (beyond: number): string[] => (beyond > 0 ? [words.more(beyond)] : []);
  const waiting = run.waiting.map(({ summary, words: why }) => {
    const sentences = why.map((message) => message[language]).join(' ');
    return `${nameOf(summary)}: ${standingOf(summary)[language]}. ${sentences}`.trim();
  });
  const rows = run.unreadable.flatMap(({ where, faults }) =>
    faults.map(({ message }) => located(where, message[language])),
  );
  const unreadable = cut(rows, run.unreadableBeyond, language);
  const doubtful = run.doubtful.map(({ summary, advisories }) => ({ name: nameOf(summary), advisories }));
  const assumed = run.assumed.map((each) => words.assumed(each.source, each.documents, each.message[language]));
  const doubts = [...assumed, ...doubtLines(doubtful, language)];
  const failures = run.failures.map(
    ({ source, error }) => `${source === undefined ? '' : `${source}: `}${error.text[language]}`,
  );
  if (run.isSimulated && run.failures.some(({ error }) => error.code === 'transport/refused')) {
    failures.push(words.simulate);
  }
  if (run.failuresBeyond > 0) failures.push(words.moreFailures(run.failuresBeyond));
  const reminder = run.reminder === undefined ? [] : [run.reminder.message[language]];
  const onTheirWay = run.notBrought > 0 ? [words.notBrought(run.notBrought)] : [];
  if (run.failures.some(({ error }) => error.code === 'engine/source-failed')) failures.push(words.debug);
  const unseen = run.notLookedAt > 0 ? [words.notLookedAt(run.notLookedAt)] : [];
  parts.push(
    ...block(words.login, reminder),
    ...block(words.person, [...waiting, ...more(run.beyond.waiting), ...onTheirWay, ...unreadable]),
    ...block(words.doubts, [...doubts, ...more(run.beyond.doubtful), ...unseen]),
    ...block(words.failures, failures),
  );
  return `${parts.join('\n')}\n`;
}

/** A heading with its lines, each said once; nothing where there are none. */
function block(heading: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [`${heading}\n${[...new Set(lines)].map((line) => `  ${line}\n`).join('')}`];
}

function nameOf(summary: CaseSummary): string {
  return documentName({ ...summary, customer: { name: summary.customer } });
}

function numberRow(summary: CaseSummary, language: Language): string[] {
  const number = summary.number ?? '';
  return [
    summary.reference,
    typeName(summary.documentType, language),
    spellDay(summary.date, language),
    summary.customer ?? '',
    forPeople(summary.net),
    number,
    shortNumber(number as AllocationNumber),
    summary.places.map(({ delivery }) => DELIVERIES[delivery][language]).join(', '),
  ];
}

const WORDS = {
  he: {
    asked: (business: string, asked: number): string =>
      asked === 1 ? `${business}: נשלחה בהרצה הזאת בקשה אחת` : `${business}: נשלחו בהרצה הזאת ${asked} בקשות`,
    more: (count: number): string => `ועוד ${count}: ishur list`,
    moreFailures: (count: number): string => `ועוד ${count} תקלות מאותם סוגים`,
    numbers: 'מספרי הקצאה שהתקבלו עכשיו',
    person: 'ממתין לכם',
    login: 'ההתחברות לרשות המסים',
    notLookedAt: (count: number): string =>
      `ועוד ${count} מסמכים שלא נדרש להם מספר ולא פורטו כאן: ishur check מראה מה כדאי לבדוק בהם`,
    doubts: 'כדאי לבדוק',
    assumed: (source: string, count: number, message: string): string =>
      `${source} (${count === 1 ? 'מסמך אחד' : `${count} מסמכים`}): ${message}`,
    notBrought: (count: number): string =>
      count === 1
        ? 'מספר אחד עדיין לא נרשם במקור. הוא שמור, ויימסר לו שוב בהרצה הבאה.'
        : `${count} מספרים עדיין לא נרשמו במקור. הם שמורים, ויימסרו לו שוב בהרצה הבאה.`,
    debug: 'למי שכותב את המתאם: עם ISHUR_DEBUG=1 מוצגת גם הסיבה.',
    simulate: 'הסימולטור אינו פועל. הפעילו אותו בחלון אחר: ishur simulate',
    failures: 'תקלות',
    head: ['מספר', 'סוג', 'תאריך', 'לקוח', 'לפני מע"מ', 'מספר הקצאה', 'מקוצר', 'במקור'],
  },
  en: {
    asked: (business: string, asked: number): string => `${business}: asked for in this run: ${asked}`,
    more: (count: number): string => `and ${count} more: ishur list`,
    moreFailures: (count: number): string => `and ${count} more of the same kinds`,
    numbers: 'Allocation numbers that came now',
    person: 'What waits for you',
    login: 'The log-in to the Tax Authority',
    notLookedAt: (count: number): string =>
      `and ${count} documents that need no number and are not told here: ishur check shows what is worth a look`,
    doubts: 'Worth checking',
    assumed: (source: string, count: number, message: string): string =>
      `${source} (${count === 1 ? '1 document' : `${count} documents`}): ${message}`,
    notBrought: (count: number): string =>
      `not yet brought to the source: ${count}. They are kept, and offered again in the next run.`,
    debug: "For the adapter's author: with ISHUR_DEBUG=1 the cause is shown.",
    simulate: 'The simulator does not run. Start it in another window: ishur simulate',
    failures: 'What failed',
    head: ['number', 'type', 'date', 'customer', 'net', 'allocation number', 'short', 'at the source'],
  },
} as const;
