import { LARGEST_AMOUNT, addAmounts, parseAmount } from '@ishur/core';
import type { Agorot, FrozenAsk } from '@ishur/core';
import { z } from 'zod';
import { readJson } from '../answers/json.ts';
import { invalidBatch } from './batch-errors.ts';

/** N12.2, in shekels. Through text, because `1.005 * 100` is not 100.5. */
const amount = z
  .number()
  .nonnegative()
  .transform((shekels, context): Agorot => {
    const agorot = parseAmount(String(shekels));
    if (agorot !== undefined) return agorot;
    context.addIssue('not an amount');
    return z.NEVER;
  });

/** What the header says once for all invoices. API description 2.0 / 7.2024, table 2.6, fields 1 to 5. */
const asker = {
  vat_number: z.int(),
  union_vat_number: z.int().optional(),
  authorized_company: z.int().optional(),
  user_id: z.int().optional(),
  user_name: z.string().optional(),
};

/** The fields of an invoice object that the header repeats or adds up. */
const invoice = z.object({ invoice_id: z.string(), ...asker, payment_amount: amount, vat_amount: amount });

/**
 * The body of a batch: the header of table 2.6, and the frozen bytes of every ask exactly as they are, so that an
 * invoice that is sent again singly is the same to the last byte.
 *
 * @throws IshurError `transport/invalid-batch` (`report-bug`): nothing to ask for; two asks of one invoice, which no
 * answer could tell apart; asks of several dealers or askers; sums that N12.2 does not hold; bytes that are no invoice.
 */
export function envelopeOf(asks: readonly FrozenAsk[]): string {
  const invoices = asks.map(readInvoice);
  const [first] = invoices;
  if (first === undefined) throw invalidBatch('אין בו חשבוניות', 'it holds no invoices');
  if (new Set(asks.map(({ invoiceId }) => invoiceId)).size < asks.length) {
    throw invalidBatch('אותה חשבונית מופיעה בו פעמיים', 'one invoice is in it twice');
  }
  const header = askerOf(first);
  if (invoices.some((other) => askerOf(other) !== header)) {
    throw invalidBatch('יש בו חשבוניות של כמה עוסקים או מבקשים', 'it holds invoices of several dealers or askers');
  }
  const net = sumOf(invoices.map(({ payment_amount }) => payment_amount));
  const vat = sumOf(invoices.map(({ vat_amount }) => vat_amount));
  const figures = JSON.stringify({
    invoices_amount: asks.length,
    // Agorot by a hundred: up to fifteen digits, JavaScript writes exactly the two decimals.
    invoices_payment_amount: net / 100,
    invoices_vat_amount: vat / 100,
  });
  const list = asks.map(({ body }) => body).join(',');
  return `${header.slice(0, -1)},${figures.slice(1, -1)},"invoices_list":[${list}]}`;
}

function readInvoice({ invoiceId, body }: FrozenAsk): z.infer<typeof invoice> {
  const read = invoice.safeParse(readJson(body));
  // The message of zod would quote the invoice.
  if (!read.success || read.data.invoice_id !== invoiceId) {
    throw invalidBatch('יש בו בקשה שאינה חשבונית', 'one of its asks is no invoice of its id');
  }
  return read.data;
}

/** The header's fields 1 to 5 as JSON, in the order of the table; the same text for the same asker. */
function askerOf(read: z.infer<typeof invoice>): string {
  const { vat_number, union_vat_number, authorized_company, user_id, user_name } = read;
  return JSON.stringify({ vat_number, union_vat_number, authorized_company, user_id, user_name });
}

function sumOf(amounts: readonly Agorot[]): Agorot {
  const sum = amounts.reduce((total, each) => addAmounts(total, each));
  if (sum > LARGEST_AMOUNT) {
    throw invalidBatch('סכומי החשבוניות יחד גדולים מהמותר', 'its invoices add up to more than N12.2 holds');
  }
  return sum;
}
