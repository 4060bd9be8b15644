import { describe, expect, it } from 'vitest';
import type { InvoiceFields } from '@ishur/contract/v1';
import { sampleDocument } from '../fixtures/sample-document.ts';
import { parseVatNumber } from '../identifiers.ts';
import type { VatNumber } from '../identifiers.ts';
import type { Agorot } from '../money.ts';
import { DOCUMENT_TYPES } from '../document-types.ts';
import { validate } from './validate.ts';
import type { AskCircumstances } from './validate.ts';

const ISSUER = parseVatNumber('777777715') as VatNumber;

/** What is wrong, as `code at path`. */
function faultsOf(changes: Partial<InvoiceFields>, circumstances: AskCircumstances = {}): readonly string[] {
  const faults = validate(sampleDocument(changes), { issuer: ISSUER, ...circumstances });
  return faults.map(({ code, path }) => `${code} at ${path}`);
}

/** Fields with this VAT, and a gross amount that fits. Agorot. */
function withVat(net: number, vat: number): Partial<InvoiceFields> {
  const spell = (agorot: number): string => (agorot / 100).toFixed(2);
  return { netAmount: spell(net), vatAmount: spell(vat), grossAmount: spell(net + vat) };
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

describe('the amounts that are asked for', () => {
  it('are as large as the field of the authority, and not an agora larger', () => {
    const largest = { netAmount: '999999999999.99', vatAmount: '0', grossAmount: '999999999999.99' };
    expect(faultsOf(largest)).toEqual([]);
    // The sum of what was read: no field alone is too large.
    expect(faultsOf({ ...largest, discount: '0.01' })).toEqual(['document/amount-too-large at amountBeforeDiscount']);
  });

  it('may all be nothing', () => {
    expect(faultsOf(withVat(0, 0))).toEqual([]);
    expect(faultsOf(withVat(0, 100))).toEqual([]);
    expect(faultsOf(withVat(0, 101))).toEqual(['document/vat-above-rate at vatAmount']);
  });

  it('are not compared with a rate where one of them is negative', () => {
    const negative = ['document/amount-negative at amountBeforeDiscount', 'document/amount-negative at netAmount'];
    expect(faultsOf(withVat(-100, 500))).toEqual(negative);
    expect(faultsOf(withVat(500, -100))).toEqual(['document/amount-negative at vatAmount']);
  });

  it.each([
    ['2005-08-31', 1700],
    ['2005-09-01', 1650],
    ['2005-09-02', 1650],
    ['2006-06-30', 1650],
    ['2006-07-01', 1550],
    ['2006-07-02', 1550],
    ['2009-06-30', 1550],
    ['2009-07-01', 1650],
    ['2009-07-02', 1650],
    ['2009-12-31', 1650],
    ['2010-01-01', 1600],
    ['2010-01-02', 1600],
    ['2012-08-31', 1600],
    ['2012-09-01', 1700],
    ['2012-09-02', 1700],
    ['2013-06-01', 1700],
    ['2013-06-02', 1800],
    ['2013-06-03', 1800],
    ['2015-09-30', 1800],
    ['2015-10-01', 1700],
    ['2015-10-02', 1700],
    ['2024-12-31', 1700],
    ['2025-01-01', 1800],
    ['2025-01-02', 1800],
  ])('have VAT up to the rate of %s, %d, and a shekel of rounding', (documentDate, hundredths) => {
    const vat = hundredths * 100;
    expect(faultsOf({ documentDate, ...withVat(1_000_000, vat) })).toEqual([]);
    expect(faultsOf({ documentDate, ...withVat(1_000_000, vat + 100) })).toEqual([]);
    expect(faultsOf({ documentDate, ...withVat(1_000_000, vat + 101) })).toEqual([
      'document/vat-above-rate at vatAmount',
    ]);
    expect(faultsOf({ documentDate, ...withVat(1_000_000, 1) }), 'a mixed invoice').toEqual([]);
  });

  it('have a rounding that is a setting', () => {
    const strict = { vatTolerance: 0 as Agorot };
    expect(faultsOf(withVat(1_000_000, 180_000), strict)).toEqual([]);
    expect(faultsOf(withVat(1_000_000, 180_001), strict)).toEqual(['document/vat-above-rate at vatAmount']);
    expect(faultsOf(withVat(1_000_000, 180_500), { vatTolerance: 500 as Agorot })).toEqual([]);
  });

  it('have any VAT where no rate is known, and on a credit note, which keeps the rate of its original', () => {
    expect(faultsOf({ documentDate: '2004-02-29', ...withVat(1_000_000, 900_000) })).toEqual([]);
    const credit: Partial<InvoiceFields> = { documentType: 330, related: [{ as: 'credited', reference: '9' }] };
    expect(faultsOf({ ...credit, documentDate: '2024-12-31', ...withVat(1_000_000, 180_101) })).toEqual([]);
  });
});

describe('the type of what is asked for', () => {
  it.each(DOCUMENT_TYPES.map((type) => [type.code, type.name.en, type.accepted] as const))(
    'is taken by Approval: %d (%s), %s',
    (documentType, _, accepted) => {
      const related = [{ as: 'credited', reference: '9' }] as const;
      const faults = accepted ? [] : ['document/type-not-accepted at documentType'];
      expect(faultsOf({ documentType, related })).toEqual(faults);
    },
  );

  it('is a credit note only with the invoice that it credits', () => {
    const missing = ['document/original-missing at related'];
    expect(faultsOf({ documentType: 330 })).toEqual(missing);
    expect(faultsOf({ documentType: 330, related: [] })).toEqual(missing);
    expect(faultsOf({ documentType: 330, related: [{ as: 'base', reference: '9' }] })).toEqual(missing);
    const both = [
      { as: 'base', reference: '8' },
      { as: 'credited', reference: '9' },
    ] as const;
    expect(faultsOf({ documentType: 330, related: both })).toEqual([]);
  });
});

describe('a reverse charge (action 3)', () => {
  const zeroRate: Partial<InvoiceFields> = { vatAmount: '0.00', grossAmount: '5000.01' };

  it('has no VAT', () => {
    expect(faultsOf(zeroRate, { action: 3 })).toEqual([]);
    expect(faultsOf({}, { action: 3 })).toEqual(['document/action-3-vat at vatAmount']);
    expect(faultsOf(withVat(500_001, 1), { action: 3 })).toEqual(['document/action-3-vat at vatAmount']);
  });

  it('is for every type but a pro-forma', () => {
    expect(faultsOf({ ...zeroRate, documentType: 320 }, { action: 3 })).toEqual([]);
    expect(faultsOf({ ...zeroRate, documentType: 332 }, { action: 3 })).toEqual([
      'document/action-3-type at documentType',
    ]);
    expect(faultsOf({ ...zeroRate, documentType: 400 }, { action: 3 })).toEqual([
      'document/type-not-accepted at documentType',
    ]);
  });

  it('is with a dealer whose number is known', () => {
    const customer = (fields: InvoiceFields['customer']): readonly string[] =>
      faultsOf({ ...zeroRate, customer: fields }, { action: 3 });
    expect(customer({ vatNumber: '777777749', kind: 'dealer' })).toEqual([]);
    for (const kind of ['private', 'non-deducting', 'foreign', 'palestinian'] as const) {
      expect(customer({ vatNumber: '777777749', kind }), kind).toEqual(['document/action-3-customer at customer.kind']);
      expect(customer({ kind })).toEqual(['document/customer-vat-number-missing at customer.vatNumber']);
    }
    expect(customer({ vatNumber: '999999998' })).toEqual(['document/action-3-customer at customer.kind']);
    expect(customer({})).toEqual(['document/customer-vat-number-missing at customer.vatNumber']);
  });
});

describe('an invoice of an approved pro-forma (action 4)', () => {
  it.each([
    [305, true],
    [320, true],
    [300, false],
    [310, false],
    [332, false],
    [340, false],
    [345, false],
    [348, false],
  ])('of type %d: %s', (documentType, isRight) => {
    const faults = isRight ? [] : ['document/action-4-type at documentType'];
    expect(faultsOf({ documentType }, { action: 4 })).toEqual(faults);
  });

  it('has VAT and a customer like every other', () => {
    expect(faultsOf({ customer: { kind: 'private' } }, { action: 4 })).toEqual([]);
    expect(faultsOf(withVat(1_000_000, 180_101), { action: 4 })).toEqual(['document/vat-above-rate at vatAmount']);
  });
});

describe('the number of the customer', () => {
  it('is at least 10', () => {
    for (let number = 1; number <= 9; number += 1) {
      expect(faultsOf({ customer: { vatNumber: `${number}` } }), `${number}`).toEqual([
        'document/customer-vat-number-impossible at customer.vatNumber',
      ]);
    }
    for (const vatNumber of ['10', '000000010', '11', '18', '777777749', '999999998']) {
      expect(faultsOf({ customer: { vatNumber } }), vatNumber).toEqual([]);
    }
  });

  it('is not the one that stands for nobody', () => {
    const impossible = ['document/customer-vat-number-impossible at customer.vatNumber'];
    expect(faultsOf({ customer: { vatNumber: '999999999' } })).toEqual(impossible);
    expect(faultsOf({ customer: { vatNumber: '999999999', kind: 'dealer' } })).toEqual(impossible);
    expect(faultsOf({ customer: { vatNumber: '999999997' } })).toEqual([]);
  });

  it('may be missing for everyone who does not deduct', () => {
    for (const kind of ['private', 'non-deducting', 'foreign', 'palestinian'] as const) {
      expect(faultsOf({ customer: { kind } }), kind).toEqual([]);
    }
    expect(faultsOf({ customer: {} })).toEqual([]);
    expect(faultsOf({ customer: { vatNumber: ' ' } })).toEqual([]);
  });
});
