import { relative, sep } from 'node:path';
import { formatAmount, parseAmount } from '@ishur/core';
import type { Language } from '../language.ts';
import { forPeople, renderTable } from '../output/table.ts';
import { typeName } from '../output/words.ts';
import type { NotUnderstood, Understood } from './understand-source.ts';

/** Names of a list that are shown; the others are counted. */
const NAMES_SHOWN = 5;

/** What a source was understood to be: its files, the adapter's own words, its types and its first documents. */
export function renderUnderstood(understood: Understood, folder: string, language: Language, width?: number): string {
  const { source, notes, first, types, documents, unreadable, isCut } = understood;
  const words = WORDS[language];
  const lines = [
    source.files.length === 0
      ? `${source.id}:`
      : `${source.id}: ${words.readBy(source.adapter.id)} ${namesOf(source.files, folder, language)}`,
    ...notes.map((note) => `  ${note[language]}`),
    `  ${words.documents(documents, isCut)}${[...types].map(([code, count]) => `${typeName(code, language)}: ${count}`).join(', ')}`,
    ...(unreadable === 0 ? [] : [`  ${words.unreadable(unreadable)}`]),
  ];
  const rows = first.map(({ fields }) => [
    fields.reference,
    typeName(fields.documentType, language),
    fields.documentDate,
    fields.customer.name ?? '',
    fields.customer.vatNumber ?? '',
    shekels(fields.netAmount),
  ]);
  return `${lines.join('\n')}\n${rows.length === 0 ? '' : renderTable(words.head, rows, [5], width)}\n`;
}

/** What was known and could not be opened: it is left out, and why. */
export function renderNotUnderstood({ source, error }: NotUnderstood, folder: string, language: Language): string {
  const words = WORDS[language];
  return `${words.leftOut(source.adapter.id)} ${namesOf(source.files, folder, language)}\n  ${error.text[language]}\n\n`;
}

/** Files that nobody knows, named so that a person sees at once whether one of them matters. */
export function renderUnknown(unknown: readonly string[], folder: string, language: Language): string {
  if (unknown.length === 0) return '';
  return `${WORDS[language].unknown(unknown.length)} ${namesOf(unknown, folder, language)}\n\n`;
}

/** The same books once more. */
export function renderCopies(copies: readonly string[], folder: string, language: Language): string {
  if (copies.length === 0) return '';
  return `${WORDS[language].copies} ${namesOf(copies, folder, language)}\n\n`;
}

function namesOf(files: readonly string[], folder: string, language: Language): string {
  const names = files.slice(0, NAMES_SHOWN).map((file) => relative(folder, file).split(sep).join('/'));
  const more = files.length - names.length;
  return names.join(', ') + (more > 0 ? WORDS[language].more(more) : '');
}

/** What is no amount stands as it came. */
function shekels(text: string): string {
  const amount = parseAmount(text);
  return forPeople(amount === undefined ? text : formatAmount(amount));
}

const WORDS = {
  he: {
    readBy: (adapter: string): string => `נקרא על ידי המתאם ${adapter}:`,
    documents: (count: number, isCut: boolean): string =>
      isCut ? `יותר מ־${count} מסמכים; בראשונים: ` : count === 0 ? 'אין מסמכים.' : `מסמכים: ${count}. `,
    unreadable: (count: number): string => `שורות שלא ניתן לקרוא: ${count}. לפירוט: ishur check`,
    leftOut: (adapter: string): string => `לא נכלל, כי המתאם ${adapter} זיהה ולא הצליח לקרוא:`,
    unknown: (count: number): string =>
      count === 1 ? 'קובץ אחד שאף מתאם אינו מכיר:' : `${count} קבצים שאף מתאם אינו מכיר:`,
    copies: 'לא נכלל, כי התיקייה באותו שם נמצאת לידו:',
    more: (count: number): string => ` ועוד ${count}`,
    head: ['מספר', 'סוג', 'תאריך', 'לקוח', 'עוסק', 'לפני מע"מ'],
  },
  en: {
    readBy: (adapter: string): string => `read by the adapter ${adapter}:`,
    documents: (count: number, isCut: boolean): string =>
      isCut
        ? `more than ${count} documents; among the first: `
        : count === 0
          ? 'no documents.'
          : `documents: ${count}. `,
    unreadable: (count: number): string => `rows that cannot be read: ${count}. Details: ishur check`,
    leftOut: (adapter: string): string => `left out, because the adapter ${adapter} knows and cannot read:`,
    unknown: (count: number): string =>
      count === 1 ? 'a file that no adapter knows:' : `${count} files that no adapter knows:`,
    copies: 'left out, because the folder of the same name lies beside it:',
    more: (count: number): string => ` and ${count} more`,
    head: ['number', 'type', 'date', 'customer', 'dealer', 'net'],
  },
} as const;
