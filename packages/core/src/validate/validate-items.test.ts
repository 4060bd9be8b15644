import { describe, expect, it } from 'vitest';
import type { ItemFields } from '@ishur/contract/v1';
import { sampleDocument } from '../fixtures/sample-document.ts';
import { ITEM_CATEGORIES } from '../item-categories.ts';
import { validateItems } from './validate-items.ts';

/** What is wrong with lines of a document whose amount before discount is 5000.01, as `code at path`. */
function faultsOf(...items: readonly ItemFields[]): readonly string[] {
  return validateItems(sampleDocument({ items })).map(({ code, path }) => `${code} at ${path}`);
}

/** The faults of one line, wherever it stands, and not of its sum with the others. */
function lineFaults(item: ItemFields): readonly string[] {
  return faultsOf(item, {}).map((fault) => fault.replace(' at items[0].', ' at '));
}

describe('the lines of a document', () => {
  it('may be missing, empty, or say little', () => {
    expect(validateItems(sampleDocument())).toEqual([]);
    expect(faultsOf()).toEqual([]);
    expect(faultsOf({}, { description: 'ייעוץ' })).toEqual([]);
  });

  it.each([0, 1, 999_999])('are numbered: %d', (index) => {
    expect(lineFaults({ index })).toEqual([]);
  });

  it.each([-1, 1.5, 1_000_000, Number.NaN, Infinity])('are not numbered %d', (index) => {
    expect(lineFaults({ index })).toEqual(['document/item-index at index']);
  });

  it('have a category of table 2.4, alone or with its heading', () => {
    for (const kind of ['1', '2', '3', '4']) {
      expect(lineFaults({ category: kind })).toEqual([]);
      for (const { code } of ITEM_CATEGORIES) expect(lineFaults({ category: `${kind}${code}` })).toEqual([]);
    }
    for (const category of ['', '0', '5', '12', '100022', '200000', '1000010', '500001', ' 1', '1\n', '١']) {
      expect(lineFaults({ category }), category).toEqual(['document/item-category at category']);
    }
  });

  it('have numbers that can be read, each where it stands', () => {
    for (const field of ['quantity', 'pricePerUnit', 'vatRate'] as const) {
      for (const text of ['', '1,5', '1e3', ' 1', '.5', '5.', '18%', '1'.repeat(13), `0.${'3'.repeat(31)}`]) {
        expect(lineFaults({ [field]: text }), text).toEqual([`document/number-unreadable at ${field}`]);
      }
    }
    for (const field of ['discount', 'netAmount', 'vatAmount'] as const) {
      for (const text of ['', '1,5', '1e3', '5.005']) {
        expect(lineFaults({ [field]: text }), text).toEqual([`document/amount-unreadable at ${field}`]);
      }
    }
  });

  it('have a price that is not negative, and a rate of 0 to 99.99', () => {
    expect(lineFaults({ pricePerUnit: '0' })).toEqual([]);
    expect(lineFaults({ pricePerUnit: '-0.00' })).toEqual([]);
    expect(lineFaults({ pricePerUnit: '-0.01' })).toEqual(['document/item-price-negative at pricePerUnit']);
    for (const vatRate of ['0', '0.00', '16.5', '18', '99.99', '99.990']) expect(lineFaults({ vatRate })).toEqual([]);
    for (const vatRate of ['-0.01', '99.991', '100', '1800']) {
      expect(lineFaults({ vatRate }), vatRate).toEqual(['document/item-rate at vatRate']);
    }
  });

  it.each<readonly [string, ItemFields, string]>([
    ['one of a kind', { quantity: '1', pricePerUnit: '100.00' }, '100.00'],
    ['several', { quantity: '3', pricePerUnit: '33.33' }, '99.99'],
    ['less its discount', { quantity: '3', pricePerUnit: '33.33', discount: '9.99' }, '90.00'],
    ['a discount that the source writes with a minus', { quantity: '1', pricePerUnit: '10', discount: '-1' }, '9.00'],
    ['half an agora, up', { quantity: '0.5', pricePerUnit: '0.01' }, '0.01'],
    ['credited: a negative quantity at a positive price', { quantity: '-2', pricePerUnit: '50' }, '-100.00'],
    ['credited less its discount', { quantity: '-2', pricePerUnit: '50', discount: '10' }, '-90.00'],
    ['credited, half an agora away from nothing', { quantity: '-0.5', pricePerUnit: '0.01' }, '-0.01'],
    ['a quantity of four decimals, as the uniform file has', { quantity: '1.2345', pricePerUnit: '8.10' }, '10.00'],
    ['a third, and not 0.33', { quantity: '0.333333', pricePerUnit: '3000.00' }, '1000.00'],
    ['a price of a kilowatt-hour', { quantity: '1000', pricePerUnit: '0.5425' }, '542.50'],
  ])('cost what they say: %s', (_, line, expected) => {
    const agorot = Math.round(Number(expected) * 100);
    for (const [shift, isRight] of [
      [0, true],
      [1, true],
      [-1, true],
      [2, false],
      [-2, false],
    ] as const) {
      const netAmount = ((agorot + shift) / 100).toFixed(2);
      expect(lineFaults({ ...line, netAmount }), netAmount).toEqual(
        isRight ? [] : ['document/item-total at netAmount'],
      );
    }
  });

  it('are told a price and a rate as they stand in the source', () => {
    const [price, rate] = validateItems(sampleDocument({ items: [{ pricePerUnit: '-3.125', vatRate: '180.0' }] }));
    expect(price?.message.en).toContain('The unit price -3.125 is negative');
    expect(rate?.message.en).toContain("The line's VAT rate, 180.0, is not");
  });

  it('cost what can be computed, and nothing else is compared', () => {
    expect(lineFaults({ quantity: '2', netAmount: '7.00' })).toEqual([]);
    expect(lineFaults({ pricePerUnit: '2', netAmount: '7.00' })).toEqual([]);
    expect(lineFaults({ quantity: '2', pricePerUnit: '2', discount: '1' })).toEqual([]);
    expect(lineFaults({ quantity: '2', pricePerUnit: '-2', netAmount: '7.00' })).toEqual([
      'document/item-price-negative at pricePerUnit',
    ]);
  });

  it('are told what was found and what was expected, also where the product is larger than any amount', () => {
    const [fault] = validateItems(
      sampleDocument({ items: [{ quantity: '999999999999', pricePerUnit: '999999999999', netAmount: '1.00' }] }),
    );
    expect(fault?.message.en).toMatch(/total is 1\.00, but quantity times price less discount is 9{11}\d{13}\.\d\d\. /);
  });

  it('add up to the amount before discount, an agora a line allowed', () => {
    const line = (netAmount: string): ItemFields => ({ netAmount });
    expect(faultsOf(line('5000.01'))).toEqual([]);
    expect(faultsOf(line('5000.02'))).toEqual([]);
    expect(faultsOf(line('5000.00'))).toEqual([]);
    expect(faultsOf(line('5000.03'))).toEqual(['document/lines-do-not-add-up at items']);
    expect(faultsOf(line('4999.99'))).toEqual(['document/lines-do-not-add-up at items']);
    expect(faultsOf(line('2500.00'), line('2500.00'), line('0.04'))).toEqual([]);
    expect(faultsOf(line('2500.00'), line('2500.00'), line('0.05'))).toEqual(['document/lines-do-not-add-up at items']);
    expect(faultsOf(line('6000.00'), { quantity: '-1', pricePerUnit: '999.99', netAmount: '-999.99' })).toEqual([]);
  });

  it('add up before the discount of the document and not after it', () => {
    const withDiscount = (netAmount: string): number =>
      validateItems(sampleDocument({ discount: '100.00', items: [{ netAmount }] })).length;
    expect([withDiscount('5100.01'), withDiscount('5000.01')]).toEqual([0, 1]);
  });

  it('are not added up where one has no total, or is wrong in itself', () => {
    expect(faultsOf({ netAmount: '1.00' }, {})).toEqual([]);
    expect(faultsOf({ netAmount: '1.00', category: '9' })).toEqual(['document/item-category at items[0].category']);
  });

  it('may be many', () => {
    const items = Array.from({ length: 200_000 }, () => ({ quantity: '1', pricePerUnit: '1.00', netAmount: '1.00' }));
    expect(faultsOf(...items.slice(0, 10))).toEqual(['document/lines-do-not-add-up at items']);
    const document = sampleDocument({ items, netAmount: '200000.00' });
    expect(validateItems(document)).toEqual([]);
  });
});
