import { describe, expect, test } from 'vitest';
import { ON_77, invoiceOnBase, proForma } from '../fixtures/base-documents.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { held } from '../fixtures/fake-authority.ts';
import { invoiceIdOf } from '../fixtures/documents.ts';
import { newWorld } from '../fixtures/world.ts';
import type { World } from '../fixtures/world.ts';
import { askAlone, restOn } from './rest-on.ts';

const INVOICE = 'acme/office/305:1';
const NUMBER = '20260601123456789';
const APPROVED = { number: NUMBER, net: '100000.00', vat: '18000.00' };

async function standings(world: World): Promise<readonly string[]> {
  return (await world.cases()).map(({ summary }) => `${summary.documentType}:${summary.reference} ${summary.standing}`);
}

describe('a person says on which pro-forma an invoice rests', () => {
  test('one that the source names nowhere', async () => {
    const world = newWorld();
    const quiet = invoiceOnBase('1', 100, { related: [] });
    const source = fakeSource('office', [proForma(), quiet]);
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary.standing).toBe('not-required');
    await restOn(world.person(), INVOICE, { case: 'acme/office/332:77' });
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary).toMatchObject({ standing: 'allocated', action: 4 });
    const entries = await world.entries();
    await restOn(world.person(), INVOICE, { case: 'acme/office/332:77' });
    await world.start([source]).run();
    expect(await world.entries()).toBe(entries);
  });

  test('one of other software that the source holds: its id', async () => {
    const world = newWorld();
    const source = fakeSource('office', [proForma({}, { existingNumber: NUMBER }), invoiceOnBase('1', 60_000)]);
    await world.start([source]).run();
    await expect(restOn(world.person(), INVOICE, { case: 'acme/office/332:77' })).rejects.toThrow('--base-id');
    await restOn(world.person(), INVOICE, { invoiceId: 'theirs-9' });
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary).toMatchObject({ standing: 'allocated', invoiceId: 'theirs-9' });
  });

  test('one of other software that no source holds: its id, its number and what was approved', async () => {
    const world = newWorld();
    const related = [{ ...ON_77, reference: '78' }];
    const [first, second] = [invoiceOnBase('1', 60_000, { related }), invoiceOnBase('2', 60_000, { related })];
    const source = fakeSource('office', [first, second]);
    await world.start([source]).run();
    await expect(restOn(world.person(), INVOICE, { invoiceId: 'theirs-9' })).rejects.toThrow('--approved-net');
    await restOn(world.person(), INVOICE, { invoiceId: 'theirs-9', approved: APPROVED });
    await world.start([source], { asksAtOnce: 1 }).run();
    // The other one names it too, and the cap is the same for both.
    expect((await standings(world)).toSorted()).toEqual([
      '305:1 allocated',
      '305:2 waiting',
      '332:78 already-allocated',
    ]);
    expect((await world.caseOf('2')).state.cause?.code).toBe('engine/over-the-cap');
  });

  test.each([
    [{ case: 'acme/office/305:2' }, 'is no pro-forma'],
    [{ case: 'acme/office/332:77', invoiceId: 'other' }, 'under the id 777777715-332-77'],
    [{ case: 'acme/office/332:77', approved: APPROVED }, 'Leave --base-number'],
    [{ case: 'acme/office/332:9' }, 'no document acme/office/332:9'],
  ] as const)('and is refused where it cannot be: %o', async (named, words) => {
    const world = newWorld();
    const items = [proForma(), invoiceOnBase('1', 100, { related: [] }), invoiceOnBase('2', 60_000)];
    await world.start([fakeSource('office', items)]).run();
    const entries = await world.entries();
    await expect(restOn(world.person(), INVOICE, named)).rejects.toThrow(words);
    expect(await world.entries()).toBe(entries);
  });

  test.each([
    [{ ...APPROVED, number: '12' }, 'engine/no-number'],
    [{ ...APPROVED, net: 'much' }, 'engine/no-amount'],
    [{ ...APPROVED, vat: '-1' }, 'engine/no-amount'],
  ])('and is refused with what cannot be read: %o', async (approved, code) => {
    const world = newWorld();
    await world.start([fakeSource('office', [invoiceOnBase('1', 60_000)])]).run();
    await expect(restOn(world.person(), INVOICE, { invoiceId: 'theirs', approved })).rejects.toMatchObject({ code });
  });
});

describe('a person says that an invoice rests on no approval', () => {
  test('and it is asked for by itself, whatever its source says', async () => {
    const world = newWorld();
    world.authority.next('777777715-332-77', held);
    const source = fakeSource('office', [proForma(), invoiceOnBase('1', 60_000)]);
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary.standing).toBe('waiting');
    await askAlone(world.person(), INVOICE);
    await askAlone(world.person(), INVOICE);
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary).toMatchObject({
      standing: 'allocated',
      action: 0,
      invoiceId: invoiceIdOf('1'),
    });
    const entries = await world.entries();
    await world.start([source]).run();
    expect(await world.entries()).toBe(entries);
  });

  test('which is not said of one that was asked for on it', async () => {
    const world = newWorld();
    const source = fakeSource('office', [proForma(), invoiceOnBase('1', 60_000)]);
    await world.start([source]).run();
    await expect(askAlone(world.person(), INVOICE)).rejects.toMatchObject({ code: 'engine/not-possible' });
  });
});
