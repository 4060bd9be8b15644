import type { Fault } from '@ishur/contract';
import type { ItemFields } from '@ishur/contract/v1';
import type { InvoiceDocument } from '../document.ts';
import { documentFault } from '../document-faults.ts';
import type { DocumentFaultCode } from '../document-faults.ts';
import { isItemCategory } from '../item-categories.ts';
import { LARGEST_ITEM_INDEX } from '../limits.ts';
import { addAmounts, formatAmount, parseAmount, roundedShare } from '../money.ts';
import type { Agorot } from '../money.ts';

/** Agorot by which a line may differ from quantity times price: sources keep more decimals of both than the authority takes. */
const LINE_TOLERANCE = 1;

/**
 * The lines of a document: table 2.2, its notes, and the contract of Approval v2. A document without lines is complete.
 *
 * Lines that carry totals must add up to the amount before the document's discount, an agora a line allowed for rounding.
 */
export function validateItems(document: InvoiceDocument): readonly Fault[] {
  const items = document.fields.items ?? [];
  const faults = items.flatMap((item, index) => validateItem(item, `items[${index}]`));
  if (items.length === 0 || faults.length > 0) return faults;
  const totals = items.map((item) => (item.netAmount === undefined ? undefined : parseAmount(item.netAmount)));
  if (totals.some((total) => total === undefined)) return [];
  const sum = addAmounts(...totals.filter((total) => total !== undefined));
  if (Math.abs(sum - document.beforeDiscount) <= items.length) return [];
  const details = { found: formatAmount(sum), expected: formatAmount(document.beforeDiscount) };
  return [documentFault('document/lines-do-not-add-up', 'items', details)];
}

function validateItem(item: ItemFields, path: string): readonly Fault[] {
  const faults: Fault[] = [];
  const fault = (code: DocumentFaultCode, field: keyof ItemFields, found: string, expected?: string): void => {
    const details = expected === undefined ? { found } : { found, expected };
    faults.push(documentFault(code, `${path}.${field}`, details));
  };
  const amount = (
    field: 'quantity' | 'pricePerUnit' | 'discount' | 'netAmount' | 'vatRate' | 'vatAmount',
  ): Agorot | undefined => {
    const text = item[field];
    if (text === undefined) return undefined;
    const value = parseAmount(text);
    if (value === undefined) fault('document/amount-unreadable', field, text);
    return value;
  };

  const { index, category } = item;
  if (index !== undefined && !(Number.isInteger(index) && index >= 0 && index <= LARGEST_ITEM_INDEX)) {
    fault('document/item-index', 'index', String(index));
  }
  if (category !== undefined && !isItemCategory(category)) fault('document/item-category', 'category', category);
  const quantity = amount('quantity');
  const price = amount('pricePerUnit');
  const discount = amount('discount');
  const net = amount('netAmount');
  const rate = amount('vatRate');
  amount('vatAmount');
  if (price !== undefined && price < 0) fault('document/item-price-negative', 'pricePerUnit', formatAmount(price));
  if (rate !== undefined && (rate < 0 || rate > 9_999)) fault('document/item-rate', 'vatRate', formatAmount(rate));
  if (quantity !== undefined && price !== undefined && price >= 0 && net !== undefined) {
    const total = roundedShare(price, quantity, 100);
    // A discount lowers a line towards nothing, whichever side of nothing the line is on; its sign is not published.
    const reduction = Math.abs(discount ?? 0);
    const expected = (total < 0 ? total + reduction : total - reduction) as Agorot;
    if (Math.abs(net - expected) > LINE_TOLERANCE)
      fault('document/item-total', 'netAmount', formatAmount(net), formatAmount(expected));
  }
  return faults;
}
