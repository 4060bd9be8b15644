import {
  DOCUMENT_TYPES,
  ITEM_CATEGORIES,
  ITEM_KINDS,
  RULES_VERSION,
  THRESHOLDS,
  VAT_RATES,
  addDays,
  formatAmount,
} from '@ishur/core';
import type { Agorot, BusinessDay, Dated } from '@ishur/core';
import { page, table } from './markdown.ts';

export function documentTypesPage(): string {
  return page(
    'Types of document',
    'Sources: uniform structure 1.31, appendix 1; API description 2.0 / 7.2024, table 2.5; the contract of Approval v2.',
    'A document of a type that **must have** a number needs one when the other conditions hold. For a type that the ' +
      'authority **takes**, a number may be asked for voluntarily.',
    table(
      ['number', 'Hebrew', 'English', 'must have', 'the authority takes it', 'in the uniform file'],
      DOCUMENT_TYPES.map(({ code, name, allocatable, accepted, inUniformFile }) => [
        String(code),
        name.he,
        name.en,
        yesOrNo(allocatable),
        yesOrNo(accepted),
        yesOrNo(inUniformFile),
      ]),
    ),
  );
}

export function thresholdsPage(): string {
  const last = THRESHOLDS.at(-1)?.since ?? '';
  return page(
    'Thresholds',
    `A tax invoice needs a number when its amount before VAT is strictly above the threshold of its date. Before ${last} ` +
      `there was no duty. Rules ${RULES_VERSION}.`,
    'The amount of VAT is the one that the authority’s FAQ looks at; the statute does not, so it is only told.',
    table(
      ['from', 'to', 'amount before VAT above (₪)', 'VAT of that (₪)', 'source'],
      THRESHOLDS.map((entry, index) => [
        entry.since,
        endOf(THRESHOLDS, index),
        spelled(entry.netAbove),
        spelled(entry.vatAbove),
        entry.source,
      ]),
    ),
  );
}

export function vatRatesPage(): string {
  return page(
    'VAT rates',
    'The standard rate, by the day on which the tax falls due. A credit note keeps the rate of its original.',
    table(
      ['from', 'to', 'rate', 'source'],
      VAT_RATES.map((entry, index) => [
        entry.since,
        endOf(VAT_RATES, index),
        `${formatAmount(entry.hundredths as Agorot)} %`,
        entry.source,
      ]),
    ),
  );
}

export function itemCategoriesPage(): string {
  return page(
    'Item categories',
    'Source: API description 2.0 / 7.2024, tables 2.2 (note **) and 2.4; headings shortened.',
    'A category is one digit, alone or followed by the five digits of a heading.',
    '## The first digit',
    table(
      ['digit', 'Hebrew', 'English'],
      Object.entries(ITEM_KINDS).map(([digit, name]) => [digit, name.he, name.en]),
    ),
    '## The five digits',
    table(
      ['code', 'Hebrew', 'English'],
      ITEM_CATEGORIES.map(({ code, name }) => [code, name.he, name.en]),
    ),
  );
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no';
}

/** The last day of an entry of a dated table, which runs from the newest to the oldest. */
function endOf(entries: readonly Dated[], index: number): string {
  const next: BusinessDay | undefined = entries[index - 1]?.since;
  return next === undefined ? '' : addDays(next, -1);
}

/** `12,345.60` */
function spelled(amount: Agorot): string {
  return formatAmount(amount).replaceAll(/\B(?=(\d{3})+\.)/g, ',');
}
