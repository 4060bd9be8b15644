import type { InvoiceFields } from '@ishur/contract/v1';
import type { CaseChange, JournalEntry } from '../ports/ledger.ts';

const FIELDS: InvoiceFields = {
  documentType: 305,
  reference: '1',
  documentDate: '2026-06-10',
  netAmount: '6000.00',
  vatAmount: '1080.00',
  grossAmount: '7080.00',
  customer: { name: 'כרמל שיווק בע"מ', vatNumber: '511111118' },
};

/** A journal entry that says that a document was seen. */
export function seenEntry(by: string): JournalEntry {
  return {
    at: '2026-06-30T09:00:00.000Z',
    by,
    event: {
      kind: 'seen',
      source: 'office',
      ref: '305:1',
      standing: 'final',
      fields: FIELDS,
      decision: { kind: 'required', reasons: [], faults: [], advisories: [] },
      rules: '2026-06-01',
    },
  };
}

/** A change of a queued case named `<business>/<source>/<ref>`, with so many entries. */
export function changeFor(id: string, expectedVersion: number, entries: number): CaseChange {
  const [business = '', source = '', ref = ''] = id.split('/');
  return {
    id,
    expectedVersion,
    entries: Array.from({ length: entries }, (_, index) => seenEntry(`entry ${expectedVersion + index + 1}`)),
    summary: {
      id,
      business,
      invoiceId: undefined,
      documentType: FIELDS.documentType,
      reference: FIELDS.reference,
      date: FIELDS.documentDate,
      net: FIELDS.netAmount,
      vat: FIELDS.vatAmount,
      gross: FIELDS.grossAmount,
      customer: FIELDS.customer.name,
      standing: 'queued',
      bucket: 'queued',
      number: undefined,
      places: [{ source, ref, delivery: 'none' }],
    },
  };
}
