import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromAgorot, toAgorot } from './agorot.ts';

/** What a decimal string is, in other words than the code's. */
const DECIMAL = /^-?\d{1,13}(?:\.\d{1,2})?$/;

describe('toAgorot', () => {
  it.each([
    ['0', 0],
    ['-0', 0],
    ['-0.00', 0],
    ['7', 700],
    ['7.5', 750],
    ['-1234.05', -123_405],
    ['007.10', 710],
    ['9999999999999.99', 999_999_999_999_999],
    ['', undefined],
    ['-', undefined],
    ['.', undefined],
    ['.5', undefined],
    ['5.', undefined],
    ['1.555', undefined],
    ['1..5', undefined],
    ['--1', undefined],
    ['1-', undefined],
    ['+1', undefined],
    ['1e3', undefined],
    ['1,000', undefined],
    [' 1', undefined],
    ['١', undefined],
    ['10000000000000', undefined],
  ])('%s', (text, agorot) => {
    expect(toAgorot(text)).toBe(agorot);
  });

  it('takes just what is a decimal string, to the last agora', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('-', '.', '0', '1', '5', '9') }), (text) => {
        const expected = DECIMAL.test(text)
          ? BigInt(
              text
                .replace(/^(.*)\.(\d)$/, '$1.$20')
                .replace(/^([^.]*)$/, '$1.00')
                .replace('.', ''),
            )
          : undefined;
        const found = toAgorot(text);
        expect(found === undefined ? undefined : BigInt(found)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives back what it was made of', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), (agorot) => {
        expect(toAgorot(fromAgorot(agorot))).toBe(agorot);
      }),
    );
  });
});
