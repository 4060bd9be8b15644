import type { LocalizedMessage } from '@ishur/contract';
import type { InvoiceFields } from '@ishur/contract/v1';
import { materialDifference } from '@ishur/core';

/** What changed in a document since its number was asked for, one sentence a field. */
export function changesSince(asked: InvoiceFields, now: InvoiceFields): readonly LocalizedMessage[] {
  return materialDifference(asked, now).map((path) => {
    const name = NAMES[path] ?? { he: path, en: path };
    const [before, after] = [valueAt(asked, path), valueAt(now, path)];
    return { he: `${name.he}: היה ${before}, ועכשיו ${after}.`, en: `${name.en}: was ${before}, is ${after}.` };
  });
}

function valueAt(fields: InvoiceFields, path: string): string {
  if (path === 'customer.vatNumber') return fields.customer.vatNumber ?? '-';
  const value: unknown = fields[path as keyof InvoiceFields];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '-';
}

const NAMES: Readonly<Record<string, LocalizedMessage>> = {
  documentType: { he: 'סוג המסמך', en: 'document type' },
  reference: { he: 'מספר המסמך', en: 'reference' },
  documentDate: { he: 'תאריך המסמך', en: 'document date' },
  netAmount: { he: 'סכום לפני מע"מ', en: 'net amount' },
  vatAmount: { he: 'מע"מ', en: 'VAT amount' },
  grossAmount: { he: 'סכום כולל מע"מ', en: 'gross amount' },
  'customer.vatNumber': { he: 'מספר העוסק של הלקוח', en: "customer's VAT number" },
};
