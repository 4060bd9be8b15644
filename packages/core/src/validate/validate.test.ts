import { describe, expect, it } from 'vitest';
import type { InvoiceFields } from '@ishur/contract/v1';
import { sampleDocument } from '../fixtures/sample-document.ts';
import { parseVatNumber } from '../identifiers.ts';
import type { VatNumber } from '../identifiers.ts';
import { validate } from './validate.ts';

const ISSUER = parseVatNumber('777777715') as VatNumber;

/** What is wrong, as `code at path`. */
function faultsOf(changes: Partial<InvoiceFields>): readonly string[] {
  return validate(sampleDocument(changes), { issuer: ISSUER }).map(({ code, path }) => `${code} at ${path}`);
}

describe('validate', () => {
  it('finds nothing in a document that the authority would take', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ amountBeforeDiscount: '5100.01', discount: '100.00' })).toEqual([]);
    expect(faultsOf({ discount: '100.00' })).toEqual([]);
  });

  it.each<readonly [string, Partial<InvoiceFields>, readonly string[]]>([
    ['a reference of 21 characters', { reference: 'A'.repeat(21) }, ['document/reference-too-long at reference']],
    ['a reference of zeros', { reference: '000' }, ['document/reference-blank-or-zero at reference']],
    ['a reference of zeros and blanks', { reference: ' 0 0 ' }, ['document/reference-blank-or-zero at reference']],
    [
      'a reference of 21 zeros',
      { reference: '0'.repeat(21) },
      ['document/reference-too-long at reference', 'document/reference-blank-or-zero at reference'],
    ],
    ['a gross amount that is an agora off', { grossAmount: '5900.02' }, ['document/total-mismatch at grossAmount']],
    ['a VAT amount that does not add up', { vatAmount: '900.01' }, ['document/total-mismatch at grossAmount']],
    [
      'a discount that does not add up',
      { amountBeforeDiscount: '5100.00', discount: '100.00' },
      ['document/discount-mismatch at netAmount'],
    ],
    [
      'an amount before discount without the discount',
      { amountBeforeDiscount: '5100.01' },
      ['document/discount-mismatch at netAmount'],
    ],
    [
      'a discount with a minus',
      { amountBeforeDiscount: '5100.01', discount: '-100.00' },
      ['document/amount-negative at discount', 'document/discount-mismatch at netAmount'],
    ],
    [
      'a negative VAT amount',
      { vatAmount: '-900.00', grossAmount: '4100.01' },
      ['document/amount-negative at vatAmount'],
    ],
    [
      'all amounts negative',
      { netAmount: '-6000', vatAmount: '-1080', grossAmount: '-7080' },
      [
        'document/amount-negative at amountBeforeDiscount',
        'document/amount-negative at netAmount',
        'document/amount-negative at vatAmount',
        'document/amount-negative at grossAmount',
      ],
    ],
    [
      'a dealer without a number',
      { customer: { kind: 'dealer' } },
      ['document/customer-vat-number-missing at customer.vatNumber'],
    ],
    [
      'the issuer as its own customer',
      { customer: { vatNumber: '777777715' } },
      ['document/customer-is-issuer at customer.vatNumber'],
    ],
    [
      'several at once',
      { reference: '0', grossAmount: '1', customer: { kind: 'dealer' } },
      [
        'document/reference-blank-or-zero at reference',
        'document/total-mismatch at grossAmount',
        'document/customer-vat-number-missing at customer.vatNumber',
      ],
    ],
  ])('finds %s', (_, changes, faults) => {
    expect(faultsOf(changes)).toEqual(faults);
  });

  it('counts the characters of a reference as a person does', () => {
    expect(faultsOf({ reference: 'א'.repeat(20) })).toEqual([]);
    expect(faultsOf({ reference: '😀'.repeat(20) })).toEqual([]);
    expect(faultsOf({ reference: '😀'.repeat(21) })).toEqual(['document/reference-too-long at reference']);
  });

  it('takes a reference that merely holds zeros and blanks', () => {
    for (const reference of ['0001', '10 00', '0/0', 'א0']) expect(faultsOf({ reference }), reference).toEqual([]);
  });

  it("knows the issuer also by a customer's number without its leading zeros", () => {
    const issuer = parseVatNumber('000000018') as VatNumber;
    const faults = validate(sampleDocument({ customer: { vatNumber: '18' } }), { issuer });
    expect(faults.map((fault) => fault.code)).toEqual(['document/customer-is-issuer']);
  });

  it('says both amounts that do not agree', () => {
    const [fault] = validate(sampleDocument({ grossAmount: '5900.10' }), { issuer: ISSUER });
    for (const words of ['5900.10', '5900.01']) {
      expect(fault?.message.he).toContain(words);
      expect(fault?.message.en).toContain(words);
    }
  });
});
