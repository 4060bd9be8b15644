import type { Fault } from '@ishur/contract';
import { decide } from '../decide/decide.ts';
import type { InvoiceDocument } from '../document.ts';
import { addAmounts } from '../money.ts';
import type { Agorot } from '../money.ts';
import { vatAt, vatRateOn } from '../vat-rates.ts';
import { totalMismatch, vatAboveRate } from './validate.ts';

/**
 * One shekel: what an amount to be paid may be rounded by. Cash is rounded to ten agorot; some programs round the total to a
 * whole shekel and keep the difference as a line of their own. Ours; no source draws the line.
 */
const ROUNDING = 100;

/**
 * What is wrong with the amounts of a document for which no number is required, if by its other amounts one would be. A lost
 * digit, or a column that is another one than its name says, must not pass for a small invoice: its buyer could not deduct the
 * VAT, and nobody would know. Only `not-required` documents are asked about.
 *
 * Source: VAT Law 5736-1975, s. 47(א2)(1), by which the net amount and the VAT decide; API description 2.0 / 7.2024, table 2.1,
 * fields 20 to 22, by which the third amount is their sum; Tax Authority error 436, by which VAT is at most that of its rate.
 */
export function contradictionOf(document: InvoiceDocument): Fault | undefined {
  if (isTotalOfMore(document)) return totalMismatch(document);
  return isVatOfMore(document) ? vatAboveRate(document) : undefined;
}

/** Net 4,000, VAT 1,800 and 11,800 together; or VAT 0, and a total that holds some. */
function isTotalOfMore(document: InvoiceDocument): boolean {
  const { net, vat, gross } = document;
  if (Math.abs(gross - addAmounts(net, vat)) <= ROUNDING) return false;
  if (isRequired({ ...document, net: (gross - vat) as Agorot })) return true;
  // A total that is less than its net amount says only that the total is wrong.
  return gross > net && isRequired({ ...document, vat: (gross - net) as Agorot });
}

/** Net 1,000 and VAT 1,800, which is the VAT of 10,000. */
function isVatOfMore(document: InvoiceDocument): boolean {
  const { date, net, vat } = document;
  const rate = vatRateOn(date);
  if (rate === undefined || net < 0 || vat <= vatAt(rate, net) + ROUNDING) return false;
  return isRequired({ ...document, net: Math.round((vat * 10_000) / rate.hundredths) as Agorot });
}

function isRequired(document: InvoiceDocument): boolean {
  return decide(document).kind === 'required';
}
