import { describe, expect, test } from 'vitest';
import { isIshurError } from '@ishur/contract';
import type { SentChoice } from '@ishur/core';
import { documentOf, invoiceIdOf } from '../fixtures/documents.ts';
import { failureWith, movedBy } from '../fixtures/failures.ts';
import { held } from '../fixtures/fake-authority.ts';
import {
  choiceAnswerLost,
  choiceFails,
  choiceRefused,
  choiceUnheard,
  chooserRefused,
} from '../fixtures/fake-decisions.ts';
import type { Repetition } from '../fixtures/fake-decisions.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import type { FakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';
import type { World } from '../fixtures/world.ts';
import { choose } from './choose.ts';
import type { Chosen } from './choose.ts';
import { chooseReverseCharge, settledAs, withdrawChoice } from './choosing-deeds.ts';

const ID = invoiceIdOf('1');
const CASE = 'acme/office/305:1';
const CALL = { signal: new AbortController().signal };

async function heldWorld(repetition?: Repetition): Promise<{ world: World; source: FakeSource }> {
  const world = newWorld('same number', true, repetition);
  world.authority.next(ID, held);
  const source = fakeSource('office', [documentOf('1')]);
  await world.start([source]).run();
  return { world, source };
}

const cancel = (world: World, name = 'chooser'): Promise<Chosen> =>
  choose(world.chooser({ name }), CASE, 'cancel', CALL);

async function refusal(deed: Promise<unknown>): Promise<{ readonly code: string; readonly en: string }> {
  const error: unknown = await deed.then(
    () => expect.unreachable('It was possible.'),
    (reason: unknown) => reason,
  );
  if (!isIshurError(error)) throw error;
  return { code: error.code, en: error.text.en };
}

describe('a way out that the authority is told', () => {
  test.each<[SentChoice, string]>([
    ['cancel', 'cancelled'],
    ['continue', 'continued'],
    ['hearing', 'hearing'],
  ])('%s is durable first, told once, and leads to %s', async (choice, standing) => {
    const { world } = await heldWorld();
    const chosen = await choose(world.chooser(), CASE, choice, CALL);
    expect(chosen).toMatchObject({ outcome: 'accepted', summary: { standing }, failure: undefined });
    expect(world.decisions.came).toMatchObject([{ choice, invoiceId: ID }]);
    // Said again, it is done once.
    expect((await choose(world.chooser(), CASE, choice, CALL)).outcome).toBe('accepted');
    expect(world.decisions.came).toHaveLength(1);
    const { story, stored } = await world.caseOf('1');
    expect(story.slice(-2)).toEqual(['chosen', 'choice-accepted']);
    expect(stored.entries.at(-2)).toMatchObject({ by: 'רות', event: { by: 'רות', on: '2026-06-30' } });
    expect(stored.frozen).toBeUndefined();
  });

  test('carries the software number and the operator of the ask that was held', async () => {
    const { world } = await heldWorld();
    const person = world.chooser();
    await choose(
      { ...person, business: { ...person.business, softwareNumber: person.business.vatNumber } },
      CASE,
      'cancel',
      CALL,
    );
    expect(JSON.parse(world.decisions.came[0]?.body ?? '')).toEqual({
      invoiceId: ID,
      vatNumber: '777777715',
      user: 'office',
      softwareNumber: '777777715',
    });
  });

  test('carries the number of the software that made the document, as its ask did', async () => {
    const world = newWorld('same number', true);
    world.authority.next(ID, held);
    await world.start([fakeSource('office', [documentOf('1', { softwareNumber: '12345678' })])]).run();
    await choose(world.chooser(), CASE, 'cancel', CALL);
    const [asked, chosen] = [world.authority.bodiesOf(ID)[0], world.decisions.came[0]?.body].map(
      (body) => JSON.parse(body ?? '{}') as unknown,
    );
    expect([asked, chosen]).toMatchObject([{ softwareNumber: '012345678' }, { softwareNumber: '012345678' }]);
  });

  test('is brought to the source: the notice, and later nothing of it any more', async () => {
    const { world, source } = await heldWorld();
    await choose(world.chooser(), CASE, 'continue', CALL);
    await world.start([source]).run();
    expect(source.brought.map(({ number, notices }) => [number, notices.map(({ code }) => code)])).toEqual([
      [undefined, ['no-deduction']],
    ]);
  });

  test('is refused where it is closed, with the reason and what could be done', async () => {
    const { world } = await heldWorld();
    await choose(world.chooser(), CASE, 'continue', CALL);
    expect(await refusal(cancel(world))).toEqual({
      code: 'engine/not-possible',
      en: `Cannot choose this way (${CASE}): the document went out without a number, with its notice. The invoice went out without a number already. What is left is a hearing. Possible: enter a number that was allocated (\`ishur enter\`); choose a way out (\`ishur choose\`).`,
    });
    expect(world.decisions.came).toHaveLength(1);
  });

  test('that certainly reached nobody leaves the document held, and is made anew', async () => {
    const { world } = await heldWorld();
    world.decisions.next(choiceFails(failureWith('retry')));
    expect(await cancel(world)).toMatchObject({
      outcome: 'not-sent',
      summary: { standing: 'held' },
      failure: { code: 'test/retry' },
    });
    expect((await world.caseOf('1')).stored.frozen).toBeUndefined();
    expect((await choose(world.chooser(), CASE, 'hearing', CALL)).summary.standing).toBe('hearing');
  });

  test('that the authority does not take for whoever tells it leaves the document held, and blames the configuration', async () => {
    const { world } = await heldWorld();
    world.decisions.next(chooserRefused);
    const { outcome, failure, summary } = await cancel(world);
    expect([outcome, failure?.remedy, summary.standing]).toEqual(['not-sent', 'fix-config', 'held']);
  });

  test('answered with 463 at once: the document is held as before, and a person says what was chosen elsewhere', async () => {
    const { world } = await heldWorld();
    world.decisions.next(choiceRefused);
    expect(await cancel(world)).toMatchObject({
      outcome: 'refused',
      summary: { standing: 'held' },
      faults: [{ authorityCode: '463' }],
    });
    expect((await settledAs(world.person(), CASE, 'continue')).standing).toBe('continued');
    // Said twice it is done once.
    await settledAs(world.person(), CASE, 'continue');
    expect((await world.caseOf('1')).story.filter((kind) => kind === 'settled-as')).toHaveLength(1);
  });
});

describe('a choice without an answer', () => {
  test.each<[Repetition, string]>([
    ['is taken again', 'cancelled'],
    ['is refused with 463', 'settled-elsewhere'],
  ])('is told again with the same bytes by whoever says it again; a repeated one %s', async (repetition, standing) => {
    const { world } = await heldWorld(repetition);
    world.decisions.next(choiceAnswerLost);
    expect(await cancel(world)).toMatchObject({ outcome: 'unconfirmed', summary: { standing: 'choosing' } });
    expect((await cancel(world)).summary.standing).toBe(standing);
    const [first, second] = world.decisions.came;
    expect(second).toEqual(first);
    if (standing === 'settled-elsewhere') {
      expect((await settledAs(world.person(), CASE, 'cancel')).standing).toBe('cancelled');
    }
  });

  test('lets no other be made, because it may have been accepted', async () => {
    const { world } = await heldWorld();
    world.decisions.next(choiceUnheard);
    await cancel(world);
    const { code, en } = await refusal(choose(world.chooser(), CASE, 'continue', CALL));
    expect([code, en]).toEqual(['engine/not-possible', expect.stringContaining('may have been accepted')]);
    expect((await refusal(chooseReverseCharge(world.person(), CASE))).code).toBe('engine/not-possible');
  });

  test('while another process tells it, is not told a second time', async () => {
    const { world } = await heldWorld();
    const { promise, resolve } = Promise.withResolvers<void>();
    world.decisions.next(async (take) => {
      await promise;
      return take();
    });
    const first = cancel(world, 'one');
    await expect.poll(() => world.decisions.came.length).toBe(1);
    expect((await cancel(world, 'other')).outcome).toBe('under-way');
    // Nor by a run.
    await world.start([], { name: 'run' }).run();
    resolve();
    expect((await first).outcome).toBe('accepted');
    expect(world.decisions.came).toHaveLength(1);
  });

  test('is told by whoever comes next where its process is gone', async () => {
    const { world } = await heldWorld();
    const forever = new Promise<never>(() => {});
    world.decisions.next(() => forever);
    void choose(world.chooser({ name: 'gone' }), CASE, 'cancel', CALL);
    await expect.poll(() => world.decisions.came.length).toBe(1);
    expect((await choose(world.chooser({ gone: ['gone'] }), CASE, 'cancel', CALL)).outcome).toBe('accepted');
  });

  test('of which the exact bytes are lost is not told again', async () => {
    const { world } = await heldWorld();
    world.decisions.next(choiceUnheard);
    await cancel(world);
    const without = world.chooser({
      ledger: (ledger) => ({
        async load(id) {
          const stored = await ledger.load(id);
          return stored && { ...stored, frozen: undefined };
        },
      }),
    });
    expect((await refusal(choose(without, CASE, 'cancel', CALL))).code).toBe('engine/bytes-lost');
    expect(world.decisions.came).toHaveLength(1);
  });
});

describe('a reverse charge', () => {
  test('is chosen without telling anybody, and can be taken back until its document is there', async () => {
    const { world } = await heldWorld();
    expect((await chooseReverseCharge(world.person(), CASE)).standing).toBe('awaiting-replacement');
    await chooseReverseCharge(world.person(), CASE);
    expect((await withdrawChoice(world.person(), CASE)).standing).toBe('held');
    await withdrawChoice(world.person(), CASE);
    const { story } = await world.caseOf('1');
    expect(story.slice(-2)).toEqual(['reverse-charge-chosen', 'choice-withdrawn']);
    expect(world.decisions.came).toEqual([]);
  });

  test('whatever the authority was told is not taken back', async () => {
    const { world } = await heldWorld();
    await cancel(world);
    expect((await refusal(withdrawChoice(world.person(), CASE))).en).toContain('take the choice back');
  });
});

test('a choice looks anew where another process was first, and says so in words where that never ends', async () => {
  const { world } = await heldWorld();
  let moves = 1;
  const person = world.chooser({
    ledger: (ledger) => ({
      async commit(...change) {
        moves -= 1;
        if (moves >= 0) throw movedBy('second');
        await ledger.commit(...change);
      },
    }),
  });
  expect((await choose(person, CASE, 'cancel', CALL)).outcome).toBe('accepted');
  const { world: other } = await heldWorld();
  const blocked = other.chooser({ ledger: () => ({ commit: () => Promise.reject(movedBy('second')) }) });
  expect((await refusal(choose(blocked, CASE, 'cancel', CALL))).code).toBe('ledger/moved');
  expect(other.decisions.came).toEqual([]);
});
