import { describe, expect, test } from 'vitest';
import type { InvoiceFields } from '@ishur/contract/v1';
import type { BusinessDay } from '@ishur/core';
import { attentionTo } from '@ishur/core';
import { choose } from '../choosing/choose.ts';
import { documentOf, invoiceIdOf } from '../fixtures/documents.ts';
import { held } from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import type { FakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';
import type { World } from '../fixtures/world.ts';

const CALL = { signal: new AbortController().signal };

async function worldCancelled(): Promise<{ readonly world: World; readonly source: FakeSource }> {
  const world = newWorld();
  world.authority.next(invoiceIdOf('1'), held);
  const source = fakeSource('office', [documentOf('1')]);
  await world.start([source]).run();
  await choose(world.chooser(), 'acme/office/305:1', 'cancel', CALL);
  return { world, source };
}

/** A credit note of the invoice, as its source has it. */
function credit(changes: Partial<InvoiceFields> = {}): Partial<InvoiceFields> {
  return { documentType: 330, related: [{ as: 'credited', documentType: 305, reference: '1' }], ...changes };
}

async function waits(world: World): Promise<readonly string[]> {
  const { state } = await world.caseOf('1');
  return attentionTo(state, '2026-06-30' as BusinessDay).map(({ code }) => code);
}

describe('an invoice that is to be cancelled in the books', () => {
  test.each<[string, Partial<InvoiceFields>]>([
    ['by a credit note', {}],
    ['by one with negative amounts', { netAmount: '-6000.00', vatAmount: '-1080.00', grossAmount: '-7080.00' }],
    ['by one that says cancelled, and no type', { related: [{ as: 'cancelled', reference: '1' }] }],
  ])('is %s of its full amount that names it, once', async (_, changes) => {
    const { world, source } = await worldCancelled();
    expect(await waits(world)).toEqual(['cancellation']);
    source.items = [...source.items, documentOf('9', credit(changes), { ref: '330:9' })];
    await world.start([source]).run();
    expect(await waits(world)).toEqual([]);
    expect((await world.caseOf('1')).state).toMatchObject({ standing: 'cancelled', storno: 'acme/office/330:9' });
    const entries = await world.entries();
    await world.start([source]).run();
    expect(await world.entries()).toBe(entries);
  });

  test.each<[string, Partial<InvoiceFields>, 'final' | 'draft' | 'cancelled']>([
    ['a part of it', { netAmount: '5000.00', vatAmount: '900.00', grossAmount: '5900.00' }, 'final'],
    ['another invoice', { related: [{ as: 'credited', documentType: 305, reference: '2' }] }, 'final'],
    ['another type', { related: [{ as: 'credited', documentType: 320, reference: '1' }] }, 'final'],
    ['no invoice', { related: [] }, 'final'],
    ['it, and is a draft', {}, 'draft'],
    ['it, and is cancelled', {}, 'cancelled'],
  ])('waits on where a credit note is of %s', async (_, changes, standing) => {
    const { world, source } = await worldCancelled();
    source.items = [...source.items, documentOf('9', credit(changes), { ref: '330:9', standing })];
    await world.start([source]).run();
    expect(await waits(world)).toEqual(['cancellation']);
  });
});
