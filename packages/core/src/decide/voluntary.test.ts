import { describe, expect, it } from 'vitest';
import type { InvoiceFields } from '@ishur/contract/v1';
import { DOCUMENT_TYPES } from '../document-types.ts';
import { sampleDocument } from '../fixtures/sample-document.ts';
import { decide } from './decide.ts';

/** Small, so that no number is required. */
function allowed(changes: Partial<InvoiceFields>, existingNumber?: string): boolean | undefined {
  return decide(sampleDocument({ netAmount: '100.00', ...changes }, existingNumber)).voluntary?.allowed;
}

describe('asking although the law does not require it', () => {
  it('is possible at any amount, for any customer and on any day', () => {
    for (const netAmount of ['0.01', '100.00', '5000.00']) expect(allowed({ netAmount })).toBe(true);
    for (const kind of ['dealer', 'private', 'non-deducting', 'foreign'] as const) {
      expect(allowed({ customer: { kind } }), kind).toBe(true);
    }
    expect(allowed({ customer: {} })).toBe(true);
    expect(allowed({ documentDate: '2024-05-04' })).toBe(true);
  });

  it.each(DOCUMENT_TYPES.map((type) => [type.code, type.accepted] as const))('for type %d: %s', (documentType, may) => {
    expect(allowed({ documentType })).toBe(may);
  });

  it('is not possible without VAT, nor for an "I" invoice', () => {
    expect(allowed({ vatAmount: '0.00' })).toBe(false);
    expect(allowed({ vatAmount: '-0.00' })).toBe(false);
    expect(allowed({ vatAmount: '0.01' })).toBe(true);
    expect(allowed({ customer: { kind: 'palestinian' } })).toBe(false);
  });

  it('is no question where a number is required, or there is one', () => {
    expect(allowed({ netAmount: '5000.01' })).toBeUndefined();
    expect(allowed({}, '178091822')).toBeUndefined();
  });
});
