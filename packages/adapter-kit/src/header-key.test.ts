import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headerKey } from './header-key.ts';

describe('what is compared of a header', () => {
  test.each([
    ['סה״כ', 'סהכ'],
    ['סה"כ', 'סהכ'],
    ["מס' הקצאה", 'מסהקצאה'],
    ['Invoice_Number ', 'invoicenumber'],
    ['\u200fח.פ.\u00a0', 'חפ'],
    ['Café', 'café'],
    ['Cafe\u0301', 'café'],
    ['שָׁלוֹם', 'שלום'],
    ['', ''],
  ])('of %s is %s', (header, key) => {
    expect(headerKey(header)).toBe(key);
  });

  test('is the same by the short way, which plain headers take, and by the long one', () => {
    const plain = fc.constantFrom(...'aZ09 _-."\'%אבתםץ״׳”“’\u00a0\u200e\u200f\u202a\u2066\ufeff\t(/)'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: plain, maxLength: 20 }), (header) => {
        const long = header
          .normalize('NFC')
          .replace(/[^\p{L}\p{N}]+/gu, '')
          .toLowerCase();
        expect(headerKey(header)).toBe(long);
      }),
    );
  });
});
