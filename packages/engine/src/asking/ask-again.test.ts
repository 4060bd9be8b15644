import { describe, expect, test } from 'vitest';
import type { AllocationNumber, AllocationOutcome } from '@ishur/core';
import { OTHER_AMOUNT, documentOf, documents, invoiceIdOf } from '../fixtures/documents.ts';
import { failureWith } from '../fixtures/failures.ts';
import { allocated, answerLost, fails, held, rejected, unanswered } from '../fixtures/fake-authority.ts';
import type { Answer } from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import type { World } from '../fixtures/world.ts';
import { newWorld } from '../fixtures/world.ts';
import { resume } from '../persons/deeds.ts';

const ID = invoiceIdOf('1');

describe('an unconfirmed ask', () => {
  test('is sent again in the next run under its id, to the byte, whatever became of the document and the day', async () => {
    const world = newWorld();
    world.authority.next(ID, unanswered);
    const source = fakeSource('office', [documentOf('1')]);
    await world.start([source]).run();
    source.items = [documentOf('1', OTHER_AMOUNT)];
    world.setClock('2026-07-02T09:00:00.000Z');
    await world.start([source], { name: 'second' }).run();
    const bodies = world.authority.bodiesOf(ID);
    expect(bodies).toHaveLength(2);
    expect(bodies[1]).toBe(bodies[0]);
    // What was asked for has a number; that the document says something else by now is for a person.
    expect(await world.caseOf('1')).toMatchObject({
      summary: { standing: 'diverged', net: '6000.00' },
      state: { ask: { number: 1 } },
    });
  });

  test('is not sent again within the run in which it was lost', async () => {
    const world = newWorld();
    for (const { fields } of documents(3)) world.authority.next(invoiceIdOf(fields.reference), unanswered);
    const { asked } = await world.start([fakeSource('office', documents(3))], { asksAtOnce: 1 }).run();
    expect(asked).toBe(3);
    expect(world.authority.came).toHaveLength(3);
  });

  test.each<readonly [string, Answer, string]>([
    ['a rejection', rejected, 'unconfirmed'],
    ['a failed sending', fails(failureWith('retry')), 'unconfirmed'],
    ['no answer once more', unanswered, 'unconfirmed'],
    ['a number', allocated, 'allocated'],
    ['a refusal in substance', held, 'held'],
  ])('that meets %s on its second sending is as sticky as it should be', async (_what, answer, standing) => {
    const world = newWorld();
    world.authority.next(ID, unanswered, answer);
    const source = fakeSource('office', [documentOf('1')]);
    await world.start([source]).run();
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary.standing).toBe(standing);
  });

  test.each<readonly [string, Answer]>([
    ['no answer', unanswered],
    ['a rejection, which says nothing of the sending before', rejected],
  ])('is parked for a person when its bytes were sent so often and met %s', async (_what, answer) => {
    const world = newWorld();
    world.authority.next(ID, unanswered, answer, answer, answer, answer);
    const source = fakeSource('office', [documentOf('1')]);
    for (let sending = 1; sending <= 3; sending += 1) await world.start([source], { sendings: 3 }).run();
    expect((await world.caseOf('1')).summary.standing).toBe('unconfirmed');

    const last = world.start([source], { sendings: 3 });
    expect(await last.run()).toMatchObject({ asked: 0, failures: [] });
    const parked = await world.caseOf('1');
    expect(parked).toMatchObject({
      summary: { standing: 'parked', bucket: 'parked' },
      state: { cause: { code: 'engine/no-answer' } },
    });
    expect(parked.state.cause?.message.he).toContain('3 פעמים');
    expect(parked.state.cause?.message.en).toContain('3 times');
    expect(last.told.filter(({ kind }) => kind === 'answered')).toHaveLength(1);

    // A person must say what is to be done; the bytes are still there when they do.
    await world.start([source], { sendings: 3 }).run();
    expect(world.authority.bodiesOf(ID)).toHaveLength(3);
    expect((await world.caseOf('1')).stored.frozen?.body).toBe(world.authority.bodiesOf(ID)[0]);
  });

  test('is not brought nearer to a person by sendings that certainly did not happen', async () => {
    const world = newWorld();
    const offline = fails(failureWith('retry'));
    world.authority.next(ID, unanswered, offline, offline, offline);
    const source = fakeSource('office', [documentOf('1')]);
    for (let run = 1; run <= 5; run += 1) await world.start([source], { sendings: 2 }).run();
    expect((await world.caseOf('1')).summary.standing).toBe('allocated');
  });

  test('waits while its source holds a number; when that is gone, a person says that the bytes are sent again', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    world.authority.next(ID, async () => {
      source.items = [documentOf('1', {}, { existingNumber: '4711' })];
      await world.start([source], { name: 'second', business: { ask: 'nothing' } }).run();
      return { kind: 'unconfirmed', cause: failureWith('retry') };
    });
    await world.start([source]).run();
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary.standing).toBe('already-allocated');
    source.items = [documentOf('1')];
    await world.start([source]).run();
    expect(await world.caseOf('1')).toMatchObject({
      summary: { standing: 'parked' },
      state: { cause: { code: 'workflow/number-lost' } },
    });
    await resume(world.person(), 'acme/office/305:1');
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary.standing).toBe('allocated');
    expect(world.authority.bodiesOf(ID)).toHaveLength(2);
    expect(new Set(world.authority.bodiesOf(ID)).size).toBe(1);
  });

  test('is not brought nearer to a person by the asks before it', async () => {
    const world = newWorld();
    world.authority.next(ID, rejected, unanswered);
    const source = fakeSource('office', [documentOf('1')]);
    await world.start([source], { sendings: 2 }).run();
    source.items = [documentOf('1', OTHER_AMOUNT)];
    for (let run = 1; run <= 2; run += 1) await world.start([source], { sendings: 2 }).run();
    expect((await world.caseOf('1')).summary.standing).toBe('allocated');
  });

  test('is sent five times where nothing else was said', async () => {
    const world = newWorld();
    world.authority.next(ID, ...Array.from({ length: 9 }, () => unanswered));
    const source = fakeSource('office', [documentOf('1')]);
    for (let run = 1; run <= 9; run += 1) await world.start([source]).run();
    expect(new Set(world.authority.bodiesOf(ID)).size).toBe(1);
    expect(world.authority.bodiesOf(ID)).toHaveLength(5);
  });

  test('whose answer was lost never gets two numbers where the authority refuses a known id: a person is asked', async () => {
    const world = newWorld('refuses');
    world.authority.next(ID, answerLost);
    const source = fakeSource('office', [documentOf('1')]);
    for (let run = 1; run <= 6; run += 1) await world.start([source]).run();
    expect((await world.caseOf('1')).summary.standing).toBe('parked');
    expect(world.authority.issued.get(ID)).toHaveLength(1);
  });
});

describe('a case that another process is asking for', () => {
  test('is left alone as long as that process may be at work', async () => {
    const world = await worldWithAskOnTheWire();
    const second = world.start([fakeSource('office', [documentOf('1')])], { name: 'second' });
    expect(await second.run()).toMatchObject({ asked: 0, failures: [] });
    expect((await world.caseOf('1')).summary.standing).toBe('asking');
  });

  test('is taken up when that process is gone: with its bytes, as the same ask', async () => {
    const world = await worldWithAskOnTheWire();
    world.setClock('2026-07-02T09:00:00.000Z');
    await world.start([fakeSource('office', [documentOf('1')])], { name: 'second', gone: ['first'] }).run();
    const { story, state } = await world.caseOf('1');
    expect(story).toEqual(['seen', 'asking', 'lapsed', 'asking', 'allocated', 'delivered']);
    expect(state.ask?.number).toBe(1);
    const bodies = world.authority.bodiesOf(ID);
    expect(bodies).toHaveLength(2);
    expect(new Set(bodies).size).toBe(1);
  });

  test('counts as sent once when that process is gone, and is parked where that was the last time', async () => {
    const world = await worldWithAskOnTheWire();
    const source = fakeSource('office', [documentOf('1')]);
    await world.start([source], { name: 'second', gone: ['first'], sendings: 1 }).run();
    const { story, summary } = await world.caseOf('1');
    expect(story).toEqual(['seen', 'asking', 'lapsed', 'parked']);
    expect(summary.standing).toBe('parked');
    expect(world.authority.came).toHaveLength(1);
  });

  test('has lapsed also where nothing is to be asked any more, because the source got a number meanwhile', async () => {
    const world = await worldWithAskOnTheWire();
    const source = fakeSource('office', [documentOf('1', {}, { existingNumber: '4711' })]);
    await world.start([source], { name: 'second', gone: ['first'] }).run();
    const { story, summary } = await world.caseOf('1');
    expect(story).toEqual(['seen', 'asking', 'seen', 'lapsed']);
    expect(summary.standing).toBe('already-allocated');
    expect(world.authority.came).toHaveLength(1);
  });

  test('is parked by one of two that find it at once, and the other goes on', async () => {
    const world = await worldWithAskOnTheWire();
    const items = [documentOf('1'), documentOf('2')];
    const options = { gone: ['first'], sendings: 1 };
    const second = world.start([fakeSource('office', items)], {
      ...options,
      name: 'second',
      ledger: (ledger) => ({
        async commit(changes, reading) {
          if (changes.some(({ summary }) => summary.standing === 'parked')) {
            await world.start([], { ...options, name: 'third' }).run();
          }
          await ledger.commit(changes, reading);
        },
      }),
    });
    expect((await second.run()).failures).toEqual([]);
    const { story, stored } = await world.caseOf('1');
    expect(story).toEqual(['seen', 'asking', 'lapsed', 'parked']);
    expect(stored.entries.at(-1)?.by).toBe('third');
    expect((await world.caseOf('2')).summary.standing).toBe('allocated');
  });

  test.each<readonly [string, AllocationOutcome, string]>([
    ['a number, the same', { kind: 'allocated', number: '20260630000000000001' as AllocationNumber }, 'allocated'],
    ['another number', { kind: 'allocated', number: '20260630000000000002' as AllocationNumber }, 'conflict'],
    ['a refusal', { kind: 'held', choiceKnown: false, faults: [] }, 'allocated'],
    ['a rejection', { kind: 'rejected', faults: [] }, 'allocated'],
    ['nothing', { kind: 'unconfirmed', cause: failureWith('retry') }, 'allocated'],
  ])('was taken for gone wrongly, and then tells of %s: a number is never hidden', async (_what, late, standing) => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    world.authority.next(ID, async () => {
      await world.start([source], { name: 'second', gone: ['first'] }).run();
      return late;
    });
    await world.start([source]).run();
    const { summary } = await world.caseOf('1');
    expect(summary).toMatchObject({ standing, number: '20260630000000000001' });
    expect(source.brought).toHaveLength(1);
  });
});

describe('two processes on one ledger', () => {
  test.each([1, 4, 32])('never ask twice, with %i asks at once', async (asksAtOnce) => {
    const world = newWorld();
    const start = (name: string): Promise<unknown> => {
      const office = fakeSource('office', documents(40));
      const shop = fakeSource('shop', documents(60).slice(20));
      return world.start([office, shop], { name, asksAtOnce }).run();
    };
    await Promise.all([start('first'), start('second'), start('third')]);
    const ids = world.authority.came.map(({ invoiceId }) => invoiceId);
    expect(ids).toHaveLength(60);
    expect(new Set(ids).size).toBe(60);
    expect((await world.cases()).map(({ summary }) => summary.standing)).toEqual(Array(60).fill('allocated'));
  });
});

/** A process died after its ask had reached the authority. */
async function worldWithAskOnTheWire(): Promise<World> {
  const world = newWorld();
  let isDead = false;
  world.authority.next(ID, (allocate) => {
    isDead = true;
    return allocate();
  });
  const process = world.start([fakeSource('office', [documentOf('1')])], {
    ledger: (ledger) => ({
      async commit(changes, reading) {
        if (isDead) throw new Error('The process is dead.');
        await ledger.commit(changes, reading);
      },
    }),
  });
  await expect(process.run()).rejects.toThrow('dead');
  return world;
}

describe('a process of another machine, which cannot be looked at', () => {
  test('is waited for, and taken for gone when no call can last that long', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    const dying = world.start([source], {
      name: 'elsewhere',
      approve: () => Promise.reject(new Error('dead')),
      ledger: (ledger) => ({
        commit: (changes, reading) =>
          changes.some(({ entries }) => entries.some(({ event }) => event.kind === 'unconfirmed'))
            ? Promise.reject(new Error('dead'))
            : ledger.commit(changes, reading),
      }),
    });
    await expect(dying.run()).rejects.toThrow('dead');
    const other = world.start([source], { name: 'here' });
    world.setClock('2026-06-30T09:14:00Z');
    expect((await other.run()).asked).toBe(0);
    world.setClock('2026-06-30T09:16:00Z');
    expect((await other.run()).asked).toBe(1);
    expect((await world.caseOf('1')).summary.standing).toBe('allocated');
  });
});
