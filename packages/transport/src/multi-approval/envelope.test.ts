import { parseAmount } from '@ishur/core';
import type { FrozenAsk } from '@ishur/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spell } from '../approval/spell.ts';
import { asksOf } from '../fixtures/asking.ts';
import { requestFor, vatNumber } from '../fixtures/request.ts';
import { envelopeOf } from './envelope.ts';

const invalid = expect.objectContaining({ code: 'transport/invalid-batch', remedy: 'report-bug' });

test('the header is the one of table 2.6, in its order, and the invoices are the frozen bytes', () => {
  const settings = {
    operator: { name: 'acme-office', id: vatNumber('18') },
    unionVatNumber: vatNumber('511111113'),
    authorizedCompany: vatNumber('26'),
  };
  const asks = ['a', 'b'].map((invoiceId) => spell(requestFor({}, { ...settings, invoiceId })));
  expect(envelopeOf(asks)).toBe(
    '{"vat_number":777777715,"union_vat_number":511111113,"authorized_company":26,"user_id":18,' +
      '"user_name":"acme-office","invoices_amount":2,"invoices_payment_amount":20000,"invoices_vat_amount":3600,' +
      `"invoices_list":[${asks[0]?.body},${asks[1]?.body}]}`,
  );
});

test('bytes stay as they are, whatever they look like', () => {
  const body = ' {"invoice_id" : "x", "vat_number":777777715, "payment_amount":1.10,"vat_amount":0,"note":"\\u05d0"}\n';
  expect(envelopeOf([{ invoiceId: 'x', body }])).toContain(`"invoices_list":[${body}]}`);
});

test('sums are exact to the agora, as the sum in agorot is', () => {
  const agorot = fc.integer({ min: 0, max: 99_999_999_999_999 });
  fc.assert(
    fc.property(fc.array(fc.tuple(agorot, agorot), { minLength: 1, maxLength: 30 }), (amounts) => {
      const asks = amounts.map(([net, vat], index) => frozen(`i${index}`, `${net / 100}`, `${vat / 100}`));
      const [net, vat] = [0, 1].map((field) => amounts.reduce((sum, pair) => sum + BigInt(pair[field] ?? 0), 0n));
      if ((net ?? 0n) > 99_999_999_999_999n || (vat ?? 0n) > 99_999_999_999_999n) {
        expect(() => envelopeOf(asks)).toThrow(invalid);
        return;
      }
      const header = JSON.parse(envelopeOf(asks)) as Record<string, number>;
      expect(BigInt(parseAmount(String(header['invoices_payment_amount'])) ?? -1)).toBe(net);
      expect(BigInt(parseAmount(String(header['invoices_vat_amount'])) ?? -1)).toBe(vat);
      expect(header['invoices_amount']).toBe(asks.length);
    }),
  );
});

describe('what cannot be one batch is refused before anything is sent', () => {
  const other = (settings: Parameters<typeof requestFor>[1]): readonly FrozenAsk[] => [
    ...asksOf('a'),
    spell(requestFor({}, { invoiceId: 'b', ...settings })),
  ];
  test.each([
    ['nothing', []],
    ['one invoice twice', asksOf('a', 'b', 'a')],
    ['two dealers', other({ vatNumber: vatNumber('777777723') })],
    ['a member of a union and a dealer of none', other({ unionVatNumber: vatNumber('18') })],
    ['two acting companies', other({ authorizedCompany: vatNumber('18') })],
    ['two users', other({ operator: { name: 'somebody-else' } })],
    ['a user with a number and one without', other({ operator: { name: 'acme-office', id: vatNumber('18') } })],
    ['more than N12.2 holds', [frozen('a', '999999999999.99', '0'), frozen('b', '0.01', '0')]],
    ['more VAT than N12.2 holds', [frozen('a', '0', '999999999999.99'), frozen('b', '0', '0.01')]],
    ['bytes that are no JSON', [{ invoiceId: 'a', body: '{' }]],
    ['two objects in one', [{ invoiceId: 'a', body: `${asksOf('a')[0]?.body},{}` }]],
    ['bytes of another invoice', [{ ...frozen('a', '1', '0'), invoiceId: 'b' }]],
    ['fractions of an agora', [frozen('a', '1.005', '0')]],
    ['a negative amount', [frozen('a', '-1', '0')]],
    ['no amount', [{ invoiceId: 'a', body: '{"invoice_id":"a","vat_number":777777715}' }]],
  ])('%s', (_name, asks) => {
    expect(() => envelopeOf(asks)).toThrow(invalid);
  });
});

function frozen(invoiceId: string, net: string, vat: string): FrozenAsk {
  const body = `{"invoice_id":"${invoiceId}","vat_number":777777715,"payment_amount":${net},"vat_amount":${vat}}`;
  return { invoiceId, body };
}
