import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOON, ORDINARY } from '../fixtures/ask.ts';
import { controlled, post } from '../fixtures/client.ts';
import { startSimulator } from '../start-simulator.ts';
import { listElements } from './list-elements.ts';

const MULTI = 'Multi-invoices/v2/MultiApproval';

function batch(list: readonly object[], changes: object = {}): object {
  return {
    vat_number: 777777715,
    user_name: 'acme-office',
    invoices_amount: list.length,
    invoices_payment_amount: 0,
    invoices_vat_amount: 0,
    invoices_list: list,
    ...changes,
  };
}

const one = (id: string, changes: object = {}): object => ({ ...ORDINARY, invoice_id: id, ...changes });

describe('the header', () => {
  test.each<[string, object, number[]]>([
    ['counts nothing', batch([one('1')], { invoices_amount: 0 }), [439]],
    ['names another dealer', batch([one('1')], { vat_number: 777777723 }), [440]],
    ['names nobody', batch([one('1')], { user_name: undefined }), [446]],
    ['names a dealer that cannot be', batch([one('1')], { vat_number: 123456789 }), [431, 440]],
  ])('%s: nothing is processed', async (_name, body, codes) => {
    await using simulator = await startSimulator({ now: () => NOON });
    const reply = await post(simulator.address, MULTI, body);
    expect(reply).toMatchObject({
      status: 400,
      body: {
        is_error_in_main: true,
        message: { errors: [{ invoice_id: '0', message: { errors: codes.map((code) => ({ code })) } }] },
      },
    });
    expect((await controlled(simulator.address, 'asked')).body).toEqual({ asked: [] });
  });

  test.each<[string, object, RegExp]>([
    [
      'an invoice that breaks the contract',
      batch([one('1'), one('2', { customer_name: null })]),
      /\/invoices_list\/1\/customer_name.*JSV0001/,
    ],
    ['a field too many', batch([one('1')], { total: 1 }), /JSV0003/],
    ['no list', batch([], { invoices_list: undefined }), /JSV0002/],
  ])('%s is 422, and nothing is processed', async (_name, body, reason) => {
    await using simulator = await startSimulator({ now: () => NOON });
    const reply = await post(simulator.address, MULTI, body);
    expect([reply.status, reply.body['moreInformation']]).toEqual([422, expect.stringMatching(reason)]);
    expect((await controlled(simulator.address, 'asked')).body).toEqual({ asked: [] });
  });

  test('a dealer without permission, and a day that there is not, stop the whole', async () => {
    await using simulator = await startSimulator({ now: () => NOON });
    const stranger = batch([one('1', { vat_number: 514713288 })], { vat_number: 514713288 });
    expect((await post(simulator.address, MULTI, stranger)).status).toBe(406);
    const reply = await post(simulator.address, MULTI, batch([one('1'), one('2', { invoice_date: '2026-02-30' })]));
    expect(reply).toMatchObject({
      status: 400,
      body: { message: { errors: [{ param: 'invoices_list[1].invoice_date' }] } },
    });
    expect((await controlled(simulator.address, 'issued')).body).toEqual({ issued: [] });
  });
});

test('an invoice gets in a batch what it gets alone, and the same bytes are seen as such', async () => {
  await using simulator = await startSimulator({ now: () => NOON });
  const alone = await post(simulator.address, 'Invoices/v2/Approval', one('A'));
  const many = await post(simulator.address, MULTI, batch([one('A'), one('B')]));
  expect(many).toMatchObject({
    status: 200,
    body: {
      message: {
        success: [{ invoice_id: 'A', confirmation_number: alone.body['confirmation_number'] }, { invoice_id: 'B' }],
      },
    },
  });
  expect(many.body['message']).not.toHaveProperty('errors');
  const { asked } = (await controlled(simulator.address, 'asked')).body as {
    asked: { body_sha256: string; transaction_id?: string }[];
  };
  expect(asked.map(({ body_sha256 }) => body_sha256)).toEqual([
    asked[0]?.body_sha256,
    asked[0]?.body_sha256,
    createHash('sha256')
      .update(JSON.stringify(one('B')))
      .digest('hex'),
  ]);
  expect(asked.map(({ transaction_id: id }) => id)).toEqual([
    undefined,
    many.body['transaction_id'],
    many.body['transaction_id'],
  ]);
});

test('a held invoice makes the whole 200, though nothing was approved', async () => {
  await using simulator = await startSimulator({ now: () => NOON });
  const held = one('1', { vat_number: 777777723 });
  const wrong = one('2', { vat_number: 777777723, user_name: undefined });
  const reply = await post(simulator.address, MULTI, batch([held, wrong], { vat_number: 777777723 }));
  expect([reply.status, reply.body['status']]).toEqual([200, 200]);
  expect(reply.body['message']).not.toHaveProperty('success');
});

test('the text of each element of a list is found, whatever is in it', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), fc.constantFrom(0, 1, 2), (list, other, indent) => {
      const value = { other, nested: { list: [other] }, list, 'li"st': [1], after: list };
      const elements = listElements(JSON.stringify(value, undefined, indent), 'list');
      expect(elements.map((text): unknown => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(list)));
    }),
  );
  expect(listElements('{"list":[ 1.00 , {"a" : "]"}\n]}', 'list')).toEqual(['1.00', '{"a" : "]"}']);
});
