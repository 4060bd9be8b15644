import type { InvoiceFields } from '@ishur/contract/v1';
import { fromAgorot, toAgorot } from './agorot.ts';
import { parseDealerNumber } from './dealer-number.ts';

/**
 * In which fields a document differs from what the authority was asked about, so that a number would stand on another
 * document than the one it was given for: type, number, date, the amounts and the customer's dealer number. Amounts are
 * compared by value (`100` equals `100.00`), dealer numbers without regard to leading zeros. Empty means: the same document.
 */
export function materialDifferences(asked: InvoiceFields, now: InvoiceFields): string[] {
  const [before, after] = [materialFields(asked), materialFields(now)];
  return Object.keys(before).filter((field) => before[field] !== after[field]);
}

function materialFields(fields: InvoiceFields): Record<string, string> {
  const net = amount(fields.netAmount);
  const discount = amount(fields.discount ?? '0').replace(/^-/, '');
  return {
    documentType: String(fields.documentType),
    reference: fields.reference,
    documentDate: fields.documentDate,
    netAmount: net,
    vatAmount: amount(fields.vatAmount),
    grossAmount: amount(fields.grossAmount),
    discount,
    amountBeforeDiscount: amount(fields.amountBeforeDiscount ?? sum(net, discount)),
    'customer.vatNumber': dealer(fields.customer.vatNumber ?? ''),
  };
}

function amount(text: string): string {
  const agorot = toAgorot(text);
  return agorot === undefined ? text : fromAgorot(agorot);
}

/** An absent amount before the discount is the net amount plus the discount (contract, `amountBeforeDiscount`). */
function sum(net: string, discount: string): string {
  return fromAgorot((toAgorot(net) ?? 0) + (toAgorot(discount) ?? 0));
}

function dealer(text: string): string {
  const cell = parseDealerNumber(text);
  return cell.kind === 'number' ? cell.number : cell.kind === 'absent' ? '' : text;
}
