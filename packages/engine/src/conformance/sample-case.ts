import type { InvoiceFields } from '@ishur/contract/v1';
import type { CaseEvent } from '@ishur/core';
import { apply, changeOf, newCase, openCase } from '../case-record.ts';
import type { CaseChange, StoredCase } from '../ports/ledger.ts';

const FIELDS: InvoiceFields = {
  documentType: 305,
  reference: '1',
  documentDate: '2026-06-10',
  netAmount: '6000.00',
  vatAmount: '1080.00',
  grossAmount: '7080.00',
  customer: { name: 'כרמל שיווק בע"מ', vatNumber: '511111118' },
};

const AT = new Date('2026-06-30T09:00:00.000Z');

/** What a document of the sample is to be, where it is not the ordinary one. */
export interface Sample {
  readonly invoiceId?: string;
  readonly reference?: string;
}

/** An event that says that a document was seen. */
function seenEvent(source: string, ref: string, { invoiceId, reference = '1' }: Sample = {}): CaseEvent {
  return {
    kind: 'seen',
    source,
    ref,
    standing: 'final',
    fields: { ...FIELDS, reference },
    decision: { kind: 'required', reasons: [], faults: [], advisories: [] },
    rules: '2026-06-01',
    ...(invoiceId === undefined ? {} : { invoiceId }),
  };
}

/** A change of a queued case named `<business>/<source>/<ref>`, with so many entries that say that it was seen. */
export function changeFor(id: string, expectedVersion: number, entries: number, sample: Sample = {}): CaseChange {
  const [business = '', source = '', ref = ''] = id.split('/');
  const event = seenEvent(source, ref, sample);
  let record = { ...newCase(id, business), version: expectedVersion };
  for (let entry = 1; entry <= entries; entry += 1) {
    record = apply(record, event, { at: AT, by: `entry ${expectedVersion + entry}` });
  }
  return changeOf(record);
}

/** A change that applies these events to a case as it is stored. */
export function changeBy(stored: StoredCase, ...events: readonly CaseEvent[]): CaseChange {
  const [business = ''] = stored.id.split('/');
  const record = openCase(stored, business);
  return changeOf(events.reduce((so, event) => apply(so, event, { at: AT, by: 'sample' }), record));
}

/** An ask is durable: what an `asking` entry says. */
export function askingEvent(number: number, sha256: string): CaseEvent {
  const ask = { number, action: 0, reference: '1', sha256, fields: FIELDS } as const;
  return { kind: 'asking', ask, runner: 'sample' };
}
