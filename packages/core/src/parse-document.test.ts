import { describe, expect, it } from 'vitest';
import type { InvoiceFields } from '@ishur/contract/v1';
import { sampleDocument, sampleFields } from './fixtures/sample-document.ts';
import { parseDocument } from './parse-document.ts';

/** What is wrong, as `code at path`. */
function faultsOf(fields: InvoiceFields, existingNumber?: string): readonly string[] {
  const parsed = parseDocument(fields, existingNumber);
  return parsed.ok ? [] : parsed.faults.map(({ code, path }) => `${code} at ${path}`);
}

describe('parseDocument', () => {
  it('turns fields into a document in agorot, and lets them travel with it', () => {
    const fields = sampleFields({ producedOn: '2026-06-11', amountBeforeDiscount: '5100.01', discount: '100' });
    const parsed = parseDocument(fields, '20240627231846297178091822');
    expect(parsed).toEqual({
      ok: true,
      document: {
        type: 305,
        reference: '10231',
        date: '2026-06-10',
        producedOn: '2026-06-11',
        beforeDiscount: 510_001,
        discount: 10_000,
        net: 500_001,
        vat: 90_000,
        gross: 590_001,
        customer: { name: 'כרמל שיווק בע"מ', vatNumber: '777777749', kind: 'dealer', kindStated: false },
        existingNumber: '20240627231846297178091822',
        fields,
      },
    });
    expect(parsed.ok && parsed.document.fields).toBe(fields);
  });

  it('takes an absent discount for none, and an absent amount before it for net plus discount', () => {
    expect(sampleDocument()).toMatchObject({ discount: 0, beforeDiscount: 500_001, producedOn: undefined });
    expect(sampleDocument({ discount: '100.00' })).toMatchObject({ discount: 10_000, beforeDiscount: 510_001 });
    expect(sampleDocument({ amountBeforeDiscount: '5000.01' })).toMatchObject({ discount: 0, beforeDiscount: 500_001 });
  });

  it.each<readonly [string, Partial<InvoiceFields>, string]>([
    ['a type that nobody knows', { documentType: 306 }, 'document/type-unknown at documentType'],
    ['a type that is no number', { documentType: Number.NaN }, 'document/type-unknown at documentType'],
    ['no reference', { reference: '' }, 'document/reference-missing at reference'],
    ['a blank reference', { reference: ' \t ' }, 'document/reference-missing at reference'],
    ['a day that does not exist', { documentDate: '2026-06-31' }, 'document/date-unreadable at documentDate'],
    ['a day in another spelling', { documentDate: '10/06/2026' }, 'document/date-unreadable at documentDate'],
    ['a broken day of production', { producedOn: '' }, 'document/date-unreadable at producedOn'],
    ['a broken net amount', { netAmount: '5,000.01' }, 'document/amount-unreadable at netAmount'],
    ['a broken amount of VAT', { vatAmount: '' }, 'document/amount-unreadable at vatAmount'],
    ['a broken amount with VAT', { grossAmount: '5900.015' }, 'document/amount-unreadable at grossAmount'],
    ['a broken discount', { discount: '2%' }, 'document/amount-unreadable at discount'],
    [
      'a broken amount before discount',
      { amountBeforeDiscount: '?' },
      'document/amount-unreadable at amountBeforeDiscount',
    ],
    ['foreign amounts', { currency: 'USD' }, 'document/foreign-amounts at currency'],
    [
      "a customer's number with letters",
      { customer: { vatNumber: 'IL777777749' } },
      'document/vat-number-unreadable at customer.vatNumber',
    ],
    [
      "a customer's number of ten digits",
      { customer: { vatNumber: '7777777490' } },
      'document/vat-number-unreadable at customer.vatNumber',
    ],
    [
      "a customer's number of zeros",
      { customer: { vatNumber: '000000000' } },
      'document/vat-number-unreadable at customer.vatNumber',
    ],
  ])('says one thing of %s', (_, changes, fault) => {
    expect(faultsOf(sampleFields(changes))).toEqual([fault]);
  });

  it.each(['2.02406E+25', '0', 'חסר', '9'.repeat(31)])('does not take %j for an existing number', (text) => {
    expect(faultsOf(sampleFields(), text)).toEqual(['document/existing-number-unreadable at existingNumber']);
  });

  it('says all that is wrong at once, each fault with what was found', () => {
    const fields: InvoiceFields = {
      documentType: 999,
      reference: '',
      documentDate: '2026-13-01',
      producedOn: 'today',
      netAmount: 'x1',
      vatAmount: 'x2',
      grossAmount: 'x3',
      discount: 'x4',
      amountBeforeDiscount: 'x5',
      currency: 'EUR',
      customer: { vatNumber: '12-34' },
    };
    expect(faultsOf(fields, 'x6').toSorted()).toEqual([
      'document/amount-unreadable at amountBeforeDiscount',
      'document/amount-unreadable at discount',
      'document/amount-unreadable at grossAmount',
      'document/amount-unreadable at netAmount',
      'document/amount-unreadable at vatAmount',
      'document/date-unreadable at documentDate',
      'document/date-unreadable at producedOn',
      'document/existing-number-unreadable at existingNumber',
      'document/foreign-amounts at currency',
      'document/reference-missing at reference',
      'document/type-unknown at documentType',
      'document/vat-number-unreadable at customer.vatNumber',
    ]);
    const parsed = parseDocument(fields, 'x6');
    const words = parsed.ok ? '' : parsed.faults.map(({ message }) => `${message.he}\n${message.en}`).join('\n');
    for (const found of ['999', '2026-13-01', 'today', 'x1', 'x2', 'x3', 'x4', 'x5', 'x6', 'EUR', '12-34']) {
      expect(words).toContain(found);
    }
  });

  it.each(['ILS', 'ils', ' ILS ', 'NIS', '₪', 'ש"ח', 'ש״ח', "ש'ח", ''])('knows the shekel as %j', (currency) => {
    expect(faultsOf(sampleFields({ currency }))).toEqual([]);
  });

  it.each(['USD', 'EUR', '$', 'JOD', 'IL'])('knows that %s is no shekel', (currency) => {
    expect(faultsOf(sampleFields({ currency }))).toEqual(['document/foreign-amounts at currency']);
  });

  it("pads the customer's number, and forgives blanks around it", () => {
    expect(sampleDocument({ customer: { vatNumber: '18' } }).customer.vatNumber).toBe('000000018');
    expect(sampleDocument({ customer: { vatNumber: ' 777777749 ' } }).customer.vatNumber).toBe('777777749');
    for (const vatNumber of ['', '  ']) {
      expect(sampleDocument({ customer: { vatNumber } }).customer.vatNumber).toBeUndefined();
    }
  });

  it('takes an empty existing number for none, and forgives blanks around one', () => {
    expect(sampleDocument({}, '').existingNumber).toBeUndefined();
    expect(sampleDocument({}, ' ').existingNumber).toBeUndefined();
    expect(sampleDocument({}, ' 012345678 ').existingNumber).toBe('012345678');
  });

  it('infers what the customer is from a VAT number, and keeps in mind that it did', () => {
    expect(sampleDocument({ customer: { vatNumber: '18' } }).customer).toMatchObject({
      kind: 'dealer',
      kindStated: false,
    });
    expect(sampleDocument({ customer: { name: 'דנה' } }).customer).toMatchObject({
      kind: 'private',
      kindStated: false,
    });
    expect(sampleDocument({ customer: {} }).customer).toMatchObject({
      name: undefined,
      kind: 'private',
      kindStated: false,
    });
  });

  it.each(['dealer', 'private', 'non-deducting', 'foreign', 'palestinian'] as const)(
    'believes a source that says "%s", with a VAT number or without',
    (kind) => {
      for (const customer of [{ kind }, { kind, vatNumber: '777777749' }]) {
        expect(sampleDocument({ customer }).customer).toMatchObject({ kind, kindStated: true });
      }
    },
  );

  it('asks nothing more of a type that needs no number', () => {
    expect(
      faultsOf(sampleFields({ documentType: 400, reference: '0', vatAmount: '0', grossAmount: '1', customer: {} })),
    ).toEqual([]);
  });
});
