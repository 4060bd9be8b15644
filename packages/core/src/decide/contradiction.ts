import type { Agorot } from '../money.ts';
import { addAmounts } from '../money.ts';
import type { InvoiceDocument } from '../document.ts';
import { vatAt, vatRateOn } from '../vat-rates.ts';
import { decide } from './decide.ts';

/**
 * One shekel: what an amount to be paid may be rounded by. Cash is rounded to ten agorot; some programs round the total to a
 * whole shekel and keep the difference as a line of their own. Ours; no source draws the line.
 */
const ROUNDING = 100;

/**
 * Whether VAT is more than its rate makes of the net amount, and as much as it makes of one above the threshold: net 1,000 and
 * VAT 1,800, which is the VAT of 10,000. A credit note may have another day's rate, and is never required to have a number.
 */
export function isVatOfMore(document: InvoiceDocument): boolean {
  const { date, net, vat } = document;
  const rate = vatRateOn(date);
  if (rate === undefined || net < 0 || vat <= vatAt(rate, net) + ROUNDING) return false;
  const meant = Math.round((vat * 10_000) / rate.hundredths) as Agorot;
  return decide({ ...document, net: meant }).kind === 'required';
}

/**
 * Whether a document for which no number is required would need one if the other two of its amounts were right: net 4,000,
 * VAT 1,800 and 11,800 together. A lost digit, or a column that is another one than its name says, must not pass for a small
 * invoice: its buyer could not deduct the VAT, and nobody would know. Only `not-required` documents are asked about.
 *
 * Source: VAT Law 5736-1975, s. 47(א2)(1), by which the net amount and the VAT decide; API description 2.0 / 7.2024, table 2.1,
 * fields 20 to 22, by which the third amount is their sum.
 */
export function isContradicted(document: InvoiceDocument): boolean {
  const { net, vat, gross } = document;
  if (Math.abs(gross - addAmounts(net, vat)) <= ROUNDING) return false;
  const isRequired = (amounts: Partial<InvoiceDocument>): boolean =>
    decide({ ...document, ...amounts }).kind === 'required';
  if (isRequired({ net: (gross - vat) as Agorot })) return true;
  // Less than nothing says only that the total is wrong.
  return gross > net && isRequired({ vat: (gross - net) as Agorot });
}
