import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { NOON, ORDINARY, ask, send } from './fixtures/ask.ts';
import { startSimulator } from './start-simulator.ts';

async function read(address: string, path: string, method: string = 'GET'): Promise<unknown> {
  const response = await fetch(address + path, { method });
  expect(response.status).toBe(200);
  return response.json();
}

test('tells from outside what was asked and issued, in order, and forgets it on demand', async () => {
  await using simulator = await startSimulator({ now: () => NOON });
  const body = JSON.stringify(ORDINARY);
  const number = (await send(simulator, body)).body['confirmation_number'];
  await send(simulator, body);
  await ask(simulator, { invoice_id: 'H', vat_number: 777777723, action: 0 });
  await ask(simulator, { invoice_id: 'R', user_name: undefined });
  await ask(simulator, { invoice_id: 'P', vat_number: 514713288 });
  await ask(simulator, { invoice_id: null });

  const sha = createHash('sha256').update(body).digest('hex');
  const common = { tier: 'tsandbox', invoice_reference_number: '1001', action: 0 };
  const first = { ...common, invoice_id: '777777715-305-1001', vat_number: 777777715 };
  expect(await read(simulator.address, '/__simulator/asked')).toEqual({
    asked: [
      { ...first, body_sha256: sha, outcome: 'allocated' },
      { ...first, body_sha256: sha, outcome: 'allocated' },
      { ...common, invoice_id: 'H', vat_number: 777777723, body_sha256: expect.any(String), outcome: 'held' },
      { ...common, invoice_id: 'R', vat_number: 777777715, body_sha256: expect.any(String), outcome: 'rejected' },
      { ...common, invoice_id: 'P', vat_number: 514713288, body_sha256: expect.any(String), outcome: 'no-permission' },
    ],
  });
  expect(await read(simulator.address, '/__simulator/issued')).toEqual({
    issued: [{ ...first, confirmation_number: number }],
  });

  await read(simulator.address, '/__simulator/reset', 'POST');
  expect(await read(simulator.address, '/__simulator/asked')).toEqual({ asked: [] });
  expect(await read(simulator.address, '/__simulator/issued')).toEqual({ issued: [] });
  // The same clock, seed and request: the same number.
  expect((await send(simulator, body)).body['confirmation_number']).toBe(number);
});

test('tiers do not share numbers', async () => {
  await using simulator = await startSimulator({ now: () => NOON });
  const numbers = [];
  for (const tier of ['tsandbox', 'production']) {
    const response = await fetch(`${simulator.address}/shaam/${tier}/Invoices/v2/Approval`, {
      method: 'POST',
      headers: { authorization: 'Bearer a-token' },
      body: JSON.stringify(ORDINARY),
    });
    numbers.push(((await response.json()) as Record<string, unknown>)['confirmation_number']);
  }
  expect(new Set(numbers).size).toBe(2);
});

test.each(['health', 'alive'])('%s needs no token', async (name) => {
  await using simulator = await startSimulator();
  await read(simulator.address, `/shaam/production/Invoices/v2/${name}`);
});

test('says which port is taken, and frees its own', async () => {
  const first = await startSimulator();
  const port = Number(new URL(first.address).port);
  await expect(startSimulator({ port })).rejects.toMatchObject({
    code: 'simulator/cannot-listen',
    remedy: 'fix-config',
    text: { he: expect.stringContaining(String(port)), en: expect.stringContaining(String(port)) },
  });
  await first.close();
  await first.close();
  const second = await startSimulator({ port });
  expect(second.address).toBe(first.address);
  await second.close();
});
