import { cut, fromAgorot, parseAllocationNumberCell, parseDealerNumber, parseIsraeliDate } from '@ishur/adapter-kit';
import type { Fault } from '@ishur/contract';
import type { SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import { z } from 'zod';
import type { InvoiceRecord } from './service.ts';
import { ID, SYSTEM } from './system.ts';

/** REPLACE: an invoice as your system spells it. This one counts in agorot; amounts with a fraction come as text, never as float. */
const invoiceSchema = z.object({
  type: z.string(),
  number: z.string(),
  date: z.string(),
  netAgorot: z.int(),
  vatAgorot: z.int(),
  totalAgorot: z.int(),
  status: z.enum(['draft', 'issued', 'cancelled']),
  customer: z.object({ name: z.string().nullable(), dealer: z.string().nullable() }),
  allocationNumber: z.string().nullable(),
  notices: z.array(z.string()),
});

/** REPLACE: your system's types, all of them, by the Tax Authority's numbers (Ishur's docs/reference/document-types.md). */
const TYPES: ReadonlyMap<string, number> = new Map([
  ['invoice', 305],
  ['invoice-receipt', 320],
  ['credit', 330],
]);

const STANDINGS = { draft: 'draft', issued: 'final', cancelled: 'cancelled' } as const;

/**
 * One invoice in the words of the contract. The adapter spells and does not judge: what is written arrives, in one form,
 * or the invoice is unreadable and says which field is wrong.
 */
export function readInvoice(record: InvoiceRecord, cursor: string): SourceDocument | UnreadableItem {
  const parsed = invoiceSchema.safeParse(record);
  const faults: Fault[] = [];
  const unreadable = (): UnreadableItem => ({ kind: 'unreadable', cursor, where: placeOf(record), faults });
  if (!parsed.success) {
    for (const { path } of parsed.error.issues.slice(0, 5)) faults.push(faultIn(path.join('.'), record));
    return unreadable();
  }
  const invoice = parsed.data;
  const documentType = TYPES.get(invoice.type);
  if (documentType === undefined) faults.push(faultIn('type', record, invoice.type));
  const documentDate = parseIsraeliDate(invoice.date);
  if (documentDate === undefined) faults.push(faultIn('date', record, invoice.date));
  const dealer = parseDealerNumber(invoice.customer.dealer ?? '');
  if (dealer.kind === 'refused') faults.push(faultIn('customer.dealer', record, invoice.customer.dealer));
  const existing = parseAllocationNumberCell(invoice.allocationNumber ?? '');
  if (existing.kind === 'refused') faults.push(faultIn('allocationNumber', record, invoice.allocationNumber));
  if (documentType === undefined || documentDate === undefined || faults.length > 0) return unreadable();

  return {
    kind: 'document',
    ref: String(record.id),
    cursor,
    standing: STANDINGS[invoice.status],
    fields: {
      documentType,
      reference: invoice.number,
      documentDate,
      netAmount: fromAgorot(invoice.netAgorot),
      vatAmount: fromAgorot(invoice.vatAgorot),
      grossAmount: fromAgorot(invoice.totalAgorot),
      // A field that the system does not hold is left out: not an empty text, not null.
      customer: {
        ...(invoice.customer.name ? { name: invoice.customer.name } : {}),
        ...(dealer.kind === 'number' ? { vatNumber: dealer.number } : {}),
      },
    },
    ...(existing.kind === 'number' ? { existingNumber: existing.number } : {}),
  };
}

/** The notices that stand on the invoice. */
export function noticesOf(record: InvoiceRecord): readonly string[] {
  const parsed = invoiceSchema.safeParse(record);
  return parsed.success ? parsed.data.notices : [];
}

/** Where a person finds it. */
export function placeOf({ id }: { readonly id: number | string }): string {
  return `${SYSTEM.he} / ${id}`;
}

function faultIn(field: string, record: InvoiceRecord, found: string | null = null): Fault {
  const where = placeOf(record);
  const [he, en] = found === null ? ['חסר או שגוי', 'is missing or wrong'] : [`«${cut(found)}»`, `«${cut(found)}»`];
  return {
    // Codes are permanent, and messages say what to do.
    code: `${ID}/unreadable`,
    path: field,
    message: {
      he: `${where}, השדה ${field}: ${he}. תקנו אותו במערכת.`,
      en: `${where}, field ${field}: ${en}. Mend it in the system.`,
    },
  };
}
