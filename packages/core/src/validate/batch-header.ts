import type { InvoiceDocument } from '../document.ts';
import { LARGEST_BATCH_COUNT } from '../limits.ts';
import { LARGEST_AMOUNT, totalOf } from '../money.ts';
import type { Agorot } from '../money.ts';

/** The figures of a batch's header. API description 2.0 / 7.2024, table 2.6, fields 6 to 8. */
export interface BatchHeader {
  /** `invoices_amount`: how many there are. 438 and 439 when it is not so. */
  readonly count: number;
  /** `invoices_payment_amount`. */
  readonly net: Agorot;
  /** `invoices_vat_amount`. */
  readonly vat: Agorot;
}

/** Computed from the list itself, in agorot. `undefined` where a sum is larger than N12.2 holds: the batch is to be divided. */
export function batchHeader(documents: readonly InvoiceDocument[]): BatchHeader | undefined {
  const net = totalOf(documents.map((document) => document.net));
  const vat = totalOf(documents.map((document) => document.vat));
  const fits = documents.length <= LARGEST_BATCH_COUNT && net <= LARGEST_AMOUNT && vat <= LARGEST_AMOUNT;
  return fits ? { count: documents.length, net, vat } : undefined;
}
