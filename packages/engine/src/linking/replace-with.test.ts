import { describe, expect, test } from 'vitest';
import { advance } from '@ishur/core';
import type { CaseEvent } from '@ishur/core';
import type { BusinessDay } from '@ishur/core';
import { apply, changeOf, openCase } from '../case-record.ts';
import { documentOf, invoiceIdOf } from '../fixtures/documents.ts';
import { held, linkedName } from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import type { FakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';
import type { World } from '../fixtures/world.ts';
import { withdrawChoice } from '../choosing/choosing-deeds.ts';
import { replaceWith, reverseChargeWith } from './replace-with.ts';

const ORIGINAL = 'acme/office/305:1';
const ZERO_RATE = 'acme/office/305:2';
const NO_VAT = { vatAmount: '0.00', grossAmount: '6000.00' };

/** A world in which the charge of invoice 1 is to be reversed, and whatever else the source holds was collected. */
async function worldOf(...others: readonly ReturnType<typeof documentOf>[]): Promise<[World, FakeSource]> {
  const world = newWorld();
  world.authority.next(invoiceIdOf('1'), held);
  const source = fakeSource('office', [documentOf('1'), ...others]);
  await world.start([source]).run();
  await happens(world, ORIGINAL, { kind: 'reverse-charge-chosen', by: 'רות', on: '2026-06-30' as BusinessDay });
  return [world, source];
}

async function happens(world: World, id: string, event: CaseEvent): Promise<void> {
  const stored = (await world.ledger.load(id)) ?? expect.unreachable();
  const record = apply(openCase(stored, 'acme'), event, { at: new Date(0), by: 'רות' });
  await world.ledger.commit([changeOf(record)]);
}

describe('a reverse charge', () => {
  test('is asked for with the zero-rate document, under the id of the original', async () => {
    const [world, source] = await worldOf(documentOf('2', NO_VAT));
    expect(await replaceWith(world.person(), ORIGINAL, ZERO_RATE)).toMatchObject({ standing: 'replaced' });
    expect((await world.caseOf('2')).summary).toMatchObject({
      standing: 'queued',
      action: 3,
      invoiceId: invoiceIdOf('1'),
    });
    // Said twice, it is done once.
    const entries = await world.entries();
    expect(await replaceWith(world.person(), ORIGINAL, ZERO_RATE)).toMatchObject({ standing: 'replaced' });
    expect(await world.entries()).toBe(entries);

    await world.start([source]).run();
    const { number } = (await world.caseOf('2')).summary;
    expect(world.authority.issued.get(linkedName(invoiceIdOf('1'), 3, '2'))).toEqual([number]);
    expect(source.written).toEqual(new Map([['305:2', number]]));
    expect(source.brought.at(-1)?.notices.map(({ code }) => code)).toEqual(['self-invoice']);
  });

  test.each([
    ['another amount', { ...NO_VAT, netAmount: '5000.00', grossAmount: '5000.00' }, 'the amount before VAT: 6000.00'],
    ['another customer', { ...NO_VAT, customer: { vatNumber: '777777723' } }, "the customer's VAT number"],
    ['a customer who is no dealer', { ...NO_VAT, customer: { vatNumber: '511111118', kind: 'private' } }, 'a dealer'],
    ['another type', { ...NO_VAT, documentType: 320 }, 'the document type: 305'],
    ['another day', { ...NO_VAT, documentDate: '2026-06-11' }, 'the date of the document: 2026-06-10'],
    ['a discount', { ...NO_VAT, discount: '10.00' }, 'the discount: 0.00 in the held invoice, 10.00 in the zero-rate'],
  ] as const)('is refused with %s, in words, and nothing changes', async (_what, changes, words) => {
    const [world] = await worldOf(documentOf('2', changes));
    const entries = await world.entries();
    const refusal = expect(replaceWith(world.person(), ORIGINAL, ZERO_RATE)).rejects;
    await refusal.toMatchObject({ code: 'engine/not-possible', remedy: 'fix-document' });
    await refusal.toThrow(words);
    expect(await world.entries()).toBe(entries);
  });

  test('is refused with VAT, in words', async () => {
    const [world] = await worldOf(documentOf('2', {}, { standing: 'draft' }));
    await expect(replaceWith(world.person(), ORIGINAL, ZERO_RATE)).rejects.toThrow('VAT has to be 0');
  });

  test('takes a document of another day where that is allowed', async () => {
    const [world] = await worldOf(documentOf('2', { ...NO_VAT, documentDate: '2026-06-11' }));
    const replaced = await replaceWith({ ...world.person(), replacementDate: 'any' }, ORIGINAL, ZERO_RATE);
    expect(replaced.standing).toBe('replaced');
  });

  test('has to be chosen first, and takes one document', async () => {
    const [world, source] = await worldOf(documentOf('2', NO_VAT), documentOf('3', NO_VAT), documentOf('4'));
    const notChosen = replaceWith(world.person(), 'acme/office/305:4', ZERO_RATE);
    await expect(notChosen).rejects.toThrow('ishur choose acme/office/305:4 reverse-charge');
    await replaceWith(world.person(), ORIGINAL, ZERO_RATE);
    const second = replaceWith(world.person(), ORIGINAL, 'acme/office/305:3');
    await expect(second).rejects.toThrow('Another zero-rate document');
    await world.start([source]).run();
    expect((await world.caseOf('3')).summary.standing).toBe('not-required');
  });

  test('is chosen and named in one; where the document does not fit, nothing is chosen', async () => {
    const [world, source] = await worldOf(documentOf('2', NO_VAT), documentOf('3'));
    const standing = async (): Promise<string> => (await world.caseOf('1')).summary.standing;
    await withdrawChoice(world.person(), ORIGINAL);
    const withVat = reverseChargeWith(world.person(), ORIGINAL, 'acme/office/305:3');
    await expect(withVat).rejects.toThrow('VAT has to be 0');
    await expect(reverseChargeWith(world.person(), ORIGINAL, ORIGINAL)).rejects.toThrow('the held invoice itself');
    await expect(reverseChargeWith(world.person(), ORIGINAL, 'acme/office/305:99')).rejects.toMatchObject({
      code: 'engine/no-such-case',
    });
    expect(await standing()).toBe('held');
    for (const _ of [1, 2]) await reverseChargeWith(world.person(), ORIGINAL, ZERO_RATE);
    expect((await world.caseOf('1')).story.slice(-2)).toEqual(['reverse-charge-chosen', 'replaced-by']);
    await world.start([source]).run();
    expect(await standing()).toBe('reversed');
    const notHeld = reverseChargeWith(world.person(), 'acme/office/305:3', ZERO_RATE);
    await expect(notHeld).rejects.toThrow('does not wait for a choice');
  });

  test('does not take a document that was asked for, or has a number', async () => {
    const [world] = await worldOf(documentOf('2'), documentOf('3', NO_VAT, { existingNumber: '20260601123456789' }));
    for (const reference of ['2', '3']) {
      const refused = replaceWith(world.person(), ORIGINAL, `acme/office/305:${reference}`);
      await expect(refused).rejects.toMatchObject({ code: 'engine/not-possible' });
    }
    expect((await world.caseOf('1')).summary.standing).toBe('awaiting-replacement');
    expect(advance((await world.caseOf('1')).state, { kind: 'choice-withdrawn', by: 'רות' }).ok).toBe(true);
  });
});
