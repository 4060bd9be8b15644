import { describe, expect, it } from 'vitest';
import type { InvoiceFields } from '@ishur/contract/v1';
import { parseAllocationNumber, parseDocument } from '@ishur/core';
import { formatEntry } from './format/entry.ts';
import { recordOf } from './record-of.ts';
import type { RecordOfDocument } from './record-of.ts';

const fields: InvoiceFields = {
  documentType: 305,
  reference: 'A-10231',
  documentDate: '2026-06-01',
  netAmount: '12000.50',
  vatAmount: '2160.09',
  grossAmount: '14160.59',
  customer: { vatNumber: '777777723' },
};

function recordFor(rest: Partial<InvoiceFields>, number?: string): RecordOfDocument {
  const parsed = parseDocument({ ...fields, ...rest });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return recordOf(parsed.document, number === undefined ? undefined : parseAllocationNumber(number));
}

function textFor(rest: Partial<InvoiceFields>, number?: string): string {
  const made = recordFor(rest, number);
  return made.kind === 'record' ? formatEntry(made.entry) : made.why.en;
}

describe('the record of a document', () => {
  it('is rounded by itself, and has the right-most digits of both numbers', () => {
    expect(textFor({}, '20260601090000000178091822')).toBe(
      'S777777723202606010000000010231000002160+0000012001178091822',
    );
    expect(textFor({ reference: '20269999999999' })).toContain('0000999999999');
  });

  it('has zeros where there is no number, and zeros where there is no VAT', () => {
    expect(textFor({ vatAmount: '0', grossAmount: '12000.50' })).toBe(
      'S777777723202606010000000010231000000000+0000012001000000000',
    );
  });

  it('has a minus for a credit', () => {
    expect(textFor({ documentType: 330 })).toBe('S777777723202606010000000010231000002160-0000012001000000000');
    expect(textFor({ netAmount: '-12000.50', vatAmount: '-2160.09', grossAmount: '-14160.59' })).toBe(
      'S777777723202606010000000010231000002160-0000012001000000000',
    );
  });

  it('is of letter I for a customer of the Palestinian Authority', () => {
    expect(textFor({ customer: { vatNumber: '777777723', kind: 'palestinian' } })).toMatch(/^I777777723/);
  });

  it.each([
    ['a receipt', { documentType: 400 }],
    ['a pro-forma', { documentType: 332 }],
    ['a sale to a private customer', { customer: { name: 'דנה' } }],
    ['an export', { customer: { name: 'ACME Ltd', country: 'US', kind: 'foreign' as const } }],
    ['a customer who stands for many', { customer: { vatNumber: '999999998', kind: 'non-deducting' as const } }],
    ['a document whose number has no digits', { reference: 'AB' }],
    ['a document whose number is zero', { reference: '000' }],
    [
      'a credit note with a negative amount',
      { documentType: 330, netAmount: '-1', vatAmount: '-0.18', grossAmount: '-1.18' },
    ],
  ])('is not made for certain of %s', (_, rest) => {
    expect(recordFor(rest)).toMatchObject({ kind: 'no-record' });
  });
});
