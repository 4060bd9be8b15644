import { describe, expect, test } from 'vitest';
import { documentOf, invoiceIdOf } from '../fixtures/documents.ts';
import { failureWith } from '../fixtures/failures.ts';
import { held } from '../fixtures/fake-authority.ts';
import { choiceAnswerLost, choiceFails, choiceUnheard } from '../fixtures/fake-decisions.ts';
import type { ChoiceAnswer } from '../fixtures/fake-decisions.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import type { FakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';
import type { World } from '../fixtures/world.ts';
import { resume } from '../persons/deeds.ts';
import { choose } from './choose.ts';
import { settledAs } from './choosing-deeds.ts';

const CASE = 'acme/office/305:1';
const CALL = { signal: new AbortController().signal };

/** A held document whose cancelling was told with this answer. */
async function cancelling(...answers: readonly ChoiceAnswer[]): Promise<{ world: World; source: FakeSource }> {
  const world = newWorld();
  world.authority.next(invoiceIdOf('1'), held);
  const source = fakeSource('office', [documentOf('1')]);
  await world.start([source]).run();
  world.decisions.next(...answers);
  await choose(world.chooser(), CASE, 'cancel', CALL);
  return { world, source };
}

const standing = async (world: World): Promise<string> => (await world.caseOf('1')).summary.standing;

describe('a run', () => {
  test('tells a choice again that brought no answer, with the same bytes and the name of who chose', async () => {
    const { world, source } = await cancelling(choiceAnswerLost);
    const process = world.start([source], { name: 'run' });
    expect((await process.run()).failures).toEqual([]);
    expect(await standing(world)).toBe('cancelled');
    expect(new Set(world.decisions.came.map(({ body }) => body)).size).toBe(1);
    const { stored } = await world.caseOf('1');
    expect(stored.entries.at(-2)).toMatchObject({ by: 'run', event: { kind: 'chosen', by: 'רות', runner: 'run' } });
    expect(process.told.filter(({ kind }) => kind === 'answered')).toHaveLength(1);
  });

  test('for ever waits until it is due, and a person’s does not', async () => {
    const { world, source } = await cancelling(choiceUnheard);
    const process = world.start([source]);
    const stop = new AbortController().signal;
    await process.run(stop, { try: 'due' });
    expect(world.decisions.came).toHaveLength(1);
    expect(await process.engine.nextDue()).toEqual(new Date('2026-06-30T09:00:30.000Z'));
    world.setClock('2026-06-30T09:00:30.000Z');
    await process.run(stop, { try: 'due' });
    expect(await standing(world)).toBe('cancelled');
    expect(await process.engine.nextDue()).toBeUndefined();
  });

  test('waits for a process that may still be at it, and knows until when', async () => {
    const forever = new Promise<never>(() => {});
    const world = newWorld();
    world.authority.next(invoiceIdOf('1'), held);
    await world.start([fakeSource('office', [documentOf('1')])]).run();
    world.decisions.next(() => forever);
    void choose(world.chooser({ name: 'far away' }), CASE, 'cancel', CALL);
    await expect.poll(() => world.decisions.came.length).toBe(1);
    const process = world.start([]);
    await process.run();
    expect(world.decisions.came).toHaveLength(1);
    expect(await process.engine.nextDue()).toEqual(new Date('2026-06-30T09:15:00.000Z'));
    world.setClock('2026-06-30T09:15:00.000Z');
    await process.run();
    expect(await standing(world)).toBe('cancelled');
  });

  test('parks what nobody answers, however often it is told, and a person finds out', async () => {
    const { world, source } = await cancelling(...Array<ChoiceAnswer>(20).fill(choiceUnheard));
    for (let run = 1; run <= 5; run += 1) await world.start([source], { sendings: 3 }).run();
    expect(await standing(world)).toBe('parked');
    expect(world.decisions.came).toHaveLength(3);
    const { state } = await world.caseOf('1');
    expect(state.cause?.message.en).toContain('ishur choose DOC cancel --settled');
    expect((await settledAs(world.person(), CASE, 'cancel')).standing).toBe('cancelled');
    expect((await world.caseOf('1')).stored.frozen).toBeUndefined();
  });

  test('tells what was parked again where a person takes it up, or chooses it again', async () => {
    for (const takeUp of ['resume', 'choose'] as const) {
      const { world, source } = await cancelling(choiceUnheard);
      await world.start([source], { unconfirmed: 'manual' }).run();
      expect(await standing(world)).toBe('parked');
      expect(world.decisions.came).toHaveLength(1);
      if (takeUp === 'choose') await choose(world.chooser(), CASE, 'cancel', CALL);
      else {
        await resume(world.person(), CASE);
        await world.start([source], { unconfirmed: 'manual' }).run();
      }
      expect(await standing(world)).toBe('cancelled');
      expect(new Set(world.decisions.came.map(({ body }) => body)).size).toBe(1);
    }
  });

  test('keeps open what may have been accepted, although it certainly was not sent now', async () => {
    const { world, source } = await cancelling(choiceUnheard, choiceFails(failureWith('retry')));
    const { failures } = await world.start([source]).run();
    expect(failures.map(({ code }) => code)).toEqual(['test/retry']);
    const { summary, stored } = await world.caseOf('1');
    expect(summary).toMatchObject({ standing: 'choosing', notBefore: '2026-06-30T09:02:00.000Z' });
    expect(stored.frozen?.ask).toBe(0);
  });

  test('without a decision service says so, and goes on with everything else', async () => {
    const { world } = await cancelling(choiceUnheard);
    const source = fakeSource('office', [documentOf('1'), documentOf('2')]);
    const { failures } = await world.start([source], { report: null }).run();
    expect(failures.map(({ code, remedy }) => [code, remedy])).toEqual([['engine/no-decision-service', 'fix-config']]);
    expect((await world.caseOf('2')).summary.standing).toBe('allocated');
  });

  test('leaves an authority that is down alone after three failures', async () => {
    const world = newWorld();
    const references = ['1', '2', '3', '4', '5'];
    for (const reference of references) world.authority.next(invoiceIdOf(reference), held);
    const source = fakeSource(
      'office',
      references.map((reference) => documentOf(reference)),
    );
    await world.start([source]).run();
    world.decisions.next(...Array<ChoiceAnswer>(5).fill(choiceUnheard));
    for (const reference of references) {
      await choose(world.chooser(), `acme/office/305:${reference}`, 'cancel', CALL);
    }
    world.decisions.next(...Array<ChoiceAnswer>(9).fill(choiceUnheard));
    await world.start([source]).run();
    expect(world.decisions.came).toHaveLength(8);
  });
});
