import { expect, test } from 'vitest';
import { invoiceOf, openJsonBusiness } from './testing/json-business.ts';
import type { JsonDocument } from './testing/json-business.ts';

const HELD = { dealers: { '777777715': { invoices: [{ reference: '1', behaviour: 'hold' }] } } } as const;

/** The zero-rate twin of invoice 1, as its source names it. */
function zeroRate(changes: Partial<JsonDocument> = {}): JsonDocument {
  return invoiceOf('2', 9_000, {
    vatAmount: '0.00',
    grossAmount: '9000.00',
    related: [{ as: 'replaced', documentType: 305, reference: '1' }],
    ...changes,
  });
}

test('a reverse charge whose zero-rate invoice the source names is asked for by itself, and awaits the storno', async () => {
  await using world = await openJsonBusiness({ scenario: HELD });
  world.write(invoiceOf('1', 9_000));
  await world.ishur(['run']);
  expect(await world.ishur(['choose', '305:1', 'reverse-charge', '--yes', '--by', 'דנה'])).toMatchObject({ code: 0 });
  expect((await world.show('305:1')).summary.standing).toBe('awaiting-replacement');

  // One of another amount is not the one, and somebody is told in what it differs.
  world.write(invoiceOf('1', 9_000), zeroRate({ netAmount: '8000.00', grossAmount: '8000.00' }));
  await world.ishur(['run']);
  const awaiting = await world.show('305:1');
  expect(awaiting.summary.standing).toBe('awaiting-replacement');
  expect(awaiting.state.cause?.message.he).toContain('בחשבונית שעוכבה 9000.00, ובחשבונית בשיעור אפס 8000.00');

  world.write(invoiceOf('1', 9_000), zeroRate());
  expect((await world.ishur(['run'])).code).toBe(0);
  expect((await world.show('305:1')).summary.standing).toBe('reversed');
  expect((await world.show('305:2')).summary).toMatchObject({ standing: 'allocated', action: 3 });
  expect(await world.issued()).toMatchObject([
    { invoice_id: '777777715-305-1', invoice_reference_number: '2', action: 3 },
  ]);
  expect((await world.ishur(['inbox'])).out).toContain('305:1');
  world.write(invoiceOf('1', 9_000, { standing: 'cancelled' }), zeroRate());
  await world.ishur(['run']);
  expect((await world.ishur(['inbox'])).out).not.toContain('305:1');
});

test('of another day it is taken where the settings allow it', async () => {
  await using world = await openJsonBusiness({ scenario: HELD, more: 'asking: { replacementDate: any }' });
  world.write(invoiceOf('1', 9_000));
  await world.ishur(['run']);
  await world.ishur(['choose', '305:1', 'reverse-charge', '--yes']);
  world.write(invoiceOf('1', 9_000), zeroRate({ documentDate: '2026-06-20', related: [] }));
  await world.ishur(['run']);
  expect((await world.show('305:2')).summary.standing).toBe('not-required');
  expect(await world.ishur(['choose', '305:1', 'reverse-charge', '--with', '305:2'])).toMatchObject({ code: 0 });
  await world.ishur(['run']);
  expect((await world.show('305:1')).summary.standing).toBe('reversed');
});
