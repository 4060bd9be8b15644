import { describe, expect, test } from 'vitest';
import { NOON, ORDINARY, ask, send } from '../fixtures/ask.ts';
import { startSimulator } from '../start-simulator.ts';
import type { Simulator } from '../start-simulator.ts';

const start = (): Promise<Simulator> => startSimulator({ now: () => NOON });

describe('a body that does not fit the contract is 422, in the form of the gateway', () => {
  test.each([
    ['null instead of nothing', { customer_name: null }, 'JSV0001'],
    ['a number as text', { vat_number: '777777715' }, 'JSV0001'],
    ['a fraction for a whole number', { customer_vat_number: 18.5 }, 'JSV0001'],
    ['items that are no list', { items: {} }, 'JSV0001'],
    ['nothing that is mandatory', { customer_vat_number: undefined }, 'JSV0002'],
    ['a field that the contract does not know', { confirmation: 'x' }, 'JSV0003'],
    ['an unknown field of a line', { items: [{ index: 1 }, { colour: 'red' }] }, 'JSV0003'],
    ['a name that is too long', { customer_name: 'א'.repeat(26) }, 'JSV0006'],
    ['an id of zeros', { invoice_id: '0 00' }, 'JSV0007'],
    ['a reference of blanks', { invoice_reference_number: '  ' }, 'JSV0007'],
    ['a day in another spelling', { invoice_date: '30/06/2026' }, 'JSV0007'],
    ['an empty key of the client', { client_software_key: '' }, 'JSV0007'],
    ['the customer number 0', { customer_vat_number: 0 }, 'JSV0008'],
    ['a negative amount', { payment_amount: -1 }, 'JSV0008'],
    ['a negative price', { items: [{ price_per_unit: -1 }] }, 'JSV0008'],
    ['an amount beyond N12.2', { payment_amount: 1e12 }, 'JSV0009'],
    ['the action 1 of version 1', { action: 1 }, 'JSV0013'],
    ['a document type that is not listed', { invoice_type: 331 }, 'JSV0013'],
  ])('%s', async (_name, changes, code) => {
    await using simulator = await start();
    const reply = await ask(simulator, changes);
    expect(reply).toEqual({
      status: 422,
      body: {
        httpCode: '422',
        httpMessage: 'Unprocessable Entity',
        moreInformation: expect.stringMatching(new RegExp(`^Validate.*\\[${code}\\]$`)),
      },
    });
  });

  test('lengths are counted in characters and not in halves of them', async () => {
    await using simulator = await start();
    expect((await ask(simulator, { customer_name: '🧾'.repeat(25) })).status).toBe(200);
  });

  test('a credited line has a negative quantity', async () => {
    await using simulator = await start();
    const items = [{ index: 1, category: 3, quantity: -2, price_per_unit: 5, total_amount: -10, vat_amount: -1.8 }];
    expect((await ask(simulator, { items })).status).toBe(200);
  });
});

test.each([
  ['no token', undefined],
  ['an empty token', ''],
])('%s is 401', async (_name, token) => {
  await using simulator = await start();
  const response = await fetch(`${simulator.address}/shaam/production/Invoices/v2/Approval`, {
    method: 'POST',
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
    body: JSON.stringify(ORDINARY),
  });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ httpCode: '401', httpMessage: 'Unauthorized' });
});

test.each([
  ['no JSON', Buffer.from('{"invoice_id":'), 400],
  ['Windows-1255 instead of UTF-8', Buffer.from([0x22, 0xe0, 0x22]), 400],
  ['no object', Buffer.from('[]'), 422],
  ['more than 1 MiB', Buffer.alloc(1024 * 1024 + 1, 0x20), 413],
])('%s', async (_name, body, status) => {
  await using simulator = await start();
  const reply = await send(simulator, body);
  expect(reply.status).toBe(status);
  expect(reply.body['httpCode']).toBe(String(status));
});

test.each([
  ['POST', '/shaam/sandbox/Invoices/v2/Approval'],
  ['POST', '/shaam/tsandbox/Invoices/v1/Approval'],
  ['GET', '/shaam/tsandbox/Invoices/v2/Approval'],
  ['GET', '/'],
])('%s %s is 404', async (method, path) => {
  await using simulator = await start();
  const response = await fetch(simulator.address + path, { method });
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ httpCode: '404' });
});
