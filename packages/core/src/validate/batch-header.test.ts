import { describe, expect, it } from 'vitest';
import { sampleDocument } from '../fixtures/sample-document.ts';
import { LARGEST_AMOUNT } from '../money.ts';
import type { Agorot } from '../money.ts';
import { batchHeader } from './batch-header.ts';

const document = (net: number, vat: number): ReturnType<typeof sampleDocument> => ({
  ...sampleDocument(),
  net: net as Agorot,
  vat: vat as Agorot,
});

describe('the header of a batch', () => {
  it('counts the invoices and adds their amounts up, without and of VAT', () => {
    expect(batchHeader([document(500_001, 90_000)])).toEqual({ count: 1, net: 500_001, vat: 90_000 });
    expect(batchHeader([document(10, 1), document(20, 2), document(30, 0)])).toEqual({ count: 3, net: 60, vat: 3 });
    expect(batchHeader([])).toEqual({ count: 0, net: 0, vat: 0 });
  });

  it('adds agorot, where floating shekels would slip', () => {
    const tenths = Array.from({ length: 1000 }, () => document(10, 20));
    expect(batchHeader(tenths)).toEqual({ count: 1000, net: 10_000, vat: 20_000 });
  });

  it('is none where a sum is an agora larger than its field: the batch is to be divided', () => {
    expect(batchHeader([document(LARGEST_AMOUNT - 1, 0), document(1, 0)])?.net).toBe(LARGEST_AMOUNT);
    expect(batchHeader([document(LARGEST_AMOUNT, 0), document(1, 0)])).toBeUndefined();
    expect(batchHeader([document(0, LARGEST_AMOUNT - 1), document(0, 1)])?.vat).toBe(LARGEST_AMOUNT);
    expect(batchHeader([document(0, LARGEST_AMOUNT), document(0, 1)])).toBeUndefined();
  });

  it('is made of however many invoices', () => {
    const one = document(100, 18);
    expect(batchHeader(Array.from({ length: 300_000 }, () => one))).toEqual({
      count: 300_000,
      net: 30_000_000,
      vat: 5_400_000,
    });
  });
});
