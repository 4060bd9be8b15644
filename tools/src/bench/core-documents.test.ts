import type { InvoiceFields } from '@ishur/contract/v1';
import { assess } from '@ishur/core';
import { expect, test } from 'vitest';
import { benchDocuments } from './core-documents.ts';
import { compileSchema } from './core-schema.ts';

const matches = compileSchema();
const mix = { count: 400, withItems: 50, notRequired: 50 };

test('the documents of the benchmark are right by core and by the schema, and always the same', () => {
  const documents = benchDocuments(mix);
  for (const fields of documents) {
    const { kind, faults } = assess(fields, {}).decision;
    expect(['required', 'not-required']).toContain(kind);
    expect(faults).toEqual([]);
    expect(matches(fields)).toBe(true);
  }
  expect(benchDocuments(mix)).toEqual(documents);
  expect(new Set(documents.map((fields) => JSON.stringify(fields))).size).toBe(documents.length);
});

test('every document needs a number where the mix says so, and lines are there where it says so', () => {
  const documents = benchDocuments({ count: 200, withItems: 100, notRequired: 0 });
  for (const fields of documents) {
    expect(assess(fields, {}).decision.kind).toBe('required');
    expect(fields.items?.length).toBeGreaterThan(0);
  }
});

const [valid] = benchDocuments({ count: 1, withItems: 100, notRequired: 0 });
if (valid === undefined) throw new Error('There is no document.');

test.each<[string, Partial<InvoiceFields>]>([
  ['an amount with three decimals', { netAmount: '30000.001' }],
  ['an amount below zero', { discount: '-1.00' }],
  ['a day that is none', { documentDate: '2026-13-01' }],
  ['a reference of zeros', { reference: '000' }],
  ['a reference of twenty-one characters', { reference: '123456789012345678901' }],
  ['a type that is not accepted', { documentType: 999 }],
  ['a foreign currency', { currency: 'USD' }],
  ['a dealer’s number below 10', { customer: { vatNumber: '000000009', kind: 'dealer' } }],
  ['a category that is none', { items: [{ category: '100022' }] }],
  ['a rate above 99.99', { items: [{ vatRate: '100' }] }],
  ['a negative price', { items: [{ pricePerUnit: '-1.00' }] }],
])('the schema and core both refuse %s', (_, changes) => {
  const fields = { ...valid, ...changes };
  expect(matches(fields)).toBe(false);
  expect(assess(fields, {}).decision.faults).not.toEqual([]);
});
