import { parseAmount, parseBusinessDay, vatAt, vatRateOn } from '@ishur/core';
import type { InvoiceFields } from '@ishur/contract/v1';
import type { Cleaner } from './cleaner.ts';
import { PRINT_LIMITS } from './cleaner.ts';
import type { Total } from './sheet.ts';
import { spellAmountText, spellQuantity } from './spell-number.ts';
import type { Words } from './words.ts';

/** The amounts at the foot, as the source says them: nothing is computed, so nothing can differ from what was asked for. */
export function buildTotals(fields: InvoiceFields, words: Words, cleaner: Cleaner): readonly Total[] {
  const { amountBeforeDiscount, discount, netAmount, vatAmount, grossAmount } = fields;
  const amount = (text: string, field: string): string =>
    spellAmountText(cleaner.line(text, PRINT_LIMITS.figure, field));
  const isDiscounted = discount !== undefined && parseAmount(discount) !== 0;
  return [
    ...(isDiscounted && amountBeforeDiscount !== undefined
      ? [{ label: words.beforeDiscount, amount: amount(amountBeforeDiscount, 'amountBeforeDiscount') }]
      : []),
    ...(isDiscounted ? [{ label: words.documentDiscount, amount: amount(discount, 'discount') }] : []),
    { label: words.net, amount: amount(netAmount, 'netAmount') },
    { label: vatLabel(fields, words), amount: amount(vatAmount, 'vatAmount') },
    { label: words.gross, amount: amount(grossAmount, 'grossAmount'), isLast: true },
  ];
}

/**
 * «מע"מ 18%», where that is certain: all lines say one rate, or the amounts are those of the rate in force on the day. A credit
 * note keeps the rate of its original and lines may differ, so that otherwise no rate is claimed.
 */
function vatLabel(fields: InvoiceFields, words: Words): string {
  const stated = new Set((fields.items ?? []).map(({ vatRate }) => vatRate));
  const [only] = stated;
  if (stated.size === 1 && only !== undefined && /^\d+(\.\d+)?$/.test(only))
    return withRate(words, spellQuantity(only));
  const [net, vat] = [parseAmount(fields.netAmount), parseAmount(fields.vatAmount)];
  const day = parseBusinessDay(fields.documentDate);
  const rate = day === undefined ? undefined : vatRateOn(day);
  if (net === undefined || vat === undefined || rate === undefined || stated.size > 1) return words.vat;
  if (vat === 0) return withRate(words, '0');
  return vatAt(rate, net) === vat ? withRate(words, String(rate.hundredths / 100)) : words.vat;
}

function withRate(words: Words, percent: string): string {
  return `${words.vat} ${percent}%`;
}
