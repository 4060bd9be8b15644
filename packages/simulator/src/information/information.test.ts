import { describe, expect, test } from 'vitest';
import { NOON, ORDINARY } from '../fixtures/ask.ts';
import { get, post } from '../fixtures/client.ts';
import type { Scenario } from '../settings.ts';
import { startSimulator } from '../start-simulator.ts';

const NUMBER = '20260630120000123000000777';
const KNOWN = {
  confirmation_number: NUMBER,
  vat_number: 18,
  customer_vat_number: 777777715,
  payment_amount: 6000,
  vat_amount: 1080,
  invoice_date: '2026-06-10',
  invoice_reference_number: '42',
};
const scenario: Scenario = {
  invoices: [KNOWN],
  dealers: { '777777723': { permissions: ['request'] } },
};
const start = (more: Scenario = {}) => startSimulator({ now: () => NOON, ...scenario, ...more });

describe('what was approved here can be looked up by its customer', () => {
  test('by the number and by the details', async () => {
    await using simulator = await start();
    const invoice = { ...ORDINARY, customer_vat_number: 777777731 };
    const { body } = await post(simulator.address, 'Invoices/v2/Approval', invoice);
    const number = String(body['confirmation_number']);
    const found = await post(simulator.address, 'invoice-information/v1/details', {
      Customer_VAT_Number: 777777731,
      Confirmation_Number: number.slice(-9),
    });
    expect(found.body).toMatchObject({
      Message: { Vat_Number: 777777715, Payment_Amount: 10000, Customer_Name: 'לקוח לדוגמה בע"מ' },
    });
    const back = await post(simulator.address, 'invoice-information/v1/confirmationNumber', {
      Customer_VAT_Number: 777777731,
      Vat_Number: 777777715,
      Payment_Amount: 10000,
      VAT_Amount: 1800,
      Invoice_Date: '2026-06-30',
    });
    expect(back.body['Confirmation_Number']).toBe(number);
    // Another customer does not see it.
    const other = { Customer_VAT_Number: 777777715, Confirmation_Number: number };
    expect((await post(simulator.address, 'invoice-information/v1/details', other)).body['Message']).toBe(
      'Cannot retrieve information',
    );
  });

  test('not without the permission, nor by a customer that nobody knows', async () => {
    await using simulator = await start();
    for (const customer of [777777723, 514713288]) {
      const query = { Customer_VAT_Number: customer, Confirmation_Number: NUMBER };
      expect((await post(simulator.address, 'invoice-information/v1/details', query)).status).toBe(406);
    }
  });
});

describe('the later form', () => {
  const query = { customer_vat_number: 777777715, confirmation_number: NUMBER };

  test.each<[string, Scenario, string]>([
    ['under v2', {}, 'v2'],
    ['under v1 by a setting', { lookUps: { v1: 'lower-case' } }, 'v1'],
  ])('%s: lower case, and 472', async (_name, more, version) => {
    await using simulator = await start(more);
    const details = `invoice-information/${version}/details`;
    expect((await post(simulator.address, details, query)).body).toMatchObject({
      status: 200,
      message: { vat_number: 18, payment_amount: 6000 },
    });
    expect(await post(simulator.address, details, { ...query, confirmation_number: '1' })).toEqual({
      status: 400,
      body: {
        status: 400,
        message: {
          errors: [{ code: 472, message: 'Cannot retrieve information', param: 'body', location: 'request' }],
        },
      },
    });
    const capitals = { Customer_VAT_Number: 777777715, Confirmation_Number: NUMBER };
    expect((await post(simulator.address, details, capitals)).status).toBe(422);
    const byDetails = { customer_vat_number: 777777715, vat_number: 18, payment_amount: 6000, vat_amount: 1080 };
    const path = `invoice-information/${version}/confirmationNumber`;
    const found = await post(simulator.address, path, { ...byDetails, invoice_date: '2026-06-10' });
    expect(found.body['confirmation_number']).toBe(NUMBER);
    expect((await post(simulator.address, path, { ...byDetails, invoice_date: '2026-06-11' })).status).toBe(400);
  });
});

test('the received invoices of a period', async () => {
  await using simulator = await start();
  const path = 'MultiInvoiceInformationApi/v1/Details';
  const period = { customer_vat_number: 777777715, from_date: '2026-06-01', to_date: '2026-06-30' };
  expect((await post(simulator.address, path, period)).body).toMatchObject({
    status: 200,
    message: [{ confirmation_number: NUMBER, invoice_reference_number: '42' }],
  });
  expect((await post(simulator.address, path, { ...period, to_date: '2026-06-09' })).body['message']).toEqual([]);
});

describe('the minimum amount', () => {
  test('of today', async () => {
    await using simulator = await start();
    const { body } = await get(simulator.address, 'general-information/v1/MinimumAmount');
    expect(body).toEqual({ Status: 200, Minimum_Amount: 5000 });
  });

  test.each([
    ['2026-06-01', 5000],
    ['31-05-2026', 10_000],
    ['2025-12-31', 20_000],
    ['2024-05-05', 25_000],
  ])('of %s is %i', async (date, amount) => {
    await using simulator = await start();
    const path = 'general-information/v2/MinimumAmount';
    const answer = { status: 200, body: { status: 200, minimum_amount: amount } };
    expect(await get(simulator.address, `${path}?date=${date}`)).toEqual(answer);
    expect(await post(simulator.address, path, { date })).toEqual(answer);
  });

  test('of no day is 400', async () => {
    await using simulator = await start();
    expect((await get(simulator.address, 'general-information/v2/MinimumAmount?date=2026-02-30')).status).toBe(400);
  });
});
