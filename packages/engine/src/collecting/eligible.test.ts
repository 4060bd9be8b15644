import { describe, expect, test } from 'vitest';
import type { InvoiceFields } from '@ishur/contract/v1';
import { SMALL_AMOUNT, documentOf, invoiceIdOf } from '../fixtures/documents.ts';
import { failureWith } from '../fixtures/failures.ts';
import { fails } from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';

const ELIGIBLE = { business: { ask: 'eligible' } } as const;

describe('what a business asks for that wants whatever it can have', () => {
  test.each<readonly [string, Partial<InvoiceFields>, string]>([
    ['a small invoice', {}, 'allocated'],
    ['a transaction invoice, which gets no number (table 2.5)', { documentType: 300 }, 'not-required'],
    ['one of before the duty', { documentDate: '2024-05-04' }, 'not-required'],
    ['one of the first day of the duty', { documentDate: '2024-05-05' }, 'allocated'],
    ['one of another dealer', { issuerVatNumber: '514713122' }, 'not-required'],
  ])('%s: %s is %s', async (_what, changes, standing) => {
    const world = newWorld();
    await world.start([fakeSource('office', [documentOf('1', { ...SMALL_AMOUNT, ...changes })])], ELIGIBLE).run();
    expect((await world.caseOf('1')).summary.standing).toBe(standing);
    expect(world.authority.came).toHaveLength(standing === 'allocated' ? 1 : 0);
  });

  test.each<readonly [string, Partial<InvoiceFields>]>([
    ['another dealer as its issuer', { issuerVatNumber: '514713122' }],
    ['a total that is wrong', { grossAmount: '1180.00' }],
  ])('a document that was wished for and then got %s is not asked for any more', async (_what, edited) => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1', SMALL_AMOUNT)]);
    world.authority.next(invoiceIdOf('1'), fails(failureWith('retry')));
    await world.start([source], ELIGIBLE).run();
    source.items = [documentOf('1', { ...SMALL_AMOUNT, ...edited })];
    const before = world.authority.came.length;
    await world.start([source], ELIGIBLE).run();
    expect(world.authority.came).toHaveLength(before);
    expect((await world.caseOf('1')).summary.standing).toBe('not-required');
  });
});
