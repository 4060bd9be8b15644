import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NON_DEDUCTING_CUSTOMER,
  NO_CUSTOMER,
  hasValidCheckDigit,
  isCorporationNumber,
  isSameAllocationNumber,
  parseAllocationNumber,
  parseVatNumber,
  shortNumber,
} from './identifiers.ts';
import type { AllocationNumber, VatNumber } from './identifiers.ts';

const nineDigits = fc.stringMatching(/^\d{9}$/);

function vat(text: string): VatNumber {
  const number = parseVatNumber(text);
  if (number === undefined) throw new Error(`Not a number: ${text}`);
  return number;
}

function allocation(text: string): AllocationNumber {
  const number = parseAllocationNumber(text);
  if (number === undefined) throw new Error(`Not a number: ${text}`);
  return number;
}

describe('parseVatNumber', () => {
  it.each([
    ['777777715', '777777715'],
    ['18', '000000018'],
    ['012345678', '012345678'],
    ['12345678', '012345678'],
    ['1', '000000001'],
    ['999999998', '999999998'],
  ])('reads %s as %s', (text, number) => {
    expect(parseVatNumber(text)).toBe(number);
  });

  it.each([
    '',
    '0',
    '000000000',
    '1234567890',
    '0000000018',
    '51-1111118',
    ' 18',
    '18 ',
    '18\n',
    '-18',
    '1.8',
    '1e3',
    '٠١',
    'IL18',
  ])('refuses %j', (text) => {
    expect(parseVatNumber(text)).toBeUndefined();
  });

  it('reads a number with and without its leading zeros as the same nine digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (value) => {
        const padded = String(value).padStart(9, '0');
        expect(parseVatNumber(String(value))).toBe(padded);
        expect(parseVatNumber(padded)).toBe(padded);
      }),
    );
  });
});

describe('hasValidCheckDigit', () => {
  it.each(['777777715', '777777723', '777777731', '777777749', '000000018', '999999998'])('accepts %s', (number) => {
    expect(hasValidCheckDigit(vat(number))).toBe(true);
  });

  it.each(['777777716', '777777732', '000000081', '125847553'])('finds that %s is mistyped', (number) => {
    expect(hasValidCheckDigit(vat(number))).toBe(false);
  });

  it('fits exactly one of the ten last digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), (stem) => {
        const valid = Array.from({ length: 10 }, (_, last) => hasValidCheckDigit(vat(`${stem}${last}`))).filter(
          Boolean,
        );
        expect(valid).toHaveLength(1);
      }),
    );
  });

  it('finds every single mistyped digit', () => {
    fc.assert(
      fc.property(nineDigits, fc.nat(8), fc.integer({ min: 1, max: 9 }), (text, place, shift) => {
        fc.pre(/[1-9]/.test(text) && hasValidCheckDigit(vat(text)));
        const digits = [...text];
        digits[place] = String((Number(digits[place]) + shift) % 10);
        fc.pre(/[1-9]/.test(digits.join('')));
        expect(hasValidCheckDigit(vat(digits.join('')))).toBe(false);
      }),
    );
  });
});

describe('parseAllocationNumber', () => {
  it.each(['20240627231846297178091822', '1', '009', '9'.repeat(30), '0'.repeat(29) + '1'])(
    'keeps %s as it is',
    (text) => {
      expect(parseAllocationNumber(text)).toBe(text);
    },
  );

  it.each(['0', '000000000', '0'.repeat(30)])('refuses %s: "no number"', (text) => {
    expect(parseAllocationNumber(text)).toBeUndefined();
  });

  it.each(['', ' ', '9'.repeat(31), '2.02406E+25', '-1', ' 1', '1 ', '1\n', 'null', 'IL-2026-1'])(
    'refuses %j',
    (text) => {
      expect(parseAllocationNumber(text)).toBeUndefined();
    },
  );
});

describe('shortNumber', () => {
  it.each([
    ['20240627231846297178091822', '178091822'],
    ['20240627231846297000000001', '000000001'],
    ['20240627231846297012345678', '012345678'],
    ['123456789', '123456789'],
    ['1234', '1234'],
  ])('of %s is %s', (number, short) => {
    expect(shortNumber(allocation(number))).toBe(short);
  });
});

describe('isSameAllocationNumber', () => {
  const WHOLE = allocation('20240627231846297008091822');

  it('knows a number by its last nine digits, which may be all that a source holds', () => {
    expect(isSameAllocationNumber(WHOLE, WHOLE)).toBe(true);
    expect(isSameAllocationNumber(WHOLE, allocation('008091822'))).toBe(true);
    expect(isSameAllocationNumber(allocation('008091822'), WHOLE)).toBe(true);
  });

  it.each(['8091822', '091822', '008091823', '97008091822', '20250627231846297008091822'])(
    'tells %s apart from it',
    (other) => {
      expect(isSameAllocationNumber(WHOLE, allocation(other))).toBe(false);
      expect(isSameAllocationNumber(allocation(other), WHOLE)).toBe(false);
    },
  );
});

describe('the numbers that stand for nobody in particular', () => {
  it('are 999999998 for a customer who does not deduct, and 999999999 for none', () => {
    expect(NON_DEDUCTING_CUSTOMER).toBe('999999998');
    expect(NO_CUSTOMER).toBe('999999999');
    expect(hasValidCheckDigit(NON_DEDUCTING_CUSTOMER)).toBe(true);
    expect(hasValidCheckDigit(NO_CUSTOMER)).toBe(false);
    expect(isCorporationNumber(NON_DEDUCTING_CUSTOMER)).toBe(false);
  });
});

describe('isCorporationNumber', () => {
  it.each(['510000000', '519999999', '550000000', '570000000', '580000000'])('knows %s', (number) => {
    expect(isCorporationNumber(vat(number))).toBe(true);
  });

  it.each([
    '500000000',
    '520000000',
    '530000000',
    '540000000',
    '560000000',
    '590000000',
    '051000000',
    '151000000',
    '51',
  ])('says nothing of %s', (number) => {
    expect(isCorporationNumber(vat(number))).toBe(false);
  });
});
