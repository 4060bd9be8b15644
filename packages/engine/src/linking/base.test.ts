import { describe, expect, test } from 'vitest';
import type { RelatedDocument } from '@ishur/contract/v1';
import { BASE_ID, ON_77, amounts, invoiceOnBase, onBase, proForma } from '../fixtures/base-documents.ts';
import { documentOf, invoiceIdOf } from '../fixtures/documents.ts';
import { answerLost, fails, held, rejected, unanswered } from '../fixtures/fake-authority.ts';
import { failureWith } from '../fixtures/failures.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';
import type { World } from '../fixtures/world.ts';
import { enter, notIssued } from '../persons/deeds.ts';

async function standings(world: World): Promise<readonly string[]> {
  return (await world.cases()).map(({ summary }) => `${summary.documentType}:${summary.reference} ${summary.standing}`);
}

/** What is set aside on the pro-forma, in shekels before VAT. */
async function setAsideOn(world: World): Promise<Readonly<Record<string, number>>> {
  const { reservations } = (await world.caseOf('77')).state;
  return Object.fromEntries(reservations.map(({ for: id, net }) => [id.replace('acme/office/305:', ''), net / 100]));
}

describe('an invoice on a pro-forma (332)', () => {
  test('is asked for with action 4, under the id of the pro-forma, in the run in which that is approved', async () => {
    const world = newWorld();
    const source = fakeSource('office', [invoiceOnBase('1', 40_000), invoiceOnBase('2', 30_000), proForma()]);
    await world.start([source]).run();
    expect(await standings(world)).toEqual(['305:1 allocated', '305:2 allocated', '332:77 allocated']);
    const bodies = [...world.authority.bodiesOf(onBase('1')), ...world.authority.bodiesOf(onBase('2'))];
    expect(bodies.map((body) => JSON.parse(body) as unknown)).toMatchObject([
      { action: 4, invoiceId: BASE_ID },
      { action: 4, invoiceId: BASE_ID },
    ]);
    expect(await setAsideOn(world)).toEqual({ '1': 40_000, '2': 30_000 });
    expect(source.written.size).toBe(3);
    // Nothing is left to be told.
    const entries = await world.entries();
    await world.start([source]).run();
    expect(await world.entries()).toBe(entries);
  });

  test('waits as long as the pro-forma has no approval, and says why where a person has to act', async () => {
    const world = newWorld();
    world.authority.next(BASE_ID, unanswered, held);
    const source = fakeSource('office', [proForma(), invoiceOnBase('1', 40_000)]);
    await world.start([source]).run();
    expect(await world.caseOf('1')).toMatchObject({ summary: { standing: 'waiting' }, state: { cause: undefined } });
    await world.start([source]).run();
    const waiting = await world.caseOf('1');
    expect(waiting.state.cause).toMatchObject({ code: 'engine/base-not-approved' });
    expect(waiting.state.cause?.message.en).toContain('is held by the Tax Authority');
    await world.start([source]).run();
    expect((await world.caseOf('1')).story).toEqual(waiting.story);
  });

  test('is not sent over the cap, says how much is left, and goes on when another one lets go', async () => {
    const world = newWorld();
    const source = fakeSource('office', [
      proForma(),
      invoiceOnBase('1', 60_000),
      invoiceOnBase('2', 30_000),
      invoiceOnBase('3', 10_001),
    ]);
    world.authority.next(onBase('2'), rejected);
    await world.start([source], { asksAtOnce: 1 }).run();
    const third = await world.caseOf('3');
    // Invoice 2 was rejected, so what was set aside for it is free again.
    expect(third.summary.standing).toBe('allocated');
    expect(await setAsideOn(world)).toEqual({ '1': 60_000, '3': 10_001 });

    source.items = [...source.items, invoiceOnBase('4', 30_000)];
    await world.start([source]).run();
    const fourth = await world.caseOf('4');
    expect(fourth.state.cause?.code).toBe('engine/over-the-cap');
    expect(fourth.state.cause?.message.en).toContain('Approved: 100,000.00 + 18,000.00');
    expect(fourth.state.cause?.message.en).toContain('acme/office/305:1 (60,000.00 + 10,800.00)');
    expect(fourth.state.cause?.message.en).toContain('left: 29,999.00 + 5,399.82');
    expect(fourth.state.cause?.message.he).toContain('נותרו 29,999.00 + 5,399.82');
    expect(world.authority.bodiesOf(onBase('4'))).toEqual([]);
    const entries = await world.entries();
    await world.start([source]).run();
    expect(await world.entries()).toBe(entries);

    source.items = source.items.map((item) => (item.cursor === '305:4' ? invoiceOnBase('4', 29_999) : item));
    await world.start([source]).run();
    expect((await world.caseOf('4')).summary.standing).toBe('allocated');
  });

  test('reaches the cap to the agora, of VAT as well', async () => {
    const world = newWorld();
    const items = [proForma(), invoiceOnBase('1', 100_000, { vatAmount: '18000.01', grossAmount: '118000.01' })];
    const source = fakeSource('office', items);
    await world.start([source]).run();
    expect((await world.caseOf('1')).state.cause?.code).toBe('engine/over-the-cap');
    source.items = [proForma(), invoiceOnBase('1', 100_000)];
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary.standing).toBe('allocated');
  });

  test.each([
    ['without an answer', unanswered, 'unconfirmed'],
    ['held', held, 'held'],
    ['allocated, with the answer lost', answerLost, 'unconfirmed'],
  ] as const)('keeps what is set aside for it while it is %s', async (_what, answer, standing) => {
    const world = newWorld();
    world.authority.next(onBase('1'), answer);
    const source = fakeSource('office', [proForma(), invoiceOnBase('1', 60_000), invoiceOnBase('2', 60_000)]);
    await world.start([source], { asksAtOnce: 1, unconfirmed: 'manual' }).run();
    source.items = [proForma(), invoiceOnBase('1', 60_000, {}, { standing: 'cancelled' }), invoiceOnBase('2', 60_000)];
    await world.start([source], { unconfirmed: 'manual' }).run();
    const first = await world.caseOf('1');
    expect([standing, 'parked']).toContain(first.summary.standing);
    expect((await world.caseOf('2')).state.cause?.code).toBe('engine/over-the-cap');
    expect(await setAsideOn(world)).toEqual({ '1': 60_000 });
  });

  test('lets go of it when a person knows that no number was issued, and it is cancelled', async () => {
    const world = newWorld();
    world.authority.next(onBase('1'), unanswered);
    const source = fakeSource('office', [proForma(), invoiceOnBase('1', 60_000), invoiceOnBase('2', 60_000)]);
    await world.start([source], { asksAtOnce: 1 }).run();
    source.items = [proForma(), invoiceOnBase('1', 60_000, {}, { standing: 'cancelled' }), invoiceOnBase('2', 60_000)];
    await notIssued(world.person(), 'acme/office/305:1');
    await world.start([source]).run();
    expect(await standings(world)).toEqual(['332:77 allocated', '305:1 closed', '305:2 allocated']);
    expect(await setAsideOn(world)).toEqual({ '2': 60_000 });
  });

  test('keeps what is set aside for it when it has its number, also where its source cancels it', async () => {
    const world = newWorld();
    const source = fakeSource('office', [proForma(), invoiceOnBase('1', 60_000)]);
    await world.start([source]).run();
    source.items = [proForma(), invoiceOnBase('1', 60_000, {}, { standing: 'cancelled' }), invoiceOnBase('2', 60_000)];
    await world.start([source]).run();
    expect(await standings(world)).toEqual(['332:77 allocated', '305:1 closed', '305:2 waiting']);
  });

  test('goes by itself where others go together', async () => {
    const world = newWorld();
    const source = fakeSource('office', [proForma()]);
    await world.start([source]).run();
    const ordinary = ['11', '12', '13'].map((reference) => documentOf(reference));
    source.items = [proForma(), invoiceOnBase('1', 60_000), ...ordinary, invoiceOnBase('2', 60_000)];
    await world.start([source], { batching: { from: 2 } }).run();
    expect(world.authority.exchanges.toSorted((one, other) => one - other)).toEqual([1, 1, 3]);
    expect((await standings(world)).toSorted()).toEqual([
      '305:1 allocated',
      '305:11 allocated',
      '305:12 allocated',
      '305:13 allocated',
      '305:2 waiting',
      '332:77 allocated',
    ]);
  });

  test('draws on the approval also where a person entered its number', async () => {
    const world = newWorld();
    world.authority.next(onBase('1'), fails(failureWith('retry')));
    const source = fakeSource('office', [proForma(), invoiceOnBase('1', 60_000)]);
    await world.start([source]).run();
    await enter(world.person(), 'acme/office/305:1', '20260601123456789', 'the portal');
    source.items = [...source.items, invoiceOnBase('2', 60_000)];
    await world.start([source]).run();
    expect(await standings(world)).toEqual(['332:77 allocated', '305:1 allocated', '305:2 waiting']);
  });

  test('is asked for by itself where no approval was ever asked for', async () => {
    const world = newWorld();
    const small = proForma(amounts(1_000));
    await world.start([fakeSource('office', [small, invoiceOnBase('1', 6_000)])]).run();
    expect(await standings(world)).toEqual(['332:77 not-required', '305:1 allocated']);
    expect((await world.caseOf('1')).summary).toMatchObject({ action: 0, invoiceId: invoiceIdOf('1') });
  });

  test.each<readonly [string, readonly RelatedDocument[], string]>([
    ['a pro-forma that nobody knows', [{ ...ON_77, reference: '78' }], 'engine/base-unknown'],
    ['two pro-formas', [ON_77, { ...ON_77, reference: '78' }], 'engine/base-ambiguous'],
    ['a pro-forma of another id', [{ ...ON_77, invoiceId: 'theirs' }], 'engine/base-has-other-id'],
  ])('that rests on %s waits for a person', async (_what, related, code) => {
    const world = newWorld();
    const source = fakeSource('office', [proForma(), invoiceOnBase('1', 6_000, { related })]);
    await world.start([source]).run();
    expect(await world.caseOf('1')).toMatchObject({ summary: { standing: 'waiting' }, state: { cause: { code } } });
    const entries = await world.entries();
    await world.start([source]).run();
    expect(await world.entries()).toBe(entries);
  });

  test('of another customer than the pro-forma waits', async () => {
    const world = newWorld();
    const other = invoiceOnBase('1', 6_000, { customer: { name: 'אחר', vatNumber: '777777723' } });
    await world.start([fakeSource('office', [proForma(), other])]).run();
    expect((await world.caseOf('1')).state.cause?.code).toBe('engine/base-of-another-customer');
  });

  test('finds its pro-forma in another source and another series', async () => {
    const world = newWorld();
    const office = fakeSource('office', [invoiceOnBase('1', 6_000)]);
    const shop = fakeSource('shop', [proForma()], { series: 'S' });
    await world.start([shop, office]).run();
    expect((await world.caseOf('1')).summary).toMatchObject({ standing: 'allocated', invoiceId: '777777715-332-S-77' });
  });

  test('rests on what its source says now, as long as it was not asked for', async () => {
    const world = newWorld();
    world.authority.next(BASE_ID, held);
    const source = fakeSource('office', [proForma(), invoiceOnBase('1', 6_000)]);
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary).toMatchObject({ standing: 'waiting', waitsFor: 'base' });
    source.items = [proForma(), invoiceOnBase('1', 6_000, { related: [] })];
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary).toMatchObject({ standing: 'allocated', action: 0 });
  });

  test('that was tied and not asked for is let go when its source says something else', async () => {
    const world = newWorld();
    const source = fakeSource('office', [proForma()]);
    await world.start([source]).run();
    source.items = [proForma(), invoiceOnBase('1', 6_000)];
    // Tied, and stopped before it was asked for.
    const stop = new AbortController();
    const stopping = world.start([source], {
      ledger: (ledger) => ({
        async commit(changes, reading) {
          await ledger.commit(changes, reading);
          if (changes.some(({ summary }) => summary.action === 4)) stop.abort();
        },
      }),
    });
    await stopping.run(stop.signal);
    expect((await world.caseOf('1')).summary).toMatchObject({ standing: 'queued', action: 4, invoiceId: BASE_ID });
    source.items = [proForma(), invoiceOnBase('1', 6_000, { related: [] })];
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary).toMatchObject({
      standing: 'allocated',
      action: 0,
      invoiceId: invoiceIdOf('1'),
    });
  });

  test('that could not be sent keeps its turn, and what is set aside for it', async () => {
    const world = newWorld();
    world.authority.next(onBase('1'), fails(failureWith('retry')));
    const source = fakeSource('office', [proForma(), invoiceOnBase('1', 60_000), invoiceOnBase('2', 60_000)]);
    await world.start([source], { asksAtOnce: 1 }).run();
    expect(await standings(world)).toEqual(['332:77 allocated', '305:1 queued', '305:2 waiting']);
    await world.start([source], { asksAtOnce: 1 }).run();
    expect(await standings(world)).toEqual(['332:77 allocated', '305:1 allocated', '305:2 waiting']);
  });

  test('rests on a 332 where its source leaves out the type of the base', async () => {
    const world = newWorld();
    const related: readonly RelatedDocument[] = [{ as: 'base', reference: '77' }];
    await world.start([fakeSource('office', [proForma(), invoiceOnBase('1', 6_000, { related })])]).run();
    expect((await world.caseOf('1')).summary).toMatchObject({ standing: 'allocated', action: 4, invoiceId: BASE_ID });
  });

  test('of the same reference as another one on it is told apart by a person', async () => {
    const world = newWorld();
    const twin = invoiceOnBase('1', 6_000, { documentType: 320 }, { ref: '320:1' });
    await world.start([fakeSource('office', [proForma(), invoiceOnBase('1', 6_000), twin])], { asksAtOnce: 1 }).run();
    expect(await standings(world)).toEqual(['332:77 allocated', '305:1 allocated', '320:1 waiting']);
  });

  test('of an amount for which the law requires no number is left alone, unless it is wanted', async () => {
    const world = newWorld();
    const source = fakeSource('office', [proForma(), invoiceOnBase('1', 100)]);
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary.standing).toBe('not-required');
    await world.start([source], { business: { ask: 'eligible' } }).run();
    expect((await world.caseOf('1')).summary).toMatchObject({ standing: 'allocated', action: 4 });
  });
});

describe('a pro-forma whose number other software obtained', () => {
  test('is known by the id that the relation tells, and capped by its own amounts', async () => {
    const world = newWorld();
    const related = [{ ...ON_77, invoiceId: 'theirs-9' }];
    const source = fakeSource('office', [
      proForma({}, { existingNumber: '20260601123456789' }),
      invoiceOnBase('1', 60_000, { related }),
      invoiceOnBase('2', 60_000, { related }),
    ]);
    await world.start([source], { asksAtOnce: 1 }).run();
    expect(await standings(world)).toEqual(['332:77 already-allocated', '305:1 allocated', '305:2 waiting']);
    expect((await world.caseOf('1')).summary).toMatchObject({ action: 4, invoiceId: 'theirs-9' });
    expect((await world.caseOf('2')).state.cause?.code).toBe('engine/over-the-cap');
    const entries = await world.entries();
    await world.start([source]).run();
    expect(await world.entries()).toBe(entries);
  });

  test('of an id that nobody told waits for a person', async () => {
    const world = newWorld();
    const source = fakeSource('office', [
      proForma({}, { existingNumber: '20260601123456789' }),
      invoiceOnBase('1', 60_000),
    ]);
    await world.start([source]).run();
    expect((await world.caseOf('1')).state.cause?.code).toBe('engine/base-id-unknown');
  });
});

describe('a document that is offered the moment it is made', () => {
  test('is asked for on its pro-forma at once', async () => {
    const world = newWorld();
    const source = fakeSource('office', [proForma()]);
    await world.start([source]).run();
    const { engine } = world.start([source]);
    const offered = await engine.offer('office', invoiceOnBase('1', 60_000), { ask: true });
    expect(offered).toMatchObject({ summary: { standing: 'allocated', action: 4 } });
    const second = await engine.offer('office', invoiceOnBase('2', 60_000), { ask: true });
    expect(second.number).toBeUndefined();
    expect(second.reasons[0]?.en).toContain('left: 40,000.00');
  });
});
