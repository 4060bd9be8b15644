import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCUMENT_TYPES } from '../document-types.ts';
import { parseVatNumber } from '../identifiers.ts';
import type { VatNumber } from '../identifiers.ts';
import { INVOICE_ID_LENGTH, SERIES_LENGTH, deriveInvoiceId } from './invoice-id.ts';

const VAT = parseVatNumber('777777715') as VatNumber;

describe('deriveInvoiceId', () => {
  it('is made of the dealer, the type, the series where there is one, and the reference', () => {
    expect(deriveInvoiceId({ vatNumber: VAT, type: 305, reference: '10231' })).toBe('777777715-305-10231');
    expect(deriveInvoiceId({ vatNumber: VAT, type: 305, series: 'A', reference: '10231' })).toBe(
      '777777715-305-A-10231',
    );
    expect(deriveInvoiceId({ vatNumber: VAT, type: 305, series: '', reference: '10231' })).toBe('777777715-305-10231');
  });

  it('keeps the leading zeros of the dealer, so that it always has nine digits', () => {
    const vatNumber = parseVatNumber('18') as VatNumber;
    expect(deriveInvoiceId({ vatNumber, type: 320, reference: '7' })).toBe('000000018-320-7');
  });

  it('fits the fifty characters of the authority with the longest series and the longest reference', () => {
    const id = deriveInvoiceId({
      vatNumber: VAT,
      type: 305,
      series: 's'.repeat(SERIES_LENGTH),
      reference: '9'.repeat(20),
    });
    expect([INVOICE_ID_LENGTH, SERIES_LENGTH, id.length]).toEqual([50, 15, 50]);
  });

  it('refuses a character more', () => {
    const reference = '9'.repeat(20);
    const parts = { vatNumber: VAT, type: 305, series: 's'.repeat(SERIES_LENGTH + 1), reference };
    expect(() => deriveInvoiceId(parts)).toThrow(RangeError);
    expect(() => deriveInvoiceId({ vatNumber: VAT, type: 305, reference: '9'.repeat(37) })).toThrow(
      'more than 50 characters',
    );
  });

  it('counts characters as a person does', () => {
    expect(deriveInvoiceId({ vatNumber: VAT, type: 305, reference: '😀'.repeat(36) })).toHaveLength(14 + 72);
    expect(() => deriveInvoiceId({ vatNumber: VAT, type: 305, reference: '😀'.repeat(37) })).toThrow(RangeError);
  });

  it('tells any two documents of one series apart', () => {
    const part = fc.record({
      vatNumber: fc.constantFrom('777777715', '777777723').map((text) => parseVatNumber(text) as VatNumber),
      type: fc.constantFrom(...DOCUMENT_TYPES.map((type) => type.code)),
      reference: fc.string({ minLength: 1, maxLength: 20 }),
    });
    fc.assert(
      fc.property(part, part, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(deriveInvoiceId(one) === deriveInvoiceId(other)).toBe(isSame);
      }),
    );
  });
});
