import { describe, expect, test } from 'vitest';
import { IshurError } from '@ishur/contract';
import type { BusinessDay } from '@ishur/core';
import { settledAs } from '../choosing/choosing-deeds.ts';
import { hearingDated, hearingDecided } from '../choosing/hearing-deeds.ts';
import { documentOf, fieldsOf, invoiceIdOf } from '../fixtures/documents.ts';
import { held, rejected } from '../fixtures/fake-authority.ts';
import type { Answer } from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';
import type { World } from '../fixtures/world.ts';
import { resume } from '../persons/deeds.ts';
import type { Ledger } from '../ports/ledger.ts';
import { createNotifier } from './create-notifier.ts';
import type { Notifier, NotifierParts } from './create-notifier.ts';
import type { WaitingMessage } from './waiting-message.ts';

const CASE = 'acme/office/305:1';
const SIGNAL = new AbortController().signal;

interface Hook {
  readonly notifier: Notifier;
  readonly heard: WaitingMessage[];
}

/** A process with a hook. `answers`: what becomes of each call; a call beyond them gets there. */
function hookOf(
  world: World,
  answers: readonly (IshurError | undefined)[] = [],
  parts: Partial<NotifierParts> = {},
): Hook {
  const heard: WaitingMessage[] = [];
  const notifier = createNotifier({
    ledger: world.ledger,
    business: 'acme',
    clock: world.person().clock,
    by: 'ishur run',
    random: () => 0,
    call: (message) => {
      heard.push(message);
      const failure = answers[heard.length - 1];
      return failure === undefined ? Promise.resolve() : Promise.reject(failure);
    },
    ...parts,
  });
  return { notifier, heard };
}

const DOWN = new IshurError({
  code: 'notify/no-answer',
  remedy: 'retry',
  message: { he: 'אין תשובה.', en: 'No answer.' },
});

/** So many documents, each answered so. */
async function worldWith(answer: Answer, count = 1): Promise<World> {
  const world = newWorld();
  const references = Array.from({ length: count }, (_, index) => String(index + 1));
  for (const reference of references) world.authority.next(invoiceIdOf(reference), answer);
  await world
    .start([
      fakeSource(
        'office',
        references.map((reference) => documentOf(reference)),
      ),
    ])
    .run();
  return world;
}

async function told(world: World): Promise<readonly string[]> {
  return (await world.cases()).flatMap(({ stored }) =>
    stored.entries.flatMap(({ event }) => (event.kind === 'told' ? [`${event.what.code} ${event.what.stage}`] : [])),
  );
}

describe('somebody is told', () => {
  test('once of each thing that waits, in this process and in every later one', async () => {
    const world = await worldWith(held, 3);
    const { notifier, heard } = hookOf(world);
    expect(await notifier.notify({ signal: SIGNAL })).toEqual({ told: 3, failure: undefined });
    expect(heard.map(({ code, reference }) => `${code} ${reference}`)).toEqual(['held 1', 'held 2', 'held 3']);
    expect(await notifier.notify({ signal: SIGNAL })).toEqual({ told: 0, failure: undefined });
    expect((await hookOf(world).notifier.notify({ signal: SIGNAL })).told).toBe(0);
    expect(await told(world)).toEqual(['held over', 'held over', 'held over']);
    // The journal says who told it.
    const { stored } = await world.caseOf('1');
    expect(stored.entries.at(-1)).toMatchObject({ by: 'ishur run', event: { kind: 'told' } });
  });

  test('nothing where nothing waits', async () => {
    const world = newWorld();
    await world.start([fakeSource('office', [documentOf('1')])]).run();
    const { notifier, heard } = hookOf(world);
    expect(await notifier.notify({ signal: SIGNAL })).toEqual({ told: 0, failure: undefined });
    expect(heard).toEqual([]);
  });

  test('of one document alone, after a deed of a person', async () => {
    const world = await worldWith(held, 2);
    const { notifier, heard } = hookOf(world);
    await notifier.notify({ signal: SIGNAL, only: (await world.caseOf('2')).summary });
    expect(heard.map(({ reference }) => reference)).toEqual(['2']);
  });

  test('what happened and what it means, and nothing of the customer, the amounts or what the authority said', async () => {
    const world = await worldWith(rejected);
    const { notifier, heard } = hookOf(world);
    await notifier.notify({ signal: SIGNAL });
    const [message] = heard;
    expect(message).toMatchObject({
      version: 1,
      event: 'waiting',
      tier: 'simulator',
      business: 'acme',
      case: CASE,
      documentType: 305,
      reference: '1',
      code: 'rejected',
      urgency: 'medium',
      stage: 'open',
      at: '2026-06-30T09:00:00.000Z',
    });
    expect(message?.happened.he).toMatch(/[\u0590-\u05ff]/);
    const text = JSON.stringify(message);
    const { customer, netAmount, grossAmount } = fieldsOf('1');
    const { state } = await world.caseOf('1');
    for (const secret of [customer.name, customer.vatNumber, netAmount, grossAmount, state.faults[0]?.message.he]) {
      expect(secret).toBeDefined();
      expect(text).not.toContain(secret);
    }
  });

  test('again of what stopped and began anew, under another id', async () => {
    const world = await worldWith(rejected);
    const { notifier, heard } = hookOf(world);
    await notifier.notify({ signal: SIGNAL });
    world.authority.next(invoiceIdOf('1'), rejected);
    await resume(world.person(), CASE);
    await world.start([fakeSource('office', [documentOf('1')])]).run();
    await notifier.notify({ signal: SIGNAL });
    expect(heard.map(({ code }) => code)).toEqual(['rejected', 'rejected']);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(2);
  });

  test('by the clock of the law, on its days', async () => {
    const world = await worldWith(held);
    const { notifier, heard } = hookOf(world);
    const person = () => world.person();
    const setClock = (instant: string): void => world.setClock(instant);
    setClock('2026-06-14T07:00:00.000Z');
    await settledAs(person(), CASE, 'hearing');
    const on = async (instant: string): Promise<string> => {
      setClock(instant);
      heard.length = 0;
      await notifier.notify({ signal: SIGNAL });
      return heard.map(({ code, stage, by }) => `${code} ${stage} ${by?.day}`).join();
    };
    const wakes = async (): Promise<string | undefined> => (await notifier.nextDue())?.toISOString();
    expect(await on('2026-06-14T08:00:00.000Z')).toBe('hearing-day open 2026-06-16');
    // The day begins at 21:00 UTC of the day before.
    expect(await wakes()).toBe('2026-06-15T21:00:00.000Z');
    expect(await on('2026-06-15T20:59:59.000Z')).toBe('');
    expect(await on('2026-06-15T21:00:00.000Z')).toBe('hearing-day today 2026-06-16');
    await hearingDated(person(), CASE, '2026-06-18' as BusinessDay);
    expect(await on('2026-06-16T08:00:00.000Z')).toBe('hearing open 2026-06-18');
    expect(await wakes()).toBe('2026-06-16T21:00:00.000Z');
    // It moves: told anew.
    await hearingDated(person(), CASE, '2026-06-21' as BusinessDay);
    expect(await on('2026-06-16T09:00:00.000Z')).toBe('hearing open 2026-06-21');
    expect(await on('2026-06-20T09:00:00.000Z')).toBe('hearing soon 2026-06-21');
    expect(await on('2026-06-21T09:00:00.000Z')).toBe('hearing today 2026-06-21');
    expect(await on('2026-06-22T09:00:00.000Z')).toBe('hearing-decision today 2026-06-22');
    expect(await on('2026-06-23T09:00:00.000Z')).toBe('hearing-decision over 2026-06-22');
    expect(await wakes()).toBeUndefined();
    await hearingDecided(person(), CASE, 'lost', '2026-06-23' as BusinessDay);
    expect(await on('2026-06-23T10:00:00.000Z')).toBe('held open undefined,objection open 2026-07-23');
    expect(await wakes()).toBe('2026-07-15T21:00:00.000Z');
    expect(await on('2026-07-16T05:00:00.000Z')).toBe('objection soon 2026-07-23');
    expect(await on('2026-07-24T05:00:00.000Z')).toBe('');
  });
});

describe('a call that does not get there', () => {
  test('is made again, under the same id, until it does', async () => {
    const world = await worldWith(held);
    const { notifier, heard } = hookOf(world, [DOWN, DOWN]);
    expect(await notifier.notify({ signal: SIGNAL })).toEqual({ told: 0, failure: DOWN });
    expect(await told(world)).toEqual([]);
    // Another process, or the next run.
    await notifier.notify({ signal: SIGNAL });
    expect(await notifier.notify({ signal: SIGNAL })).toEqual({ told: 1, failure: undefined });
    expect(heard).toHaveLength(3);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(1);
  });

  test('keeps no other from being made, unless three in a row fail', async () => {
    const world = await worldWith(held, 5);
    const one = hookOf(world, [undefined, DOWN, DOWN]);
    expect(await one.notifier.notify({ signal: SIGNAL })).toEqual({ told: 3, failure: DOWN });
    const other = await worldWith(held, 5);
    const down = hookOf(other, [DOWN, DOWN, DOWN, DOWN, DOWN]);
    expect((await down.notifier.notify({ signal: SIGNAL })).told).toBe(0);
    expect(down.heard).toHaveLength(3);
  });

  test('lets the hook rest for whoever runs for ever, with growing pauses, and says until when', async () => {
    const world = await worldWith(held);
    const { notifier, heard } = hookOf(world, [DOWN, DOWN]);
    const round = () => notifier.notify({ signal: SIGNAL, dueOnly: true });
    await round();
    expect(await notifier.nextDue()).toEqual(new Date('2026-06-30T09:00:30.000Z'));
    world.setClock('2026-06-30T09:00:29.999Z');
    await round();
    expect(heard).toHaveLength(1);
    world.setClock('2026-06-30T09:00:30.000Z');
    await round();
    expect(heard).toHaveLength(2);
    expect(await notifier.nextDue()).toEqual(new Date('2026-06-30T09:02:30.000Z'));
    world.setClock('2026-06-30T09:02:30.000Z');
    expect((await round()).told).toBe(1);
    expect(await notifier.nextDue()).toBeUndefined();
  });

  test('and is none of its business: whatever else is thrown goes through', async () => {
    const world = await worldWith(held);
    const { notifier } = hookOf(world, [], { call: () => Promise.reject(new TypeError('x is not a function')) });
    await expect(notifier.notify({ signal: SIGNAL })).rejects.toThrow('x is not a function');
  });
});

describe('whoever dies', () => {
  test('between the call and the journal tells it again, under the same id, and never loses it', async () => {
    const world = await worldWith(held);
    const dead = (ledger: Ledger): Ledger => ({
      ...ledger,
      commit: () => Promise.reject(new Error('The process is dead.')),
    });
    const first = hookOf(world, [], { ledger: dead(world.ledger) });
    await expect(first.notifier.notify({ signal: SIGNAL })).rejects.toThrow('dead');
    expect(await told(world)).toEqual([]);
    const second = hookOf(world);
    expect((await second.notifier.notify({ signal: SIGNAL })).told).toBe(1);
    expect(second.heard.map(({ id }) => id)).toEqual(first.heard.map(({ id }) => id));
    expect((await hookOf(world).notifier.notify({ signal: SIGNAL })).told).toBe(0);
  });

  test('before the call leaves everything to the next', async () => {
    const world = await worldWith(held, 2);
    const dying = hookOf(world, [], { call: () => Promise.reject(new Error('The process is dead.')) });
    await expect(dying.notifier.notify({ signal: SIGNAL })).rejects.toThrow('dead');
    expect((await hookOf(world).notifier.notify({ signal: SIGNAL })).told).toBe(2);
  });
});

describe('what takes too long', () => {
  test('is left to the next round', async () => {
    const world = await worldWith(held, 4);
    let now = Date.parse('2026-06-30T09:00:00.000Z');
    const clock = { now: () => new Date(now) };
    const heard: string[] = [];
    const call = ({ reference }: WaitingMessage): Promise<void> => {
      heard.push(reference);
      now += 25_000;
      return Promise.resolve();
    };
    const { notifier } = hookOf(world, [], { clock, call });
    expect((await notifier.notify({ signal: SIGNAL })).told).toBe(3);
    expect((await notifier.notify({ signal: SIGNAL })).told).toBe(1);
    expect(heard).toEqual(['1', '2', '3', '4']);
  });

  test('ends when it is asked to stop, and that is no failure', async () => {
    const world = await worldWith(held, 2);
    const stop = new AbortController();
    const call = (): Promise<void> => {
      stop.abort();
      return Promise.reject(DOWN);
    };
    const { notifier } = hookOf(world, [], { call });
    expect(await notifier.notify({ signal: stop.signal })).toEqual({ told: 0, failure: undefined });
    expect(await told(world)).toEqual([]);
  });
});

describe('beside others', () => {
  test('two processes at once may both tell it, under one id, and write it down once', async () => {
    const world = await worldWith(held);
    const one = hookOf(world);
    const other = hookOf(world, [], {
      call: async (message) => {
        other.heard.push(message);
        // The other one was quicker.
        await one.notifier.notify({ signal: SIGNAL });
      },
    });
    await other.notifier.notify({ signal: SIGNAL });
    expect(one.heard.map(({ id }) => id)).toEqual(other.heard.map(({ id }) => id));
    expect(await told(world)).toEqual(['held over']);
  });

  test('what waits no more by the time it was told is not written down', async () => {
    const world = await worldWith(held);
    const { notifier } = hookOf(world, [], {
      call: async () => {
        await settledAs(world.person(), CASE, 'cancel');
      },
    });
    await notifier.notify({ signal: SIGNAL });
    expect(await told(world)).toEqual([]);
    expect((await world.caseOf('1')).summary.standing).toBe('cancelled');
  });

  test('a case that cannot be opened keeps no other from being told', async () => {
    const world = await worldWith(held, 2);
    const broken = new IshurError({
      code: 'ledger/damaged',
      remedy: 'fix-config',
      message: { he: 'פגום.', en: 'Damaged.' },
    });
    const ledger: Ledger = {
      ...world.ledger,
      load: (id) => (id === CASE ? Promise.reject(broken) : world.ledger.load(id)),
    };
    const { notifier, heard } = hookOf(world, [], { ledger });
    expect(await notifier.notify({ signal: SIGNAL })).toEqual({ told: 1, failure: undefined });
    expect(heard.map(({ reference }) => reference)).toEqual(['2']);
    expect(await notifier.nextDue()).toBeUndefined();
  });
});
