import { describe, expect, test } from 'vitest';
import type { InvoiceFields } from '@ishur/contract/v1';
import type { BusinessDay, CaseEvent } from '@ishur/core';
import { apply, changeOf, openCase } from '../case-record.ts';
import { documentOf, invoiceIdOf } from '../fixtures/documents.ts';
import { allocated, answerLost, held, linkedName, rejected } from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import type { FakeSource } from '../fixtures/fake-source.ts';
import { mortalProcess } from '../fixtures/mortal-process.ts';
import { newWorld } from '../fixtures/world.ts';
import type { World } from '../fixtures/world.ts';

const ORIGINAL = 'acme/office/305:1';
const NO_VAT = { vatAmount: '0.00', grossAmount: '6000.00' };
const REPLACES: Partial<InvoiceFields> = {
  ...NO_VAT,
  related: [{ as: 'replaced', documentType: 305, reference: '1' }],
};
const AS_REVERSE = linkedName(invoiceIdOf('1'), 3, '2');

async function worldHeld(): Promise<readonly [World, FakeSource]> {
  const world = newWorld();
  world.authority.next(invoiceIdOf('1'), held);
  const source = fakeSource('office', [documentOf('1')]);
  await world.start([source]).run();
  return [world, source];
}

/** What `ishur choose DOC reverse-charge` notes. */
async function choose(world: World): Promise<void> {
  const event: CaseEvent = { kind: 'reverse-charge-chosen', by: 'רות', on: '2026-06-30' as BusinessDay };
  const stored = (await world.ledger.load(ORIGINAL)) ?? expect.unreachable();
  await world.ledger.commit([changeOf(apply(openCase(stored, 'acme'), event, { at: new Date(0), by: 'רות' }))]);
}

async function standings(world: World): Promise<readonly string[]> {
  return (await world.cases()).map(({ summary }) => `${summary.reference} ${summary.standing}`);
}

describe('a zero-rate document that names the invoice which it stands in for', () => {
  test('is found when it is collected after the choice, and the original is reversed in the same run', async () => {
    const [world, source] = await worldHeld();
    await choose(world);
    await world.start([source]).run();
    expect(await standings(world)).toEqual(['1 awaiting-replacement']);
    source.items = [...source.items, documentOf('2', REPLACES)];
    await world.start([source]).run();
    expect(await standings(world)).toEqual(['1 reversed', '2 allocated']);
    expect(world.authority.issued.get(AS_REVERSE)).toHaveLength(1);
    const entries = await world.entries();
    await world.start([source]).run();
    expect(await world.entries()).toBe(entries);
  });

  test('is found when the choice comes after it', async () => {
    const [world, source] = await worldHeld();
    source.items = [...source.items, documentOf('2', REPLACES)];
    await world.start([source]).run();
    expect(await standings(world)).toEqual(['1 held', '2 not-required']);
    await choose(world);
    await world.start([source]).run();
    expect(await standings(world)).toEqual(['1 reversed', '2 allocated']);
  });

  test('is found by the id that it tells, and not by that of another', async () => {
    const [world, source] = await worldHeld();
    await choose(world);
    const named = (invoiceId: string): Partial<InvoiceFields> => ({
      ...NO_VAT,
      related: [{ as: 'replaced', reference: '', invoiceId }],
    });
    source.items = [...source.items, documentOf('2', named('another'))];
    await world.start([source]).run();
    expect(await standings(world)).toEqual(['1 awaiting-replacement', '2 not-required']);
    source.items = [documentOf('1'), documentOf('2', named(invoiceIdOf('1')))];
    await world.start([source]).run();
    expect(await standings(world)).toEqual(['1 reversed', '2 allocated']);
  });

  test('that differs is not taken, says in what, once, and is taken when it is mended', async () => {
    const [world, source] = await worldHeld();
    await choose(world);
    source.items = [...source.items, documentOf('2', { ...REPLACES, netAmount: '5000.00', grossAmount: '5000.00' })];
    await world.start([source]).run();
    const { state } = await world.caseOf('1');
    expect(state).toMatchObject({ standing: 'awaiting-replacement', cause: { code: 'engine/replacement-differs' } });
    expect(state.cause?.message.en).toContain('6000.00 in the held invoice, 5000.00 in the zero-rate one');
    const entries = await world.entries();
    await world.start([source]).run();
    expect(await world.entries()).toBe(entries);
    source.items = [documentOf('1'), documentOf('2', REPLACES)];
    await world.start([source]).run();
    expect(await standings(world)).toEqual(['1 reversed', '2 allocated']);
  });

  test('that is mended into something else before it is asked for waits', async () => {
    const [world, source] = await worldHeld();
    await choose(world);
    world.authority.next(AS_REVERSE, rejected);
    source.items = [...source.items, documentOf('2', REPLACES)];
    await world.start([source]).run();
    expect(await standings(world)).toEqual(['1 replaced', '2 rejected']);
    source.items = [documentOf('1'), documentOf('2', { ...REPLACES, vatAmount: '1080.00', grossAmount: '7080.00' })];
    await world.start([source]).run();
    expect(await standings(world)).toEqual(['1 replaced', '2 waiting']);
    expect((await world.caseOf('2')).state.cause?.message.en).toContain('VAT has to be 0');
    source.items = [documentOf('1'), documentOf('2', REPLACES)];
    await world.start([source]).run();
    expect(await standings(world)).toEqual(['1 reversed', '2 allocated']);
  });

  test('that is cancelled lets another one take its place, and does not come back', async () => {
    const [world, source] = await worldHeld();
    await choose(world);
    world.authority.next(AS_REVERSE, rejected);
    source.items = [...source.items, documentOf('2', REPLACES)];
    await world.start([source]).run();
    source.items = [documentOf('1'), documentOf('2', REPLACES, { standing: 'cancelled' }), documentOf('3', REPLACES)];
    await world.start([source]).run();
    await world.start([source]).run();
    expect(await standings(world)).toEqual(['1 reversed', '2 closed', '3 allocated']);
    source.items = [documentOf('1'), documentOf('2', REPLACES), documentOf('3', REPLACES)];
    await world.start([source]).run();
    expect(await standings(world)).toEqual(['1 reversed', '2 waiting', '3 allocated']);
    expect((await world.caseOf('2')).state.cause?.code).toBe('engine/original-went-another-way');
    expect(world.authority.came).toHaveLength(3);
  });

  test('is left alone as long as nobody chose', async () => {
    const [world, source] = await worldHeld();
    source.items = [...source.items, documentOf('2', REPLACES)];
    await world.start([source]).run();
    expect(await standings(world)).toEqual(['1 held', '2 not-required']);
  });

  test('is asked for at once where it is offered', async () => {
    const [world, source] = await worldHeld();
    await choose(world);
    const offered = await world.start([source]).engine.offer('office', documentOf('2', REPLACES), { ask: true });
    expect(offered).toMatchObject({ summary: { standing: 'allocated', action: 3 } });
  });
});

describe('a process that dies on the road of the reverse charge', () => {
  test.each([
    ['is lost', allocated],
    ['took effect', allocated],
    ['is lost', answerLost],
    ['took effect', answerLost],
  ] as const)('at any commit, which %s, loses nothing and doubles nothing: %o', async (commit, answer) => {
    for (let atCommit = 1; ; atCommit += 1) {
      const [world, source] = await worldHeld();
      await choose(world);
      world.authority.next(AS_REVERSE, answer);
      source.items = [...source.items, documentOf('2', REPLACES)];
      const mortal = mortalProcess(world.authority, { atCommit, commit });
      await world
        .start([source], { ...mortal, name: 'mortal' })
        .run()
        .catch((error: unknown) => {
          if (!mortal.isDead()) throw error;
        });
      for (let next = 1; next <= 3; next += 1) {
        await world.start([source], { name: `heir ${next}`, gone: ['mortal'] }).run();
      }
      expect(await standings(world), `dead at commit ${atCommit}`).toEqual(['1 reversed', '2 allocated']);
      const { number } = (await world.caseOf('2')).summary;
      expect(world.authority.issued).toEqual(new Map([[AS_REVERSE, [number]]]));
      expect(new Set(world.authority.bodiesOf(AS_REVERSE)).size).toBe(1);
      expect(source.written).toEqual(new Map([['305:2', number]]));
      if (mortal.isDead()) continue;
      expect(atCommit).toBeGreaterThan(4);
      return;
    }
  });

  test('beside another one ties one document only', async () => {
    const [world, source] = await worldHeld();
    await choose(world);
    source.items = [documentOf('1'), documentOf('2', REPLACES), documentOf('3', REPLACES)];
    await Promise.all(['one', 'other'].map((name) => world.start([source], { name }).run()));
    expect((await standings(world)).toSorted()).toEqual(['1 reversed', '2 allocated', '3 not-required']);
  });
});
