import type { InvoiceFields } from '@ishur/contract/v1';
import { describe, expect, it } from 'vitest';
import { materialDifferences } from './material-differences.ts';

const ASKED: InvoiceFields = {
  documentType: 305,
  reference: '1001',
  documentDate: '2026-06-01',
  netAmount: '100',
  vatAmount: '18',
  grossAmount: '118',
  customer: { name: 'כהן', vatNumber: '012345678' },
};

describe('materialDifferences', () => {
  it('sees past spelling', () => {
    const now: InvoiceFields = {
      ...ASKED,
      netAmount: '100.00',
      vatAmount: '18.0',
      grossAmount: '118.00',
      discount: '5.00',
      amountBeforeDiscount: '105.0',
      customer: { name: 'כהן ושות', vatNumber: '12345678' },
      note: 'אחר',
    };
    expect(materialDifferences(ASKED, now)).toEqual([]);
  });

  it.each([
    ['documentType', { documentType: 320 }],
    ['reference', { reference: '01001' }],
    ['documentDate', { documentDate: '2026-06-02' }],
    ['netAmount', { netAmount: '100.01' }],
    ['vatAmount', { vatAmount: '18.01' }],
    ['grossAmount', { grossAmount: '-118' }],
    ['customer.vatNumber', { customer: { vatNumber: '123456789' } }],
    ['customer.vatNumber', { customer: { name: 'כהן' } }],
  ] as [string, Partial<InvoiceFields>][])('names %s', (field, change) => {
    expect(materialDifferences(ASKED, { ...ASKED, ...change })).toEqual([field]);
  });
});
