import { createAuthority } from '../create-authority.ts';
import type { Authority } from '@ishur/core';
import { startSimulator } from '@ishur/simulator';
import type { Simulator, SimulatorOptions } from '@ishur/simulator';
import { expect, test } from 'vitest';
import { NOON, requestFor, vatNumber } from '../fixtures/request.ts';

const call = { signal: new AbortController().signal };

async function start(
  options: SimulatorOptions = {},
): Promise<Simulator & { readonly authority: Pick<Authority, 'spell' | 'approve'> }> {
  const simulator = await startSimulator({ now: () => NOON, ...options });
  const { address } = simulator;
  const authority = createAuthority({ tier: 'simulator', address, accessToken: () => Promise.resolve('a-token') });
  return Object.assign(simulator, { authority });
}

async function asked(simulator: Simulator): Promise<readonly Record<string, unknown>[]> {
  const response = await fetch(`${simulator.address}/__simulator/asked`);
  return ((await response.json()) as { readonly asked: readonly Record<string, unknown>[] }).asked;
}

test('the same bytes, sent again, give the same number', async () => {
  await using simulator = await start();
  const { authority } = simulator;
  const ask = authority.spell(requestFor());
  const first = await authority.approve(ask, call);
  expect(first).toEqual({ kind: 'allocated', number: expect.stringMatching(/^\d{26}$/) });
  expect(await authority.approve(ask, call)).toEqual(first);
  const [one, two] = await asked(simulator);
  expect(two).toEqual(one);
});

test.each([
  ['777777723', 'authority/460', false],
  ['777777731', 'authority/461', false],
  ['777777749', 'authority/462', true],
])('the dealer %s is held with %s', async (dealer, code, choiceKnown) => {
  await using simulator = await start();
  const ask = simulator.authority.spell(requestFor({}, { vatNumber: vatNumber(dealer) }));
  expect(await simulator.authority.approve(ask, call)).toMatchObject({ kind: 'held', choiceKnown, faults: [{ code }] });
});

test('all that is wrong is said at once', async () => {
  await using simulator = await start();
  const customer = { vatNumber: '777777715' };
  const ask = simulator.authority.spell(requestFor({ documentDate: '2020-01-01', customer }, { operator: {} }));
  expect(await simulator.authority.approve(ask, call)).toMatchObject({
    kind: 'rejected',
    faults: [
      { code: 'authority/432', path: 'customer.vatNumber' },
      { code: 'authority/434', path: 'documentDate' },
      { code: 'authority/436', path: 'vatAmount' },
      { code: 'authority/446', path: 'operator' },
    ],
  });
});

test('an unknown code for a repeated invoice is survived', async () => {
  await using simulator = await start({ personality: 'error' });
  const ask = simulator.authority.spell(requestFor());
  expect(await simulator.authority.approve(ask, call)).toMatchObject({ kind: 'allocated' });
  expect(await simulator.authority.approve(ask, call)).toMatchObject({
    kind: 'rejected',
    faults: [{ code: 'authority/499', path: 'invoiceId', authorityCode: '499' }],
  });
});

test('a dealer without permission, and bytes that the contract does not know', async () => {
  await using simulator = await start();
  const { authority } = simulator;
  const stranger = authority.spell(requestFor({}, { vatNumber: vatNumber('514713288') }));
  await expect(authority.approve(stranger, call)).rejects.toMatchObject({ code: 'transport/no-permission-for-dealer' });
  const strange = { invoiceId: 'x', body: '{"invoice_id":null}' };
  await expect(authority.approve(strange, call)).rejects.toMatchObject({
    code: 'transport/schema-refused',
    remedy: 'report-bug',
  });
});

test('everything that we can spell fits the contract', async () => {
  await using simulator = await start();
  const text = 'ארוך '.repeat(50);
  const item = {
    category: '3',
    description: text,
    unit: text,
    catalogNumber: text,
    quantity: '-2',
    pricePerUnit: '1.005',
    vatRate: '18',
  };
  const ask = simulator.authority.spell(
    requestFor(
      {
        branch: text,
        note: text,
        discount: '10.10',
        items: [item],
        customer: { name: text, vatNumber: '18', country: 'ISR' },
      },
      {
        operator: { id: vatNumber('18') },
        unionVatNumber: vatNumber('18'),
        authorizedCompany: vatNumber('18'),
        action: 4,
      },
    ),
  );
  expect(await simulator.authority.approve(ask, call)).toMatchObject({ kind: 'allocated' });
});
