import {
  cut,
  parseAllocationNumberCell,
  parseDealerNumber,
  parseIsraeliAmount,
  parseIsraeliDate,
} from '@ishur/adapter-kit';
import type { Fault } from '@ishur/contract';
import type { SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import { z } from 'zod';
import { ID } from './system.ts';

/** REPLACE: an invoice as your system spells it. Here: one JSON object a line. */
const invoiceSchema = z.object({
  type: z.string(),
  number: z.string(),
  date: z.string(),
  net: z.string(),
  vat: z.string(),
  total: z.string(),
  status: z.enum(['open', 'issued', 'void']),
  customer: z.string().optional(),
  dealer: z.string().optional(),
  allocation: z.string().optional(),
});

/** REPLACE: your system's types, all of them, by the Tax Authority's numbers (Ishur's docs/reference/document-types.md). */
const TYPES: ReadonlyMap<string, number> = new Map([
  ['INV', 305],
  ['INV-RCPT', 320],
  ['CREDIT', 330],
]);

const STANDINGS = { open: 'draft', issued: 'final', void: 'cancelled' } as const;

/**
 * One invoice in the words of the contract. The adapter spells and does not judge: what is written arrives, in one form,
 * or the invoice is unreadable and says which field is wrong.
 */
export function readInvoice(value: unknown, where: string): SourceDocument | UnreadableItem {
  const parsed = invoiceSchema.safeParse(value);
  const faults: Fault[] = [];
  const unreadable = (): UnreadableItem => ({ kind: 'unreadable', cursor: where, where, faults });
  if (!parsed.success) {
    for (const { path } of parsed.error.issues.slice(0, 5)) faults.push(faultIn(path.join('.'), where));
    return unreadable();
  }
  const invoice = parsed.data;
  const need = <Value>(found: Value | undefined, field: keyof typeof invoice): Value | undefined => {
    if (found === undefined) faults.push(faultIn(field, where, invoice[field]));
    return found;
  };
  const documentType = need(TYPES.get(invoice.type), 'type');
  const documentDate = need(parseIsraeliDate(invoice.date), 'date');
  const netAmount = need(parseIsraeliAmount(invoice.net), 'net');
  const vatAmount = need(parseIsraeliAmount(invoice.vat), 'vat');
  const grossAmount = need(parseIsraeliAmount(invoice.total), 'total');
  const dealer = parseDealerNumber(invoice.dealer ?? '');
  if (dealer.kind === 'refused') faults.push(faultIn('dealer', where, invoice.dealer));
  const existing = parseAllocationNumberCell(invoice.allocation ?? '');
  if (existing.kind === 'refused') faults.push(faultIn('allocation', where, invoice.allocation));
  if (documentType === undefined || documentDate === undefined || faults.length > 0) return unreadable();
  if (netAmount === undefined || vatAmount === undefined || grossAmount === undefined) return unreadable();

  return {
    kind: 'document',
    // Names the invoice for ever. A permanent key of your system is better still than type and number.
    ref: `${invoice.type}:${invoice.number}`,
    cursor: where,
    standing: STANDINGS[invoice.status],
    fields: {
      documentType,
      reference: invoice.number,
      documentDate,
      netAmount,
      vatAmount,
      grossAmount,
      // A field that the system does not hold is left out: not an empty text, not null.
      customer: {
        ...(invoice.customer ? { name: invoice.customer } : {}),
        ...(dealer.kind === 'number' ? { vatNumber: dealer.number } : {}),
      },
    },
    ...(existing.kind === 'number' ? { existingNumber: existing.number } : {}),
  };
}

/** Codes are permanent, and messages say what to do. */
export function faultOf(path: string, where: string, he: string, en: string): Fault {
  return { code: `${ID}/unreadable`, path, message: { he: `${where}: ${he}`, en: `${where}: ${en}` } };
}

function faultIn(field: string, where: string, found?: string): Fault {
  const [he, en] =
    found === undefined ? ['חסר או שגוי', 'is missing or wrong'] : [`«${cut(found)}»`, `«${cut(found)}»`];
  return faultOf(
    field,
    where,
    `השדה ${field}: ${he}. תקנו אותו במערכת והפיקו את הקובץ מחדש.`,
    `field ${field}: ${en}. Mend it in the system and export the file again.`,
  );
}
