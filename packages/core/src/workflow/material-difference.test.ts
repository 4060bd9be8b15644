import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InvoiceFields } from '@ishur/contract/v1';
import { sampleFields } from '../fixtures/sample-document.ts';
import { materialDifference } from './material-difference.ts';

const ASKED = sampleFields();

describe('materialDifference', () => {
  it.each<readonly [string, Partial<InvoiceFields>]>([
    ['documentType', { documentType: 320 }],
    ['reference', { reference: '10232' }],
    ['documentDate', { documentDate: '2026-06-11' }],
    ['netAmount', { netAmount: '5000.02' }],
    ['vatAmount', { vatAmount: '900.01' }],
    ['grossAmount', { grossAmount: '5900.02' }],
    ['customer.vatNumber', { customer: { vatNumber: '777777731' } }],
    ['customer.vatNumber', { customer: {} }],
  ])('sees another %s, in both directions', (path, changes) => {
    expect(materialDifference(ASKED, sampleFields(changes))).toEqual([path]);
    expect(materialDifference(sampleFields(changes), ASKED)).toEqual([path]);
  });

  it('names every field that differs', () => {
    const now = sampleFields({ reference: '2', netAmount: '1', customer: {} });
    expect(materialDifference(ASKED, now)).toEqual(['reference', 'netAmount', 'customer.vatNumber']);
  });

  it('compares amounts by value', () => {
    const respelled = sampleFields({ netAmount: '05000.010', vatAmount: '900', grossAmount: '5900.0100' });
    expect(materialDifference(ASKED, respelled)).toEqual([]);
    expect(materialDifference(sampleFields({ vatAmount: '0' }), sampleFields({ vatAmount: '-0.00' }))).toEqual([]);
  });

  it("compares dealers' numbers without their leading zeros and the blanks around them", () => {
    const asked = sampleFields({ customer: { vatNumber: '000000018' } });
    for (const vatNumber of ['18', '0018', ' 18 ']) {
      expect(materialDifference(asked, sampleFields({ customer: { vatNumber } })), vatNumber).toEqual([]);
    }
    for (const vatNumber of ['', '  ']) {
      expect(materialDifference(sampleFields({ customer: {} }), sampleFields({ customer: { vatNumber } }))).toEqual([]);
    }
  });

  it('compares what it cannot read letter by letter', () => {
    expect(materialDifference(sampleFields({ netAmount: 'x' }), sampleFields({ netAmount: 'x' }))).toEqual([]);
    expect(materialDifference(sampleFields({ netAmount: 'x' }), sampleFields({ netAmount: 'y' }))).toEqual([
      'netAmount',
    ]);
    // An unreadable text is never taken for an amount in agorot that looks like it.
    expect(materialDifference(sampleFields({ netAmount: '1.00' }), sampleFields({ netAmount: '1,00' }))).toEqual([
      'netAmount',
    ]);
  });

  it('passes over what the number does not rest on', () => {
    const now = sampleFields({
      customer: { ...ASKED.customer, name: 'כרמל', account: '7', country: 'IL', kind: 'dealer' },
      note: 'x',
      branch: '2',
      producedOn: '2026-06-12',
      items: [{ description: 'x' }],
    });
    expect(materialDifference(ASKED, now)).toEqual([]);
  });

  it('finds none between a document and itself', () => {
    const text = fc.string();
    const fields = fc.record({
      documentType: fc.integer(),
      reference: text,
      documentDate: text,
      netAmount: text,
      vatAmount: text,
      grossAmount: text,
      customer: fc.record({ vatNumber: text }),
    });
    fc.assert(
      fc.property(fields, (one) => {
        expect(materialDifference(one, structuredClone(one))).toEqual([]);
      }),
    );
  });
});
