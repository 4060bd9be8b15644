import { describe, expect, it } from 'vitest';
import type { InvoiceFields } from '@ishur/contract/v1';
import { FIELDS } from '../fixtures/papers.ts';
import { buildTotals } from './build-totals.ts';
import { createCleaner } from './cleaner.ts';
import { WORDS } from './words.ts';

function labels(fields: Partial<InvoiceFields>): readonly string[] {
  const { items: _, ...plain } = FIELDS;
  return buildTotals({ ...plain, ...fields }, WORDS.he, createCleaner()).map(({ label }) => label);
}

describe('the rate beside the VAT', () => {
  it('is that of the day where the amounts agree with it', () => {
    expect(labels({})).toContain('מע"מ 18%');
    expect(labels({ documentDate: '2024-12-31', netAmount: '100.00', vatAmount: '17.00' })).toContain('מע"מ 17%');
  });

  it('is that of the lines where all say the same', () => {
    const items = [{ vatRate: '17.00' }, { vatRate: '17.00' }];
    expect(labels({ items, netAmount: '100.00', vatAmount: '17.00' })).toContain('מע"מ 17%');
  });

  it('is not claimed where lines differ or the amounts are of another rate', () => {
    expect(labels({ items: [{ vatRate: '18' }, { vatRate: '0' }] })).toContain('מע"מ');
    expect(labels({ netAmount: '100.00', vatAmount: '17.00' })).toContain('מע"מ');
  });

  it('is zero where there is no VAT', () => {
    expect(labels({ vatAmount: '0.00' })).toContain('מע"מ 0%');
  });
});

describe('the discount of a document', () => {
  it('stands there with the amount before it', () => {
    expect(labels({ amountBeforeDiscount: '13000.50', discount: '500.00' })).toEqual([
      'סכום לפני הנחה',
      'הנחה',
      'סה"כ לפני מע"מ',
      'מע"מ 18%',
      'סה"כ כולל מע"מ (ש"ח)',
    ]);
  });

  it('of nothing is left out', () => {
    expect(labels({ amountBeforeDiscount: '12500.50', discount: '0.00' })).toHaveLength(3);
  });
});
