import type { Fault } from '@ishur/contract';
import type { ItemFields } from '@ishur/contract/v1';
import type { InvoiceDocument } from '../document.ts';
import { documentFault } from '../document-faults.ts';
import type { DocumentFaultCode } from '../document-faults.ts';
import { isItemCategory } from '../item-categories.ts';
import { LARGEST_ITEM_INDEX } from '../limits.ts';
import { formatAmount, parseAmount, parseDecimal, priceOf, roundedShare, totalOf } from '../money.ts';
import type { Agorot, Decimal } from '../money.ts';

/** Agorot by which a line may differ from quantity times price: a source may round the price that it prints. */
const LINE_TOLERANCE = 1;

/**
 * The lines of a document: table 2.2, its notes, and the contract of Approval v2. A document without lines is complete.
 *
 * Lines that carry totals must add up to the amount before the document's discount, an agora a line allowed for rounding.
 * Quantities and unit prices may have more decimals than the two that are sent.
 */
export function validateItems(document: InvoiceDocument): readonly Fault[] {
  const { items = [] } = document.fields;
  if (items.length === 0) return [];
  const faults: Fault[] = [];
  const totals = items.map((item, index) => validateItem(item, index, faults));
  if (faults.length > 0 || !totals.every((total) => total !== undefined)) return faults;
  const sum = totalOf(totals);
  if (Math.abs(sum - document.beforeDiscount) <= items.length) return [];
  const details = { found: formatAmount(sum), expected: formatAmount(document.beforeDiscount) };
  return [documentFault('document/lines-do-not-add-up', 'items', details)];
}

/** Adds what is wrong with a line, and answers with its total. */
function validateItem(item: ItemFields, position: number, faults: Fault[]): Agorot | undefined {
  const fault = (code: DocumentFaultCode, field: keyof ItemFields, found: string, expected?: string): void => {
    const details = expected === undefined ? { found } : { found, expected };
    faults.push(documentFault(code, `items[${position}].${field}`, details));
  };
  const amount = (field: 'discount' | 'netAmount' | 'vatAmount'): Agorot | undefined => {
    const text = item[field];
    const value = text === undefined ? undefined : parseAmount(text);
    if (text !== undefined && value === undefined) fault('document/amount-unreadable', field, text);
    return value;
  };
  const decimal = (field: 'quantity' | 'pricePerUnit' | 'vatRate'): LineNumber | undefined => {
    const text = item[field];
    const value = text === undefined ? undefined : (parseAmount(text) ?? parseDecimal(text));
    if (text !== undefined && value === undefined) fault('document/number-unreadable', field, text);
    return value;
  };

  const { index, category } = item;
  if (index !== undefined && !(Number.isInteger(index) && index >= 0 && index <= LARGEST_ITEM_INDEX)) {
    fault('document/item-index', 'index', String(index));
  }
  if (category !== undefined && !isItemCategory(category)) fault('document/item-category', 'category', category);
  const quantity = decimal('quantity');
  const price = decimal('pricePerUnit');
  const discount = amount('discount');
  const net = amount('netAmount');
  const rate = decimal('vatRate');
  amount('vatAmount');
  const isNegative = price !== undefined && isBelowZero(price);
  if (isNegative) fault('document/item-price-negative', 'pricePerUnit', item.pricePerUnit ?? '');
  if (rate !== undefined && !isRate(rate)) fault('document/item-rate', 'vatRate', item.vatRate ?? '');
  if (quantity !== undefined && price !== undefined && !isNegative && net !== undefined) {
    const total = totalOfLine(quantity, price);
    // A discount lowers a line towards nothing, whichever side of nothing the line is on; its sign is not published.
    const reduction = Math.abs(discount ?? 0);
    const expected = (total < 0 ? total + reduction : total - reduction) as Agorot;
    if (Math.abs(net - expected) > LINE_TOLERANCE)
      fault('document/item-total', 'netAmount', formatAmount(net), formatAmount(expected));
  }
  return net;
}

/** In hundredths where two decimals are enough, as nearly always: exact decimals take many times as long. */
type LineNumber = Agorot | Decimal;

function totalOfLine(quantity: LineNumber, price: LineNumber): Agorot {
  return typeof quantity === 'number' && typeof price === 'number'
    ? roundedShare(price, quantity, 100)
    : priceOf(exact(quantity), exact(price));
}

function exact(value: LineNumber): Decimal {
  return typeof value === 'number' ? { units: BigInt(value), decimals: 2 } : value;
}

function isBelowZero(value: LineNumber): boolean {
  return typeof value === 'number' ? value < 0 : value.units < 0n;
}

/** N2.2: 0 to 99.99 percent. */
function isRate(rate: LineNumber): boolean {
  if (typeof rate === 'number') return rate >= 0 && rate <= 9_999;
  const { units, decimals } = rate;
  return units >= 0n && units * 100n <= 9_999n * 10n ** BigInt(decimals);
}
