import type { InvoiceFields } from '@ishur/contract/v1';
import { parseVatNumber } from '../identifiers.ts';
import { parseAmount } from '../money.ts';

/**
 * The fields in which two states of one document differ so that a number asked for one does not fit the other: what the
 * authority records of an invoice and shows its buyer. Compared by value: `100` equals `100.00`.
 *
 * Source: API description 2.0 / 7.2024, tables 3.2 and 3.3 (what a buyer is shown, and what finds a number).
 */
export function materialDifference(asked: InvoiceFields, now: InvoiceFields): readonly string[] {
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['documentType', asked.documentType, now.documentType],
    ['reference', asked.reference, now.reference],
    ['documentDate', asked.documentDate, now.documentDate],
    ['netAmount', amount(asked.netAmount), amount(now.netAmount)],
    ['vatAmount', amount(asked.vatAmount), amount(now.vatAmount)],
    ['grossAmount', amount(asked.grossAmount), amount(now.grossAmount)],
    ['customer.vatNumber', dealer(asked.customer.vatNumber), dealer(now.customer.vatNumber)],
  ];
  return pairs.filter(([, before, after]) => before !== after).map(([path]) => path);
}

function amount(text: string): number | string {
  return parseAmount(text) ?? text;
}

function dealer(text: string | undefined): string {
  const digits = text?.trim() ?? '';
  return parseVatNumber(digits) ?? digits;
}
