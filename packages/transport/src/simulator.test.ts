import type { AllocationRequest } from '@ishur/core';
import { businessDayOf } from '@ishur/core';
import { startSimulator } from '@ishur/simulator';
import type { Simulator, SimulatorOptions } from '@ishur/simulator';
import { expect, test } from 'vitest';
import type { HttpAuthority } from './create-authority.ts';
import { authorityAt, resultOf } from './fixtures/asking.ts';
import { CHOICE, DETAILS_QUERY, NUMBER_QUERY } from './fixtures/looking-up.ts';
import { NOON, requestFor, vatNumber } from './fixtures/request.ts';
import type { AuthorityOptions } from './settings.ts';

const call = { signal: new AbortController().signal };
/** The sandbox's dealers: 777777715 gets numbers, 777777723 is held. */
const HELD = { vatNumber: vatNumber('777777723'), softwareNumber: vatNumber('777777723') };

async function start(
  options: SimulatorOptions = {},
  settings: Partial<AuthorityOptions> = {},
): Promise<Simulator & { readonly authority: HttpAuthority }> {
  const simulator = await startSimulator({ now: () => NOON, ...options });
  return Object.assign(simulator, { authority: authorityAt(simulator.address, settings) });
}

const changed = (
  invoiceId: string,
  changes: Parameters<typeof requestFor>[0] = {},
  settings: Partial<Omit<AllocationRequest, 'document'>> = {},
): AllocationRequest => requestFor({ reference: invoiceId, ...changes }, { invoiceId, ...settings });

test('a batch: each gets its own, and the same bytes singly get the same number', async () => {
  await using simulator = await start({
    dealers: { '777777715': { behaviour: 'allocate', invoices: [{ id: 'held', behaviour: 'hold' }] } },
  });
  const { authority } = simulator;
  const asks = [
    changed('fine'),
    changed('held'),
    changed('old', { documentDate: '2020-01-01' }),
    changed('self', { customer: { vatNumber: '777777715' } }),
    changed('fine-too'),
  ].map((request) => authority.spell(request));
  const outcomes = await authority.approveMany(asks, call);
  expect(outcomes).toMatchObject([
    { kind: 'allocated' },
    { kind: 'held', choiceKnown: false, faults: [{ code: 'authority/460' }] },
    { kind: 'rejected', faults: [{ code: 'authority/434' }, { code: 'authority/436' }] },
    { kind: 'rejected', faults: [{ code: 'authority/432' }] },
    { kind: 'allocated' },
  ]);
  const [fine] = asks;
  expect(fine && (await authority.approve(fine, call))).toEqual(outcomes[0]);
  const response = await fetch(`${simulator.address}/__simulator/asked`);
  const { asked } = (await response.json()) as { readonly asked: readonly { readonly body_sha256: string }[] };
  expect(asked.at(-1)?.body_sha256).toBe(asked[0]?.body_sha256);
});

test('a batch of which all are wrong comes under 400, and is read all the same', async () => {
  await using simulator = await start();
  const { authority } = simulator;
  const asks = ['a', 'b'].map((id) => authority.spell(changed(id, { documentDate: '2020-01-01' })));
  expect(await authority.approveMany(asks, call)).toMatchObject([{ kind: 'rejected' }, { kind: 'rejected' }]);
});

test('one invoice that the contract does not know: the batch is refused, and singly only that one', async () => {
  await using simulator = await start();
  const { authority } = simulator;
  const [fine, strange] = ['fine', 'strange'].map((id) => authority.spell(changed(id)));
  if (fine === undefined || strange === undefined) throw new Error('The test is wrong');
  const wrong = { ...strange, body: strange.body.replace('"invoice_type":305', '"invoice_type":306') };
  expect(await resultOf(authority.approveMany([fine, wrong], call))).toMatchObject({
    kind: 'thrown',
    cause: { code: 'transport/batch-refused', remedy: 'retry' },
  });
  expect(await authority.approve(fine, call)).toMatchObject({ kind: 'allocated' });
  expect(await resultOf(authority.approve(wrong, call))).toMatchObject({ cause: { code: 'transport/schema-refused' } });
});

test('a held invoice: told which way, it is decided; and nothing else is held', async () => {
  await using simulator = await start();
  const { authority } = simulator;
  const ask = authority.spell(changed('h-1', {}, HELD));
  expect(await authority.approve(ask, call)).toMatchObject({ kind: 'held', choiceKnown: false });
  const choice = authority.spellChoice({ ...CHOICE, ...HELD, invoiceId: 'h-1' });
  expect(await authority.report(choice, call)).toEqual({ kind: 'accepted' });
  expect(await authority.approve(ask, call)).toMatchObject({ kind: 'held', choiceKnown: true });
  expect(await authority.report(authority.spellChoice({ ...CHOICE, ...HELD, invoiceId: 'h-2' }), call)).toMatchObject({
    kind: 'refused',
    faults: [{ code: 'authority/463', path: 'invoiceId' }],
  });
});

test('an authority with the older path only', async () => {
  await using simulator = await start({ decisions: { path: 'Invoice-decision' } });
  const { authority } = simulator;
  await authority.approve(authority.spell(changed('h-1', {}, HELD)), call);
  const choice = authority.spellChoice({ ...CHOICE, ...HELD, invoiceId: 'h-1' });
  expect(await authority.report(choice, call)).toEqual({ kind: 'accepted' });
});

test.each(['capitals', 'lower-case'] as const)('the look-ups of the buyer, spelled in %s', async (v1) => {
  const invoice = {
    confirmation_number: '20240704061109183006822601',
    vat_number: 18,
    customer_vat_number: 777_777_715,
    payment_amount: 8300.64,
    vat_amount: 90,
    invoice_date: '2023-04-16',
    invoice_reference_number: '888',
  };
  await using simulator = await start({ lookUps: { v1 }, invoices: [invoice] });
  const { authority } = simulator;
  expect(await authority.findNumber(NUMBER_QUERY, call)).toEqual({
    kind: 'found',
    number: invoice.confirmation_number,
  });
  for (const number of [invoice.confirmation_number, '006822601']) {
    expect(await authority.findDetails({ ...DETAILS_QUERY, number }, call)).toMatchObject({
      kind: 'found',
      details: { vatNumber: '000000018', reference: '888', net: 830_064, vat: 9000, documentDate: '2023-04-16' },
    });
  }
  expect(await authority.findNumber({ ...NUMBER_QUERY, reference: '889' }, call)).toMatchObject({ kind: 'not-found' });
  expect(await authority.findDetails({ ...DETAILS_QUERY, number: '1' }, call)).toMatchObject({ kind: 'not-found' });
});

test('a short number of two suppliers needs the supplier; a stranger may not look', async () => {
  const invoice = { customer_vat_number: 777_777_715, payment_amount: 1, vat_amount: 0, invoice_date: '2026-06-30' };
  await using simulator = await start({
    invoices: [
      { ...invoice, vat_number: 18, confirmation_number: '20260630120000000123456789' },
      { ...invoice, vat_number: 26, confirmation_number: '20250630120000000123456789' },
    ],
    dealers: { '777777723': { permissions: ['request'] } },
  });
  const { authority } = simulator;
  const query = { customerVatNumber: vatNumber('777777715'), number: '123456789' };
  expect(await authority.findDetails(query, call)).toEqual({ kind: 'supplier-needed' });
  const stranger = { ...query, customerVatNumber: vatNumber('777777723') };
  expect(await resultOf(authority.findDetails(stranger, call))).toMatchObject({
    cause: { code: 'transport/no-permission-for-customer' },
  });
});

test('health, life and the minimum amount of today', async () => {
  await using simulator = await start();
  const { authority } = simulator;
  expect(await authority.health(call)).toEqual({ isHealthy: true, status: 200 });
  expect(await authority.alive(call)).toEqual({ isHealthy: true, status: 200 });
  expect(await authority.minimumAmount(businessDayOf(NOON), call)).toBe(500_000);
});
