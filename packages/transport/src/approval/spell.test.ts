import { formatAmount, parseAmount } from '@ishur/core';
import type { Agorot } from '@ishur/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CUSTOMER_NAME, requestFor, vatNumber } from '../fixtures/request.ts';
import { spell } from './spell.ts';

type Wire = Record<string, unknown>;
const wire = (...request: Parameters<typeof requestFor>): Wire =>
  JSON.parse(spell(requestFor(...request)).body) as Wire;

test('an ordinary invoice, byte for byte, in the order of table 2.1', () => {
  expect(spell(requestFor())).toEqual({
    invoiceId: '777777715-305-1001',
    body:
      '{"invoice_id":"777777715-305-1001","invoice_type":305,"vat_number":777777715,"user_name":"acme-office",' +
      `"invoice_reference_number":"1001","customer_vat_number":18,"customer_name":${JSON.stringify(CUSTOMER_NAME)},` +
      '"invoice_date":"2026-06-30","invoice_issuance_date":"2026-06-30","accounting_software_number":777777715,' +
      '"amount_before_discount":10000,"discount":0,"payment_amount":10000,"vat_amount":1800,"payment_amount_including_vat":11800}',
  });
});

test('every field that we have goes where table 2.1 and 2.2 want it', () => {
  const fields = {
    amountBeforeDiscount: '10500.50',
    discount: '500.50',
    branch: 'tel-aviv',
    note: ' first\r\nsecond ',
    customer: { name: 'א'.repeat(24) + '🧾🧾', vatNumber: '514713288', country: 'IL' },
    items: [
      {
        index: 1,
        catalogNumber: 'CAT-0123456789',
        category: '200016',
        description: 'תיאור ארוך מאוד של שורה שאינה נגמרת',
        unit: 'יחידה',
        quantity: '-1.125',
        pricePerUnit: '1.005',
        discount: '0',
        netAmount: '-1.13',
        vatRate: '18.00',
        vatAmount: '-0.20',
      },
      {},
      { quantity: 'many', category: 'two', description: '  ' },
    ],
  };
  const settings = {
    operator: { name: 'office', id: vatNumber('18') },
    unionVatNumber: vatNumber('055'),
    authorizedCompany: vatNumber('512345678'),
    action: 4,
  } as const;
  expect(wire(fields, settings)).toEqual({
    invoice_id: '777777715-305-1001',
    invoice_type: 305,
    vat_number: 777777715,
    union_vat_number: 55,
    authorized_company: 512345678,
    user_id: 18,
    user_name: 'office',
    invoice_reference_number: '1001',
    customer_vat_number: 514713288,
    customer_name: 'א'.repeat(24) + '🧾',
    customer_country_code: 'IL',
    invoice_date: '2026-06-30',
    invoice_issuance_date: '2026-06-30',
    branch_id: 'tel-avi',
    accounting_software_number: 777777715,
    amount_before_discount: 10500.5,
    discount: 500.5,
    payment_amount: 10000,
    vat_amount: 1800,
    payment_amount_including_vat: 11800,
    invoice_note: 'first second',
    action: 4,
    items: [
      {
        index: 1,
        catalog_id: 'CAT-012345678',
        category: 200016,
        description: 'תיאור ארוך מאוד של שורה שאינה',
        measure_unit_description: 'יחידה',
        quantity: -1.13,
        price_per_unit: 1.01,
        discount: 0,
        total_amount: -1.13,
        vat_rate: 18,
        vat_amount: -0.2,
      },
    ],
  });
});

test('a customer without a number goes as one who does not deduct, because 0 is refused', () => {
  expect(wire({ customer: { name: 'Avi', kind: 'private' } })['customer_vat_number']).toBe(999999998);
});

describe('what must never go out', () => {
  const nonsense = fc.option(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', ' ', '0', '1.5', '-3')), {
    nil: undefined,
  });
  const optional = fc.record(
    {
      branch: nonsense,
      note: nonsense,
      items: fc.array(fc.record({ description: nonsense, quantity: nonsense, category: nonsense })),
    },
    { requiredKeys: [] },
  );

  test('null, empty texts, empty lists, halves of characters', () => {
    fc.assert(
      fc.property(optional, nonsense, (fields, name) => {
        const definite = JSON.parse(JSON.stringify(fields)) as Parameters<typeof requestFor>[0];
        const { body } = spell(
          requestFor({ ...definite, customer: { vatNumber: '18', ...(name !== undefined && { name }) } }),
        );
        expect(body).not.toMatch(/:(null|""|\[\]|\{\})[,}]/);
        expect(body.isWellFormed()).toBe(true);
        const { branch_id, invoice_note, customer_name } = JSON.parse(body) as Record<string, string | undefined>;
        expect([...(branch_id ?? '')].length).toBeLessThanOrEqual(7);
        expect([...(invoice_note ?? '')].length).toBeLessThanOrEqual(100);
        expect([...(customer_name ?? '')].length).toBeLessThanOrEqual(25);
      }),
    );
  });

  test('a noise of binary fractions: every amount is spelled as its shekels', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999_999 }), (amount) => {
        const text = formatAmount(amount as Agorot);
        const { body } = spell(requestFor({ netAmount: text, vatAmount: text, grossAmount: text }));
        const written = /"payment_amount":([\d.]+),"vat_amount":([\d.]+),/.exec(body);
        expect(written?.[1]).toMatch(/^\d+(\.\d{1,2})?$/);
        expect(parseAmount(written?.[1] ?? '')).toBe(amount);
        expect(written?.[2]).toBe(written?.[1]);
      }),
    );
  });
});

test('the same request gives the same bytes', () => {
  expect(spell(requestFor()).body).toBe(spell(structuredClone(requestFor())).body);
});
