import { documentType, formatHebrewDate, parseBusinessDay } from '@ishur/core';
import type { InvoiceFields } from '@ishur/contract/v1';
import { keptInOrder } from '../text/direction.ts';
import type { Cleaner } from './cleaner.ts';
import { PRINT_LIMITS } from './cleaner.ts';
import type { Fact } from './sheet.ts';
import type { Words } from './words.ts';

/** The dates of a document, in both calendars, and what it belongs to. */
export function factsOf(fields: InvoiceFields, words: Words, cleaner: Cleaner, language: 'he' | 'en'): readonly Fact[] {
  const { documentDate, producedOn, branch } = fields;
  const date = spellDate(documentDate, cleaner, 'documentDate');
  const produced = producedOn === undefined || producedOn === documentDate ? undefined : producedOn;
  return [
    { label: words.date, value: date },
    ...hebrewDate(documentDate, words),
    ...(produced === undefined ? [] : [{ label: words.producedOn, value: spellDate(produced, cleaner, 'producedOn') }]),
    ...(branch === undefined
      ? []
      : [{ label: words.branch, value: cleaner.line(branch, PRINT_LIMITS.figure, 'branch') }]),
    ...relatedOf(fields, words, cleaner, language),
  ].filter(({ value }) => value !== '');
}

/** `2026-06-30` as it is written in Israel: `30/06/2026`. */
function spellDate(text: string, cleaner: Cleaner, field: string): string {
  const day = parseBusinessDay(text);
  return day === undefined ? cleaner.line(text, PRINT_LIMITS.figure, field) : day.split('-').toReversed().join('/');
}

/** The day as it is during daylight, as the rest of Ishur counts it; no source asks for a Hebrew date on a document. */
function hebrewDate(text: string, words: Words): readonly Fact[] {
  const day = parseBusinessDay(text);
  return day === undefined ? [] : [{ label: words.hebrewDate, value: formatHebrewDate(day) }];
}

function relatedOf(
  { related = [] }: InvoiceFields,
  words: Words,
  cleaner: Cleaner,
  language: 'he' | 'en',
): readonly Fact[] {
  return related.slice(0, RELATED).map(({ as, documentType: type, reference }) => {
    const name = type === undefined ? '' : `${documentType(type)?.name[language] ?? type} `;
    const number = cleaner.line(reference, PRINT_LIMITS.reference, 'related');
    return { label: words.related[as], value: `${name}${keptInOrder(number)}` };
  });
}

/** Related documents that are named. */
const RELATED = 20;
