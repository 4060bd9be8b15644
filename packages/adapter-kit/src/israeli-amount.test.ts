import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromAgorot, toAgorot } from './agorot.ts';
import { parseIsraeliAmount } from './israeli-amount.ts';

describe('parseIsraeliAmount', () => {
  it('reads amounts without signs as two regular expressions do', () => {
    const plain = /^(?:0|[1-9]\d{0,12})(?:\.\d{1,2})?$/;
    const grouped = /^[1-9]\d{0,2}(?:,\d{3}){1,4}(?:\.\d{1,2})?$/;
    const part = fc.constantFrom(',', '.', '0', '1', '9', '12', '123', ',123', ',000', '.5', '.50', '1234567890123');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 7 }), (parts) => {
        const text = parts.join('');
        const amount = parseIsraeliAmount(text);
        if (plain.test(text) || grouped.test(text)) expect(amount).toBe(text.replaceAll(',', ''));
        else if (amount !== undefined) expect(text).toMatch(/^[0.]/);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['1234.50', '1234.50'],
    ['1,234.50', '1234.50'],
    ['1,234', '1234'],
    ['12,345,678.9', '12345678.9'],
    ['₪ 1,234.50', '1234.50'],
    ['1,234.50 ₪', '1234.50'],
    ['₪1234', '1234'],
    ['500 ש"ח', '500'],
    ['500 ש״ח', '500'],
    ["500ש''ח", '500'],
    ['NIS 500', '500'],
    ['(100)', '-100'],
    ['(1,234.50 ₪)', '-1234.50'],
    ['₪(100)', '-100'],
    ['100-', '-100'],
    ['-100', '-100'],
    ['- 100', '-100'],
    ['₪-100', '-100'],
    ['-₪100', '-100'],
    ['\u200e-100', '-100'],
    ['81.64\u200e', '81.64'],
    ['81.6\u200e', undefined],
    ['81.6₪', undefined],
    ['81.6 ₪', '81.6'],
    ['81.64₪', '81.64'],
    ['\u200f100-\u200f', '-100'],
    ['\u2212100', '-100'],
    ['+100', '100'],
    ['\u00a01,234.50\u00a0', '1234.50'],
    ['.5', '0.5'],
    ['007.10', '7.10'],
    ['-0.00', '0.00'],
    ['0', '0'],
  ])('reads %j as %s', (text, amount) => {
    expect(parseIsraeliAmount(text)).toBe(amount);
  });

  it.each([
    '',
    ' ',
    '-',
    '₪',
    '.',
    '1.234,50',
    '1,23',
    '1,2345',
    '12,34.5',
    '1,234,56',
    ',123',
    '1.234',
    '1.005',
    '1e3',
    '1E+05',
    '1 234.50',
    '--5',
    '-5-',
    '(-5)',
    '-(5)',
    '(5',
    '5)',
    '$5',
    '5 USD',
    '₪5₪',
    '1.2.3',
    '5%',
    'abc',
    '٥',
    '12345678901234',
    '=5',
    'Infinity',
    'NaN',
  ])('refuses %j', (text) => {
    expect(parseIsraeliAmount(text)).toBeUndefined();
  });

  it('brings back every amount from every spelling', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999_999 }), fc.boolean(), (agorot, isNegative) => {
        const [whole = '', fraction = ''] = fromAgorot(agorot).split('.');
        const grouped = `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
        const expected = isNegative ? -agorot || 0 : agorot;
        const spellings = isNegative
          ? [`-${grouped}`, `${grouped}-`, `(${grouped})`, `₪ -${grouped}`, `\u200e-${whole}.${fraction} ש"ח`]
          : [grouped, `${whole}.${fraction}`, `${grouped} ₪`, `₪${grouped}`, `+${grouped}`];
        for (const spelling of spellings) expect(toAgorot(parseIsraeliAmount(spelling) ?? '')).toBe(expected);
      }),
    );
  });

  it('answers any text with a decimal string, or not at all', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('0123456789.,-+() ₪e\u200f')), maxLength: 16 });
    fc.assert(
      fc.property(text, (cell) => {
        expect(parseIsraeliAmount(cell) ?? '0').toMatch(/^-?\d+(\.\d{1,2})?$/);
      }),
    );
  });
});

describe('agorot', () => {
  it('refuses what is no amount', () => {
    for (const text of ['', '1.234', '1,234', 'x', '1.']) expect(toAgorot(text)).toBeUndefined();
  });

  it('writes two digits', () => {
    expect([5, -5, 0, 123_456, -100].map(fromAgorot)).toEqual(['0.05', '-0.05', '0.00', '1234.56', '-1.00']);
  });
});
