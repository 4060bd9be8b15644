import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InvoiceFields } from '@ishur/contract/v1';
import { parseAmount } from '../money.ts';
import { parseDocument } from '../parse-document.ts';
import { validate } from '../validate/validate.ts';
import { buildDocument } from './build-document.ts';
import type { DocumentDraft, DraftLine } from './draft.ts';

function draft(lines: readonly DraftLine[], changes: Partial<DocumentDraft> = {}): DocumentDraft {
  const customer = { name: 'כרמל שיווק בע"מ', vatNumber: '777777749' };
  return { documentType: 305, reference: '10231', documentDate: '2026-06-10', customer, lines, ...changes };
}

function built(lines: readonly DraftLine[], changes: Partial<DocumentDraft> = {}): InvoiceFields {
  const result = buildDocument(draft(lines, changes));
  if (!result.ok) throw new Error(result.faults.map(({ code, path }) => `${code} at ${path}`).join(', '));
  return result.fields;
}

function faultsOf(lines: readonly DraftLine[], changes: Partial<DocumentDraft> = {}): readonly string[] {
  const result = buildDocument(draft(lines, changes));
  return result.ok ? [] : result.faults.map(({ code, path }) => `${code} at ${path}`);
}

/** Before discount, discount, net, VAT, gross. */
function totals(fields: InvoiceFields): readonly (string | undefined)[] {
  return [fields.amountBeforeDiscount, fields.discount, fields.netAmount, fields.vatAmount, fields.grossAmount];
}

/** Net, rate and VAT of every line. */
function lineTotals(fields: InvoiceFields): readonly (readonly (string | undefined)[])[] {
  return (fields.items ?? []).map((item) => [item.netAmount, item.vatRate, item.vatAmount]);
}

const HUNDRED: DraftLine = { pricePerUnit: '100.00' };
const ORIGINAL = { documentType: 305, reference: '9001', documentDate: '2024-12-31' };

describe('building a document', () => {
  it('computes VAT at 18 %', () => {
    const fields = built([{ description: 'ייעוץ', quantity: '10', pricePerUnit: '500.00' }]);
    expect(totals(fields)).toEqual(['5000.00', '0.00', '5000.00', '900.00', '5900.00']);
    expect(fields.items).toEqual([
      {
        index: 1,
        description: 'ייעוץ',
        quantity: '10.00',
        pricePerUnit: '500.00',
        discount: '0.00',
        netAmount: '5000.00',
        vatRate: '18.00',
        vatAmount: '900.00',
      },
    ]);
  });

  it.each([
    ['2024-12-31', '170.00', '17.00'],
    ['2025-01-01', '180.00', '18.00'],
    ['2012-08-31', '160.00', '16.00'],
    ['2006-07-01', '155.00', '15.50'],
  ])('computes VAT at the rate of its day: %s', (documentDate, vat, rate) => {
    const fields = built([{ pricePerUnit: '1000.00' }], { documentDate });
    expect([fields.vatAmount, fields.items?.[0]?.vatRate]).toEqual([vat, rate]);
  });

  it('keeps lines without VAT apart', () => {
    const fields = built([{ pricePerUnit: '1000.00' }, { pricePerUnit: '500.00', vat: 'exempt' }]);
    expect(totals(fields)).toEqual(['1500.00', '0.00', '1500.00', '180.00', '1680.00']);
    expect(lineTotals(fields)).toEqual([
      ['1000.00', '18.00', '180.00'],
      ['500.00', '0.00', '0.00'],
    ]);
    expect(totals(built([{ pricePerUnit: '500.00', vat: 'exempt' }]))[3]).toBe('0.00');
  });

  it('shares the discount of the document among its lines, and with it the VAT', () => {
    // A tenth off: 900 taxed and 450 exempt.
    const fields = built([{ pricePerUnit: '1000.00' }, { pricePerUnit: '500.00', vat: 'exempt' }], {
      discount: '150.00',
    });
    expect(totals(fields)).toEqual(['1500.00', '150.00', '1350.00', '162.00', '1512.00']);
    expect(lineTotals(fields)[0]).toEqual(['1000.00', '18.00', '162.00']);
  });

  it('gives a discount of everything', () => {
    expect(totals(built([HUNDRED], { discount: '100.00' }))).toEqual(['100.00', '100.00', '0.00', '0.00', '0.00']);
  });

  it('takes the discount of a line off the line', () => {
    const fields = built([{ quantity: '3', pricePerUnit: '33.33', discount: '9.99' }]);
    expect(totals(fields)).toEqual(['90.00', '0.00', '90.00', '16.20', '106.20']);
    expect(fields.items?.[0]?.discount).toBe('9.99');
    expect(totals(built([{ pricePerUnit: '5.00', discount: '5.00' }]))[0]).toBe('0.00');
  });

  it('computes a credit note at the rate of its original, and names it', () => {
    const fields = built([{ pricePerUnit: '1000.00' }], { documentType: 330, credited: ORIGINAL });
    expect(totals(fields)).toEqual(['1000.00', '0.00', '1000.00', '170.00', '1170.00']);
    expect(fields.documentDate).toBe('2026-06-10');
    expect(fields.related).toEqual([{ as: 'credited', documentType: 305, reference: '9001' }]);
    const untyped = { reference: '9001', documentDate: '2024-12-31' };
    expect(built([HUNDRED], { documentType: 330, credited: untyped }).related).toEqual([
      { as: 'credited', reference: '9001' },
    ]);
  });

  it('computes an invoice that names what it credits at the rate of its own day', () => {
    expect(built([HUNDRED], { credited: ORIGINAL }).vatAmount).toBe('18.00');
  });

  it.each([
    ['1.5', '10.00', '15.00', '2.70'],
    ['0.33', '3.03', '1.00', '0.18'],
    ['0.5', '0.01', '0.01', '0.00'],
    ['2.25', '0.10', '0.23', '0.04'],
  ])('rounds %s × %s to %s and its VAT to %s, half an agora up', (quantity, pricePerUnit, net, vat) => {
    const fields = built([{ quantity, pricePerUnit }]);
    expect([fields.netAmount, fields.vatAmount]).toEqual([net, vat]);
  });

  it('rounds VAT once for many lines, and lets the lines add up to it', () => {
    // 0.18 agora each would be nothing each; together they are 18.
    const fields = built(Array.from({ length: 100 }, () => ({ pricePerUnit: '0.01' })));
    expect(totals(fields)).toEqual(['1.00', '0.00', '1.00', '0.18', '1.18']);
    const vats = (fields.items ?? []).map((item) => item.vatAmount);
    expect(vats.filter((vat) => vat === '0.01')).toHaveLength(18);
    expect(vats.filter((vat) => vat === '0.00')).toHaveLength(82);
  });

  it('credits a line within an invoice: negative quantity, positive price, and VAT of its own', () => {
    const fields = built([{ pricePerUnit: '1000.00' }, { quantity: '-1', pricePerUnit: '999.90', category: '3' }]);
    expect(totals(fields)).toEqual(['0.10', '0.00', '0.10', '0.02', '0.12']);
    expect(lineTotals(fields)).toEqual([
      ['1000.00', '18.00', '180.00'],
      ['-999.90', '18.00', '-179.98'],
    ]);
    expect(fields.items?.[1]).toMatchObject({ quantity: '-1.00', pricePerUnit: '999.90', category: '3' });
  });

  it('gives nothing of the discount to what is credited', () => {
    const lines: DraftLine[] = [{ pricePerUnit: '1000.00' }, { quantity: '-1', pricePerUnit: '400.00', vat: 'exempt' }];
    // 990 taxed, 400 given back.
    expect(totals(built(lines, { discount: '10.00' }))).toEqual(['600.00', '10.00', '590.00', '178.20', '768.20']);
  });

  it('carries along what it does not compute, and adds nothing that is absent', () => {
    const more = { producedOn: '2026-06-11', branch: '7', note: 'תודה' };
    const line = { ...HUNDRED, catalogNumber: 'A1', category: '2', unit: 'שעה' };
    const fields = built([line], more);
    expect(fields).toMatchObject({
      ...more,
      documentType: 305,
      reference: '10231',
      customer: { vatNumber: '777777749' },
    });
    expect(fields.items?.[0]).toMatchObject({ catalogNumber: 'A1', category: '2', unit: 'שעה' });
    expect(Object.keys(built([HUNDRED])).toSorted()).toEqual(
      [
        'amountBeforeDiscount',
        'customer',
        'discount',
        'documentDate',
        'documentType',
        'grossAmount',
        'items',
        'netAmount',
        'reference',
        'vatAmount',
      ].toSorted(),
    );
  });

  it('is as large as the authority takes, and not an agora larger', () => {
    const exempt = (pricePerUnit: string): DraftLine => ({ pricePerUnit, vat: 'exempt' });
    expect(built([exempt('999999999999.99')]).grossAmount).toBe('999999999999.99');
    expect(faultsOf([exempt('999999999999.99'), exempt('0.01')])).toEqual(['document/amount-too-large at lines']);
    expect(faultsOf([{ pricePerUnit: '999999999999.99' }])).toEqual(['document/amount-too-large at lines']);
    expect(faultsOf([{ quantity: '2', pricePerUnit: '999999999999.99' }])).toEqual([
      'document/amount-too-large at lines[0]',
    ]);
  });
});

describe('a draft that cannot be built', () => {
  const bad: readonly (readonly [string, readonly DraftLine[], Partial<DocumentDraft>, readonly string[]])[] = [
    ['without lines', [], {}, ['document/lines-missing at lines']],
    [
      'of a day that does not exist',
      [HUNDRED],
      { documentDate: '2026-06-31' },
      ['document/date-unreadable at documentDate'],
    ],
    ['before the first rate', [HUNDRED], { documentDate: '2004-02-29' }, ['document/no-rate-known at documentDate']],
    ['that credits nothing', [HUNDRED], { documentType: 330 }, ['document/original-missing at credited']],
    [
      'that credits an invoice of no day',
      [HUNDRED],
      { documentType: 330, credited: { ...ORIGINAL, documentDate: '' } },
      ['document/date-unreadable at credited.documentDate'],
    ],
    [
      'that credits an invoice before the first rate',
      [HUNDRED],
      { documentType: 330, credited: { ...ORIGINAL, documentDate: '2004-02-29' } },
      ['document/no-rate-known at credited.documentDate'],
    ],
    [
      'a credit note of no day itself',
      [HUNDRED],
      { documentType: 330, documentDate: 'x', credited: ORIGINAL },
      ['document/date-unreadable at documentDate'],
    ],
    ['a price that is none', [{ pricePerUnit: '5,00' }], {}, ['document/amount-unreadable at lines[0].pricePerUnit']],
    [
      'a negative price',
      [HUNDRED, { pricePerUnit: '-1' }],
      {},
      ['document/item-price-negative at lines[1].pricePerUnit'],
    ],
    [
      'a quantity that is none',
      [{ ...HUNDRED, quantity: '' }],
      {},
      ['document/number-unreadable at lines[0].quantity'],
    ],
    [
      'a quantity of three decimals',
      [{ ...HUNDRED, quantity: '0.333' }],
      {},
      ['document/number-unreadable at lines[0].quantity'],
    ],
    [
      'a discount that is none',
      [{ ...HUNDRED, discount: '5%' }],
      {},
      ['document/amount-unreadable at lines[0].discount'],
    ],
    ['a negative discount', [{ ...HUNDRED, discount: '-1' }], {}, ['document/discount-too-large at lines[0].discount']],
    [
      'a line discounted below nothing',
      [{ ...HUNDRED, discount: '100.01' }, HUNDRED],
      {},
      ['document/discount-too-large at lines[0].discount'],
    ],
    [
      'a credited line discounted above nothing',
      [HUNDRED, { quantity: '-1', pricePerUnit: '5', discount: '5.01' }],
      {},
      ['document/discount-too-large at lines[1].discount'],
    ],
    ['a document discount that is none', [HUNDRED], { discount: 'x' }, ['document/amount-unreadable at discount']],
    ['a negative document discount', [HUNDRED], { discount: '-0.01' }, ['document/discount-too-large at discount']],
    ['discounted below nothing', [HUNDRED], { discount: '100.01' }, ['document/discount-too-large at discount']],
    [
      'that gives back more than it sells',
      [HUNDRED, { ...HUNDRED, quantity: '-2' }],
      {},
      ['document/amount-negative at lines'],
    ],
    [
      'that gives back more taxed than it sells taxed',
      [
        { ...HUNDRED, vat: 'exempt' },
        { pricePerUnit: '50', quantity: '-1' },
      ],
      {},
      ['document/amount-negative at lines'],
    ],
    [
      'with several faults at once',
      [
        { pricePerUnit: '', discount: '7' },
        { ...HUNDRED, quantity: '?' },
      ],
      { documentDate: '', discount: '' },
      [
        'document/date-unreadable at documentDate',
        'document/amount-unreadable at lines[0].pricePerUnit',
        'document/number-unreadable at lines[1].quantity',
        'document/amount-unreadable at discount',
      ],
    ],
  ];

  it.each(bad)('%s', (_, lines, changes, faults) => {
    expect(faultsOf(lines, changes)).toEqual(faults);
  });
});

describe('whatever is built', () => {
  const spell = (agorot: number): string => (agorot / 100).toFixed(2);
  const line = fc
    .record({
      quantity: fc.integer({ min: -300, max: 2_000 }),
      price: fc.integer({ min: 0, max: 500_000 }),
      discounted: fc.integer({ min: 0, max: 100 }),
      vat: fc.constantFrom('standard', 'standard', 'exempt'),
    })
    .map(({ quantity, price, discounted, vat }): DraftLine => {
      // What is exempt is sold and not given back: the authority takes no VAT above the rate on the whole (436).
      const amount = vat === 'exempt' ? Math.abs(quantity) : quantity;
      const discount = Math.floor((Math.abs(Math.round((amount * price) / 100)) * discounted) / 100);
      return {
        quantity: spell(amount),
        pricePerUnit: spell(price),
        discount: spell(discount),
        ...(vat === 'exempt' ? { vat } : {}),
      };
    });
  const drafts = fc.record({
    documentType: fc.constantFrom(305, 310, 320, 330),
    documentDate: fc.constantFrom('2024-12-31', '2025-01-01', '2026-06-10', '2012-09-01'),
    lines: fc.array(line, { minLength: 1, maxLength: 15 }),
    discounted: fc.integer({ min: 0, max: 100 }),
  });

  it('adds up to the agora, and is what the authority takes', () => {
    let count = 0;
    const agorot = (text: string | undefined): number => parseAmount(text ?? '') ?? Number.NaN;
    fc.assert(
      fc.property(drafts, ({ documentType, documentDate, lines, discounted }) => {
        const changes = { documentType, documentDate, ...(documentType === 330 ? { credited: ORIGINAL } : {}) };
        const undiscounted = buildDocument(draft(lines, changes));
        fc.pre(undiscounted.ok);
        const discount = Math.floor((agorot(undiscounted.fields.amountBeforeDiscount) * discounted) / 100);
        const result = buildDocument(draft(lines, { ...changes, discount: spell(discount) }));
        // A discount on what is sold can leave taxed credits outweighing taxed sales.
        fc.pre(result.ok);
        const { fields } = result;
        const items = fields.items ?? [];
        const sum = (field: 'netAmount' | 'vatAmount'): number =>
          items.reduce((total, item) => total + agorot(item[field]), 0);
        expect(agorot(fields.netAmount) + agorot(fields.vatAmount)).toBe(agorot(fields.grossAmount));
        expect(agorot(fields.amountBeforeDiscount) - agorot(fields.discount)).toBe(agorot(fields.netAmount));
        expect(sum('netAmount')).toBe(agorot(fields.amountBeforeDiscount));
        expect(sum('vatAmount')).toBe(agorot(fields.vatAmount));
        const parsed = parseDocument(fields);
        expect(parsed.ok && validate(parsed.document)).toEqual([]);
        count += 1;
      }),
      { numRuns: 1200 },
    );
    expect(count).toBeGreaterThan(800);
  });
});
