import type { InvoiceFields } from '@ishur/contract/v1';
import { fromAgorot, toAgorot } from './agorot.ts';
import { parseDealerNumber } from './dealer-number.ts';

/**
 * In which fields a document differs from what the authority was asked about, so that a number would stand on another
 * document than the one it was given for: type, number, date, the three amounts and the customer's dealer number. Amounts
 * are compared by value (`100` equals `100.00`), dealer numbers without regard to leading zeros. Empty: the same document.
 *
 * The fields are those that core calls material (API description 2.0 / 7.2024, tables 3.2 and 3.3), so that an adapter
 * never calls stale what core calls unchanged.
 */
export function materialDifferences(asked: InvoiceFields, now: InvoiceFields): string[] {
  const [before, after] = [materialFields(asked), materialFields(now)];
  return Object.keys(before).filter((field) => before[field] !== after[field]);
}

/**
 * What {@link materialDifferences} compares, as one text: equal where there are no differences. Whoever remembers many
 * documents keeps this instead of their fields; it holds on to nothing of the file that they were read from.
 */
export function materialKey(fields: InvoiceFields): string {
  return JSON.stringify(Object.values(materialFields(fields)));
}

function materialFields(fields: InvoiceFields): Record<string, string> {
  return {
    documentType: String(fields.documentType),
    reference: fields.reference,
    documentDate: fields.documentDate,
    netAmount: amount(fields.netAmount),
    vatAmount: amount(fields.vatAmount),
    grossAmount: amount(fields.grossAmount),
    'customer.vatNumber': dealer(fields.customer.vatNumber ?? ''),
  };
}

function amount(text: string): string {
  const agorot = toAgorot(text);
  return agorot === undefined ? text : fromAgorot(agorot);
}

function dealer(text: string): string {
  const cell = parseDealerNumber(text);
  return cell.kind === 'number' ? cell.number : cell.kind === 'absent' ? '' : text;
}
