import { describe, expect, it } from 'vitest';
import { spellAmountText, spellDecimal, spellQuantity } from './spell-number.ts';

describe('numbers on a document', () => {
  it.each([
    ['1234567.5', '1,234,567.50'],
    ['-850.5', '-850.50'],
    ['0', '0.00'],
    ['0012', '12.00'],
    ['1.2345', '1.2345'],
    ['87.5000', '87.50'],
    ['999', '999.00'],
    ['abc', 'abc'],
    ['12345678901234567890.10', '12,345,678,901,234,567,890.10'],
  ])('an amount %s is %s', (text, expected) => {
    expect(spellAmountText(text)).toBe(expected);
  });

  it.each([
    ['10.0000', '10'],
    ['2.5000', '2.5'],
    ['1000', '1,000'],
    ['-1', '-1'],
    ['3 kg', '3 kg'],
  ])('a quantity %s is %s', (text, expected) => {
    expect(spellQuantity(text)).toBe(expected);
  });

  it('digits are never rounded or lost', () => {
    expect(spellDecimal('123456789012345678901234567890.123456789')).toBe(
      '123,456,789,012,345,678,901,234,567,890.123456789',
    );
  });
});
