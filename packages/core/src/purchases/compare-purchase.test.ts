import { describe, expect, test } from 'vitest';
import type { InvoiceDetails } from '../authority/look-ups.ts';
import type { BusinessDay } from '../business-day.ts';
import type { VatNumber } from '../identifiers.ts';
import type { Agorot } from '../money.ts';
import { comparePurchase } from './compare-purchase.ts';
import { parsePurchase } from './purchase.ts';
import type { Purchase } from './purchase.ts';

const BUYER = '777777715' as VatNumber;
const PURCHASE: Purchase = {
  documentType: 305,
  supplier: '513326439' as VatNumber,
  supplierName: 'ספק לדוגמה בע"מ',
  reference: '00123',
  date: '2026-06-10' as BusinessDay,
  net: 1_000_050 as Agorot,
  vat: 180_009 as Agorot,
  gross: 1_180_059 as Agorot,
  number: undefined,
  precision: 'invoice',
};
const DETAILS: InvoiceDetails = {
  documentType: 305,
  vatNumber: PURCHASE.supplier,
  customerVatNumber: BUYER,
  reference: '123',
  documentDate: PURCHASE.date,
  net: PURCHASE.net,
  vat: PURCHASE.vat,
  gross: 1_180_059 as Agorot,
  items: [],
};

function fieldsOf(purchase: Partial<Purchase>, details: Partial<InvoiceDetails>): string[] {
  return comparePurchase({ ...PURCHASE, ...purchase }, { ...DETAILS, ...details }, BUYER).map(({ field }) => field);
}

describe('an invoice in the books and at the authority', () => {
  test('is the same, with or without zeros in front of its number', () => {
    expect(comparePurchase(PURCHASE, DETAILS, BUYER)).toEqual([]);
  });

  test.each<[string, Partial<InvoiceDetails>]>([
    ['documentType', { documentType: 320 }],
    ['supplier', { vatNumber: '000000018' as VatNumber }],
    ['customer', { customerVatNumber: '000000018' as VatNumber }],
    ['reference', { reference: '1230' }],
    ['date', { documentDate: '2025-06-10' as BusinessDay }],
    ['net', { net: 1_000_051 as Agorot }],
    ['vat', { vat: 180_010 as Agorot }],
    ['gross', { gross: 1 as Agorot }],
  ])('differs in %s alone', (field, details) => {
    expect(fieldsOf({}, details)).toEqual([field]);
  });

  test('a supplier of a union is known by either number', () => {
    expect(fieldsOf({}, { vatNumber: '000000018' as VatNumber, unionVatNumber: PURCHASE.supplier })).toEqual([]);
  });

  test('what the authority left out, or the books do not have, is not compared', () => {
    expect(comparePurchase(PURCHASE, { items: [] }, BUYER)).toEqual([]);
    expect(fieldsOf({ documentType: undefined, gross: undefined }, { documentType: 320, gross: 1 as Agorot })).toEqual(
      [],
    );
  });

  test('a report has whole shekels, and nine digits of the number', () => {
    const report: Partial<Purchase> = {
      precision: 'report',
      net: 1_000_100 as Agorot,
      vat: 180_000 as Agorot,
      gross: undefined,
    };
    expect(fieldsOf({ ...report, reference: '234567890' }, { reference: 'A1-234567890' })).toEqual([]);
    expect(fieldsOf({ ...report, net: 1_000_000 as Agorot }, {})).toEqual(['net']);
    // Two thirds of the VAT of a car, and never more than all of it.
    expect(fieldsOf({ ...report, vat: 120_000 as Agorot }, {})).toEqual([]);
    expect(fieldsOf({ ...report, vat: 180_100 as Agorot }, {})).toEqual(['vat']);
    expect(fieldsOf({ reference: '234567890' }, { reference: '1234567890' })).toEqual(['reference']);
  });
});

describe('a line of a list of purchases', () => {
  const fields = {
    documentType: 305,
    reference: '123',
    documentDate: '2026-06-01',
    netAmount: '5000.01',
    vatAmount: '900.00',
    grossAmount: '5900.01',
    customer: { vatNumber: '513326439', name: 'ספק' },
  };

  test.each([
    ['2026-06-01', '5000.01', true],
    ['2026-06-01', '5000.00', false],
    ['2026-05-31', '10000.00', false],
    ['2026-05-31', '10000.01', true],
  ])('of %s over %s needs a number: %s', (documentDate, netAmount, needsNumber) => {
    const gross = (Number(netAmount) + 900).toFixed(2);
    expect(parsePurchase({ ...fields, documentDate, netAmount, grossAmount: gross }, undefined, BUYER)).toMatchObject({
      ok: true,
      needsNumber,
      purchase: { supplier: '513326439', supplierName: 'ספק', number: undefined },
    });
  });

  test('without VAT, or of a type that gets none, needs no number', () => {
    expect(parsePurchase({ ...fields, vatAmount: '0.00', grossAmount: '5000.01' }, undefined, BUYER)).toMatchObject({
      needsNumber: false,
    });
    expect(parsePurchase({ ...fields, documentType: 330 }, undefined, BUYER)).toMatchObject({ needsNumber: false });
    const contradicted = { ...fields, netAmount: '4000.00', vatAmount: '1800.00', grossAmount: '11800.00' };
    expect(parsePurchase(contradicted, undefined, BUYER)).toMatchObject({
      ok: false,
      faults: [{ code: 'document/total-mismatch' }],
    });
    expect(parsePurchase(contradicted, '006822601', BUYER)).toMatchObject({ ok: true });
  });

  test('names its supplier in either place, and keeps the number that the books hold', () => {
    const issued = { ...fields, issuerVatNumber: '18', customer: { vatNumber: BUYER, name: 'אנחנו' } };
    expect(parsePurchase(issued, '006822601', BUYER)).toMatchObject({
      purchase: { supplier: '000000018', supplierName: undefined, number: '006822601' },
    });
  });

  test('without a supplier, or with a broken amount, is told', () => {
    expect(parsePurchase({ ...fields, netAmount: 'x', customer: {} }, undefined, BUYER)).toMatchObject({
      ok: false,
      faults: [{ code: 'document/amount-unreadable' }, { code: 'purchase/supplier-missing' }],
    });
  });
});
