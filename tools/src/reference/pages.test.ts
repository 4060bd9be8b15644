import { join } from 'node:path';
import { DOCUMENT_FAULTS, DOCUMENT_TYPES, ITEM_CATEGORIES, REASONS, THRESHOLDS, VAT_RATES } from '@ishur/core';
import { AUTHORITY_CODES } from '@ishur/transport';
import { expect, test } from 'vitest';
import { authorityCodesPage } from './authority-codes-page.ts';
import { readGlossary } from './glossary.ts';
import { documentTypesPage, itemCategoriesPage, thresholdsPage, vatRatesPage } from './law-pages.ts';
import { placeOfReason } from './reason-places.ts';
import { decisionsPage, faultsPage } from './sentence-pages.ts';

/** First cells of all rows. */
function entriesOf(page: string): readonly string[] {
  return [...page.matchAll(/^\| `?([^`|]+?)`? *\|/gm)].map((match) => match[1] ?? '');
}

test.each([
  ['types of document', documentTypesPage, DOCUMENT_TYPES.map(({ code }) => String(code))],
  ['thresholds', thresholdsPage, THRESHOLDS.map(({ since }) => since)],
  ['VAT rates', vatRatesPage, VAT_RATES.map(({ since }) => since)],
  ['item categories', itemCategoriesPage, ITEM_CATEGORIES.map(({ code }) => code)],
  ['reasons and advisories', decisionsPage, Object.keys(REASONS)],
  ['faults', faultsPage, Object.keys(DOCUMENT_FAULTS)],
  ['codes of the authority', authorityCodesPage, Object.keys(AUTHORITY_CODES)],
])('the page of %s has every entry once', (_, page, entries) => {
  const found = entriesOf(page());
  for (const entry of entries) expect(found.filter((name) => name === entry)).toEqual([entry]);
});

test('details of a sentence stand as placeholders, in both languages', () => {
  expect(decisionsPage()).toMatch(/`net-above-threshold` .*‹net› ש"ח.* above the threshold of ‹threshold› NIS/);
  expect(faultsPage()).toMatch(/`document\/total-mismatch` .*‹found›.*‹expected›.*‹found›.*‹expected›/);
});

test('a threshold and a rate end on the day before the next', () => {
  expect(thresholdsPage()).toMatch(/2026-01-01 \| 2026-05-31 \| 10,000\.00 +\| 1,800\.00/);
  expect(vatRatesPage()).toMatch(/2015-10-01 \| 2024-12-31 \| 17\.00 %/);
});

test('reasons, advisories and what may be asked voluntarily are told apart by what core decides', () => {
  expect(placeOfReason('net-above-threshold')).toBe('reason');
  expect(placeOfReason('credit-note')).toBe('reason');
  expect(placeOfReason('may-be-asked')).toBe('voluntary');
  expect(placeOfReason('check-digit')).toBe('advisory');
});

test('words come from the glossary of core', () => {
  const wordOf = readGlossary(join(import.meta.dirname, '../../..'));
  expect(wordOf('held')).toMatchObject({ he: 'מעוכב', source: expect.stringContaining('API 1.4') as string });
  expect(wordOf('no such word').he).toBe('–');
});
