import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LARGEST_AMOUNT, addAmounts, formatAmount, parseAmount } from './money.ts';
import type { Agorot } from './money.ts';

const anyAmount = fc.integer({ min: -LARGEST_AMOUNT, max: LARGEST_AMOUNT }) as fc.Arbitrary<Agorot>;

describe('parseAmount', () => {
  it.each([
    ['0', 0],
    ['0.00', 0],
    ['0.01', 1],
    ['0.1', 10],
    ['-0.01', -1],
    ['5000', 500_000],
    ['5000.0', 500_000],
    ['5000.01', 500_001],
    ['-1234.5', -123_450],
    ['007.50', 750],
    ['1234.50000', 123_450],
  ])('reads %s as %d agorot', (text, agorot) => {
    expect(parseAmount(text)).toBe(agorot);
  });

  it('reads every spelling of nothing as plain zero, never as minus zero', () => {
    for (const text of ['0', '-0', '-0.00', '00.0']) expect(Object.is(parseAmount(text), 0), text).toBe(true);
  });

  it.each(['0.001', '5000.005', '1.999', '-0.0001'])('refuses a fraction of an agora: %s', (text) => {
    expect(parseAmount(text)).toBeUndefined();
  });

  it.each(['', ' ', '-', '.', '.5', '5.', '+5', '--5', '5-', '1,234.50', '1.234,50', '1e3', '0x10', 'NaN', 'Infinity'])(
    'refuses %j',
    (text) => {
      expect(parseAmount(text)).toBeUndefined();
    },
  );

  it.each([' 5', '5 ', '5\n', '\u200f5', '٥', '₪5', '5 ש"ח', '(5)'])(
    'leaves spelling to the adapter: refuses %j',
    (text) => {
      expect(parseAmount(text)).toBeUndefined();
    },
  );

  it('reads what an N12.2 field of the authority holds, and not an agora more', () => {
    expect(parseAmount('999999999999.99')).toBe(99_999_999_999_999);
    expect(parseAmount('-999999999999.99')).toBe(-99_999_999_999_999);
    expect(parseAmount('1000000000000')).toBeUndefined();
    expect(parseAmount('-1000000000000.00')).toBeUndefined();
    expect(parseAmount('9'.repeat(15))).toBeUndefined();
    expect(parseAmount('9'.repeat(400))).toBeUndefined();
  });

  it('answers at once however long the text is', () => {
    expect(parseAmount(`1.00${'0'.repeat(1_000_000)}x`)).toBeUndefined();
  });
});

describe('formatAmount', () => {
  it.each([
    [0, '0.00'],
    [1, '0.01'],
    [-1, '-0.01'],
    [10, '0.10'],
    [99, '0.99'],
    [-100, '-1.00'],
    [500_001, '5000.01'],
    [LARGEST_AMOUNT, '999999999999.99'],
  ])('writes %d agorot as %s', (agorot, text) => {
    expect(formatAmount(agorot as Agorot)).toBe(text);
  });

  it('writes what is read back as the same amount, always with two decimals', () => {
    fc.assert(
      fc.property(anyAmount, (amount) => {
        const text = formatAmount(amount);
        expect(text).toMatch(/^-?(0|[1-9]\d*)\.\d\d$/);
        expect(parseAmount(text)).toBe(amount === 0 ? 0 : amount);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('addAmounts', () => {
  it('adds in whole agorot, where floating shekels would slip', () => {
    expect(addAmounts()).toBe(0);
    expect(addAmounts(10 as Agorot, 20 as Agorot)).toBe(30);
    expect(formatAmount(addAmounts(...Array.from({ length: 1000 }, () => parseAmount('0.10') as Agorot)))).toBe(
      '100.00',
    );
  });
});
