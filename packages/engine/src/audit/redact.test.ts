import type { CaseEvent } from '@ishur/core';
import type { InvoiceFields } from '@ishur/contract/v1';
import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../ports/ledger.ts';
import { MASK, redactEntry, redactJournal } from './redact.ts';

const FIELDS: InvoiceFields = {
  documentType: 305,
  reference: '600',
  documentDate: '2026-06-10',
  netAmount: '600.00',
  vatAmount: '108.00',
  grossAmount: '708.00',
  customer: { name: 'כרמל שיווק', vatNumber: '511111118', account: '600', country: 'IL', kind: 'dealer' },
  note: 'לבקשת גב׳ לוי',
  items: [{ index: 1, description: 'טיפול', netAmount: '600.00' }],
};

const SEEN: CaseEvent = {
  kind: 'seen',
  source: 'office',
  ref: '305:600',
  standing: 'final',
  fields: FIELDS,
  decision: { kind: 'required', reasons: [], faults: [], advisories: [] },
  rules: '2026-06-01',
  invoiceId: '777777715-305-600',
};

function entryOf(event: CaseEvent): JournalEntry {
  return { at: '2026-06-30T09:00:00.000Z', by: 'דנה', event };
}

function rejected(he: string): CaseEvent {
  return { kind: 'rejected', faults: [{ code: 'x', path: 'customer.vatNumber', message: { he, en: he } }] };
}

describe('a redacted entry', () => {
  test('tells nothing of the customer, and everything that an auditor looks at', () => {
    const { event } = redactEntry(entryOf(SEEN));
    expect(event).toEqual({
      ...SEEN,
      fields: {
        ...FIELDS,
        customer: { name: MASK, vatNumber: `${MASK}118`, account: MASK, country: 'IL', kind: 'dealer' },
        note: MASK,
        items: [{ index: 1, description: MASK, netAmount: '600.00' }],
      },
    });
  });

  test('keeps the hash of an ask, and masks what was asked for', () => {
    const ask = { number: 1, action: 0, reference: '600', sha256: 'ab'.repeat(32), fields: FIELDS } as const;
    const { event } = redactEntry(entryOf({ kind: 'asking', ask, runner: 'r' }));
    expect(event).toMatchObject({ ask: { sha256: 'ab'.repeat(32), fields: { customer: { name: MASK } } } });
  });

  test('masks what a message quotes, also one that came after the document was read', () => {
    const quoting = 'המספר 511111118 של הלקוח לכרמל שיווק, חשבון 600, סכום 600.00, מסמך 1600 ו-600א אינו תקין.';
    const [, told] = redactJournal([entryOf(SEEN), entryOf(rejected(quoting))]);
    const words = `המספר ${MASK}118 של הלקוח ל${MASK}, חשבון ${MASK}, סכום 600.00, מסמך 1600 ו-600א אינו תקין.`;
    expect(told?.event).toEqual(rejected(words));
  });

  test('masks what a person wrote as proof', () => {
    const number = '1' as never;
    const entered: CaseEvent = { kind: 'entered', number, by: 'דנה', evidence: 'פורטל, כרמל שיווק' };
    expect(redactEntry(entryOf(entered), [FIELDS]).event).toEqual({ ...entered, evidence: `פורטל, ${MASK}` });
  });

  test('leaves the entry itself as it was', () => {
    const entry = entryOf(structuredClone(SEEN));
    redactEntry(entry);
    expect(entry.event).toEqual(SEEN);
  });
});
