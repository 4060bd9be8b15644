import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LARGEST_AMOUNT,
  addAmounts,
  formatAmount,
  parseAmount,
  parseDecimal,
  priceOf,
  roundedShare,
  spellAmount,
  totalOf,
} from './money.ts';
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

  it('reads whatever text as a regular expression and whole numbers of any size do', () => {
    const part = fc.constantFrom('-', '.', '0', '5', '9', '00', '.00', '123456789012', ',', ' ');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const text = parts.join('');
        const match = /^(-?)(\d{1,15})(?:\.(\d{1,2})0*)?$/.exec(text);
        const size = match && BigInt(match[2] ?? '') * 100n + BigInt((match[3] ?? '').padEnd(2, '0'));
        const isRead = size !== null && size <= BigInt(LARGEST_AMOUNT);
        const expected = isRead ? Number(match?.[1] === '-' ? -size : size) : undefined;
        expect(parseAmount(text)).toBe(expected);
      }),
      { numRuns: 5000 },
    );
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

describe('totalOf', () => {
  it('adds a list however long', () => {
    expect(totalOf([])).toBe(0);
    expect(totalOf(Array.from({ length: 1_000_000 }, () => 10 as Agorot))).toBe(10_000_000);
  });
});

describe('spellAmount', () => {
  it.each([
    [0, '0.00'],
    [99_999, '999.99'],
    [100_000, '1,000.00'],
    [-100_000, '-1,000.00'],
    [-99_999, '-999.99'],
    [123_456_789, '1,234,567.89'],
    [LARGEST_AMOUNT, '999,999,999,999.99'],
  ])('writes %d agorot as %s', (agorot, text) => {
    expect(spellAmount(agorot as Agorot)).toBe(text);
  });
});

describe('roundedShare', () => {
  it.each([
    [100, 1, 3, 33],
    [200, 1, 3, 67],
    [1, 1, 2, 1],
    [-1, 1, 2, -1],
    [3, 1, 2, 2],
    [-3, 1, 2, -2],
    [1, 49, 100, 0],
    [-1, 49, 100, 0],
    [1, 50, 100, 1],
    [0, 7, 9, 0],
    [-25, 1800, 10_000, -5],
    // Larger than a double holds, on the way and in the end.
    [LARGEST_AMOUNT, 1800, 10_000, 18_000_000_000_000],
    [LARGEST_AMOUNT, LARGEST_AMOUNT, LARGEST_AMOUNT, LARGEST_AMOUNT],
    [-LARGEST_AMOUNT, 1, 2, -50_000_000_000_000],
  ])('%d × %d / %d is %d, half away from zero', (amount, part, whole, share) => {
    const found = roundedShare(amount as Agorot, part, whole);
    expect(found).toBe(share);
    expect(Object.is(found, -0)).toBe(false);
  });

  it('is the same whether the product fits into a double or not', () => {
    const wide = fc.integer({ min: -LARGEST_AMOUNT, max: LARGEST_AMOUNT });
    fc.assert(
      fc.property(
        wide,
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.integer({ min: 1 }),
        (amount, part, whole) => {
          const twice = BigInt(amount) * BigInt(part) * 2n;
          const size = ((twice < 0n ? -twice : twice) + BigInt(whole)) / (2n * BigInt(whole));
          expect(BigInt(roundedShare(amount as Agorot, part, whole))).toBe(BigInt(Number(twice < 0n ? -size : size)));
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('a decimal that is no amount', () => {
  it('keeps all that it says', () => {
    expect(parseDecimal('1.2345')).toEqual({ units: 12_345n, decimals: 4 });
    expect(parseDecimal('-3')).toEqual({ units: -3n, decimals: 0 });
    expect(parseDecimal('-0.50')).toEqual({ units: -50n, decimals: 2 });
    expect(parseDecimal(`${'9'.repeat(12)}.${'9'.repeat(30)}`)?.decimals).toBe(30);
  });

  it.each(['', '-', '.5', '5.', '1,5', '1e3', ' 1', '1\n', '+1', '1'.repeat(13), `0.${'1'.repeat(31)}`, '٣'])(
    'is not %j',
    (text) => {
      expect(parseDecimal(text)).toBeUndefined();
    },
  );

  it('is refused at once however long it is', () => {
    expect(parseDecimal(`0.${'1'.repeat(1_000_000)}`)).toBeUndefined();
  });

  it.each([
    ['1', '0.005', 1],
    ['1', '0.0049', 0],
    ['-1', '0.005', -1],
    ['0.333333', '3000', 100_000],
    ['1.2345', '8.10', 1_000],
    ['0', '-5', 0],
    ['-2', '-5', 1_000],
  ])('times a price: %s × %s is %d agorot, half away from zero', (quantity, price, agorot) => {
    const [one, other] = [parseDecimal(quantity), parseDecimal(price)];
    expect(one && other && priceOf(one, other)).toBe(agorot);
  });

  it('times an amount is what the amount is worth in hundredths', () => {
    const amounts = fc.integer({ min: -10_000_000, max: 10_000_000 });
    fc.assert(
      fc.property(amounts, amounts, (one, other) => {
        const [quantity, price] = [
          parseDecimal(formatAmount(one as Agorot)),
          parseDecimal(formatAmount(other as Agorot)),
        ];
        expect(quantity && price && priceOf(quantity, price)).toBe(roundedShare(one as Agorot, other, 100));
      }),
    );
  });
});
