import { describe, expect, it } from 'vitest';
import type { InvoiceFields } from '@ishur/contract/v1';
import { DOCUMENT_TYPES } from '../document-types.ts';
import { sampleDocument } from '../fixtures/sample-document.ts';
import { decide } from './decide.ts';

const NUMBER = '20240627231846297178091822';

function codesOf(changes: Partial<InvoiceFields>, existingNumber?: string): readonly string[] {
  const { kind, reasons } = decide(sampleDocument(changes, existingNumber));
  return [kind, ...reasons.map((reason) => reason.code)];
}

describe('decide', () => {
  it('gives all four conditions as the reasons of a required number', () => {
    expect(codesOf({})).toEqual([
      'required',
      'type-allocatable',
      'net-above-threshold',
      'vat-charged',
      'customer-dealer-inferred',
    ]);
  });

  it.each<readonly [string, Partial<InvoiceFields>, readonly string[]]>([
    ['exactly at the threshold', { netAmount: '5000.00' }, ['net-not-above-threshold']],
    ['a receipt', { documentType: 400 }, ['type-not-allocatable']],
    ['a credit note, however large', { documentType: 330, netAmount: '900000' }, ['credit-note']],
    [
      'a transaction invoice, which Approval takes and the law does not ask',
      { documentType: 300 },
      ['type-not-allocatable'],
    ],
    ['no VAT', { vatAmount: '0.00' }, ['vat-zero']],
    ['the day before the duty', { documentDate: '2024-05-04', netAmount: '900000' }, ['before-the-duty']],
    ['a customer without a number', { customer: {} }, ['customer-private-inferred']],
    ['a private customer', { customer: { kind: 'private' } }, ['customer-private']],
    [
      'a private customer with an identity number',
      { customer: { kind: 'private', vatNumber: '18' } },
      ['customer-private'],
    ],
    ['a bank', { customer: { kind: 'non-deducting', vatNumber: '777777749' } }, ['customer-non-deducting']],
    ['a customer abroad', { customer: { kind: 'foreign' } }, ['customer-foreign']],
    ['a customer in the Palestinian Authority', { customer: { kind: 'palestinian' } }, ['customer-palestinian']],
    [
      'all at once',
      { documentType: 400, netAmount: '1', vatAmount: '0', customer: {} },
      ['type-not-allocatable', 'net-not-above-threshold', 'vat-zero', 'customer-private-inferred'],
    ],
  ])('requires none for %s, and names only what fails', (_, changes, reasons) => {
    expect(codesOf(changes)).toEqual(['not-required', ...reasons]);
  });

  it('tells a stated dealer from an inferred one', () => {
    expect(codesOf({ customer: { kind: 'dealer', vatNumber: '777777749' } })).toContain('customer-dealer');
    expect(codesOf({ customer: { vatNumber: '777777749' } })).toContain('customer-dealer-inferred');
  });

  it.each([
    ['2024-05-05', '25000.00', '25000.01'],
    ['2024-12-31', '25000.00', '25000.01'],
    ['2025-01-01', '20000.00', '20000.01'],
    ['2025-12-31', '20000.00', '20000.01'],
    ['2026-01-01', '10000.00', '10000.01'],
    ['2026-05-31', '10000.00', '10000.01'],
    ['2026-06-01', '5000.00', '5000.01'],
    ['2026-06-02', '5000.00', '5000.01'],
  ])('on %s lets %s go and asks for %s', (documentDate, at, above) => {
    expect(decide(sampleDocument({ documentDate, netAmount: at })).kind).toBe('not-required');
    expect(decide(sampleDocument({ documentDate, netAmount: above })).kind).toBe('required');
  });

  it("goes by the document's date, not by the day of its production", () => {
    expect(decide(sampleDocument({ documentDate: '2026-05-31', producedOn: '2026-06-01' })).kind).toBe('not-required');
  });

  it('looks at the amount without VAT, not at the one with it', () => {
    expect(decide(sampleDocument({ netAmount: '4999.99', grossAmount: '5899.99' })).kind).toBe('not-required');
  });

  it.each(DOCUMENT_TYPES.map((type) => [type.code, type.name.en, type.allocatable] as const))(
    'for type %d (%s) requires a number: %s',
    (documentType, _, allocatable) => {
      expect(decide(sampleDocument({ documentType })).kind).toBe(allocatable ? 'required' : 'not-required');
    },
  );

  it('asks for nothing where the source holds a number, whatever else the document says', () => {
    expect(codesOf({}, NUMBER)).toEqual(['already-allocated', 'number-exists']);
    expect(codesOf({ documentType: 400, vatAmount: '0', customer: {} }, NUMBER)).toEqual([
      'already-allocated',
      'number-exists',
    ]);
    expect(decide(sampleDocument({}, NUMBER)).reasons[0]?.message.he).toContain(NUMBER);
  });

  it('only advises where the check digit does not fit', () => {
    const mistyped = { customer: { vatNumber: '777777740' } };
    const { kind, advisories } = decide(sampleDocument(mistyped));
    expect([kind, advisories.map((advisory) => advisory.code)]).toEqual(['required', ['check-digit']]);
    expect(advisories[0]?.message.he).toContain('777777740');
    expect(decide(sampleDocument(mistyped, NUMBER)).advisories).toHaveLength(1);
    expect(decide(sampleDocument()).advisories).toEqual([]);
    expect(decide(sampleDocument({ customer: { kind: 'private' } })).advisories).toEqual([]);
  });

  it('quotes amounts with thousands, and the step that it went by', () => {
    const { reasons } = decide(sampleDocument({ netAmount: '1234567.80', vatAmount: '222222.20' }));
    const english = reasons.map((reason) => reason.message.en).join('\n');
    for (const words of ['1,234,567.80 NIS', '5,000.00 NIS', 'since 2026-06-01', '222,222.20 NIS', '777777749']) {
      expect(english).toContain(words);
    }
    expect(decide(sampleDocument({ netAmount: '-123.45' })).reasons[0]?.message.he).toContain('-123.45 ש"ח');
    expect(decide(sampleDocument({ netAmount: '999.99' })).reasons[0]?.message.en).toContain('VAT, 999.99 NIS');
  });

  it('says since when there is a duty at all', () => {
    const [before] = decide(sampleDocument({ documentDate: '2023-01-01' })).reasons;
    expect(before?.message.en).toBe('The document is dated 2023-01-01, before the duty began on 2024-05-05.');
  });

  it('names the type without bending the sentence to its gender', () => {
    const [masculine] = decide(sampleDocument({ documentType: 900 })).reasons;
    expect(masculine?.message).toEqual({
      he: 'סוג המסמך: דוח ייצור - כניסה (900). למסמך כזה לא נדרש מספר הקצאה.',
      en: 'Document type: production in (900). Such a document needs no allocation number.',
    });
    const [feminine] = decide(sampleDocument()).reasons;
    expect(feminine?.message.he).toBe('סוג המסמך: חשבונית מס (305). מסמך כזה מקבל מספר הקצאה.');
  });

  it('says that a customer is a dealer also where its number is missing', () => {
    const reasons = decide(sampleDocument({ customer: { kind: 'dealer' } })).reasons;
    expect(reasons.at(-1)?.message).toEqual({ he: 'הלקוח הוא עוסק מורשה.', en: 'The customer is a dealer.' });
  });
});
