import { describe, expect, test } from 'vitest';
import { NOON, ORDINARY, codesOf } from '../fixtures/ask.ts';
import type { Reply } from '../fixtures/ask.ts';
import { controlled, post } from '../fixtures/client.ts';
import type { SimulatorOptions } from '../settings.ts';
import { startSimulator } from '../start-simulator.ts';

/** A dealer whose invoices are held, and one held invoice. */
async function start(options: SimulatorOptions = {}) {
  const simulator = await startSimulator({ now: () => NOON, ...options });
  const { address } = simulator;
  const ask = (changes: object = {}): Promise<Reply> =>
    post(address, 'Invoices/v2/Approval', { ...ORDINARY, invoice_id: 'H', vat_number: 777777723, ...changes });
  const decide = (name: string, changes: object = {}, product: string = 'InvoiceDecisionApi'): Promise<Reply> =>
    post(address, `${product}/v1/${name}`, {
      invoice_id: 'H',
      vat_number: 777777723,
      user_name: 'acme-office',
      accounting_software_number: 777777715,
      ...changes,
    });
  const hear = (result: string): Promise<Reply> =>
    controlled(address, 'hearings', { vat_number: 777777723, invoice_id: 'H', result });
  expect(codesOf(await ask())).toEqual([460]);
  return Object.assign(simulator, { ask, decide, hear });
}

describe('a held invoice', () => {
  test.each(['Cancel', 'Continue', 'FurtherObjection'])('%s ends the asking: 462', async (name) => {
    await using simulator = await start();
    expect((await simulator.decide(name)).body).toEqual({ status: 200, message: 'Decision accepted' });
    expect(codesOf(await simulator.ask())).toEqual([462]);
    expect((await controlled(simulator.address, 'choices')).body).toMatchObject({
      choices: [{ decision: name, invoice_id: 'H', vat_number: 777777723, outcome: 'accepted' }],
    });
  });

  test('that wins its hearing gets a number under the same id; one that loses does not', async () => {
    await using simulator = await start();
    await simulator.decide('FurtherObjection');
    await simulator.hear('lost');
    expect(codesOf(await simulator.ask())).toEqual([462]);
    await simulator.hear('won');
    const reply = await simulator.ask();
    expect(reply.body).toMatchObject({ approved: true });
    expect((await simulator.ask()).body).toEqual(reply.body);
    expect(codesOf(await simulator.decide('Cancel'))).toEqual([463]);
  });

  test('that was continued may go to a hearing later', async () => {
    await using simulator = await start();
    await simulator.decide('Continue');
    expect((await simulator.decide('FurtherObjection')).status).toBe(200);
    await simulator.hear('won');
    expect((await simulator.ask()).body).toMatchObject({ approved: true });
  });

  test('gets a special number by reverse charge, and is settled then', async () => {
    await using simulator = await start();
    const charge = { action: 3, vat_amount: 0, payment_amount_including_vat: 10000, invoice_reference_number: '1002' };
    const reply = await simulator.ask(charge);
    expect(reply.body).toMatchObject({ approved: true });
    expect((await simulator.ask(charge)).body).toEqual(reply.body);
    expect(codesOf(await simulator.ask())).toEqual([462]);
    expect(codesOf(await simulator.decide('Cancel'))).toEqual([463]);
  });

  test('that is a 332 has no reverse charge', async () => {
    await using simulator = await start();
    await simulator.ask({ invoice_id: 'P', invoice_type: 332 });
    expect(codesOf(await simulator.ask({ invoice_id: 'P', action: 3, vat_amount: 0 }))).toEqual([433]);
  });
});

describe('a decision is refused', () => {
  test.each<[string, object, number]>([
    ['on an id that is not held', { invoice_id: 'X' }, 463],
    ['of another dealer', { vat_number: 777777715 }, 463],
    ['with another software number', { accounting_software_number: 1 }, 463],
    ['of nobody', { user_name: undefined }, 446],
  ])('%s', async (_name, changes, code) => {
    await using simulator = await start();
    const reply = await simulator.decide('Cancel', changes);
    expect([reply.status, codesOf(reply)]).toEqual([400, [code]]);
    expect(codesOf(await simulator.ask())).toEqual([461]);
  });

  test('after Cancel, and of a dealer without permission', async () => {
    await using simulator = await start();
    await simulator.decide('Cancel');
    expect(codesOf(await simulator.decide('Continue'))).toEqual([463]);
    expect((await simulator.decide('Cancel', { vat_number: 514713288 })).status).toBe(406);
    expect((await simulator.decide('Cancel', { note: 'x' })).status).toBe(422);
  });

  test.each([
    ['accepted', 200],
    ['refused', 400],
  ] as const)('a second time: %s by the setting', async (repeated, status) => {
    await using simulator = await start({ decisions: { repeated } });
    await simulator.decide('Cancel');
    expect((await simulator.decide('Cancel')).status).toBe(status);
  });
});

test.each([
  ['InvoiceDecisionApi', 'InvoiceDecisionApi', 200],
  ['InvoiceDecisionApi', 'Invoice-decision', 404],
  ['Invoice-decision', 'Invoice-decision', 200],
  ['Invoice-decision', 'InvoiceDecisionApi', 404],
  ['both', 'Invoice-decision', 200],
] as const)('of the two paths there is %s: %s is %i', async (path, asked, status) => {
  await using simulator = await start({ decisions: { path } });
  expect((await simulator.decide('Cancel', {}, asked)).status).toBe(status);
});

test("the sandbox's dealer of 461 has a held invoice under every id", async () => {
  await using simulator = await start();
  const own = { vat_number: 777777731, invoice_id: 'new' };
  expect((await simulator.decide('Continue', own)).status).toBe(200);
  expect(codesOf(await simulator.ask(own))).toEqual([462]);
});

describe('invoices of an approved 332', () => {
  const ask332 = { vat_number: 777777715, invoice_id: 'P', invoice_type: 332, vat_amount: 1800 };
  const part = (reference: string, net: number): object => ({
    vat_number: 777777715,
    invoice_id: 'P',
    action: 4,
    invoice_reference_number: reference,
    payment_amount: net,
    vat_amount: net * 0.18,
  });

  test('get numbers up to its amount, each once', async () => {
    await using simulator = await start();
    await simulator.ask(ask332);
    expect((await simulator.ask(part('1', 4000))).body).toMatchObject({ approved: true });
    expect((await simulator.ask(part('1', 4000))).body).toMatchObject({ approved: true });
    expect((await simulator.ask(part('2', 6000))).body).toMatchObject({ approved: true });
    expect(codesOf(await simulator.ask(part('3', 0.01)))).toEqual([497]);
  });

  test('what is answered beyond it, and without it, are settings', async () => {
    await using simulator = await start({ proforma: { beyond: 'allocate', unknown: 'reject' } });
    expect(codesOf(await simulator.ask(part('1', 4000)))).toEqual([498]);
    await simulator.ask(ask332);
    expect((await simulator.ask(part('1', 99_000))).body).toMatchObject({ approved: true });
  });
});
