import type { Fault } from '@ishur/contract';
import { isContradicted, isVatOfMore } from '../decide/contradiction.ts';
import type { InvoiceDocument } from '../document.ts';
import { totalMismatch, vatAboveRate } from './validate.ts';

/** What is wrong with the amounts of a document for which no number is required, if by the others one would be. */
export function contradictionOf(document: InvoiceDocument): Fault | undefined {
  if (isContradicted(document)) return totalMismatch(document);
  return isVatOfMore(document) ? vatAboveRate(document) : undefined;
}
