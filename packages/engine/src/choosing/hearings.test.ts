import { describe, expect, test } from 'vitest';
import { isIshurError } from '@ishur/contract';
import type { BusinessDay } from '@ishur/core';
import { documentOf, invoiceIdOf } from '../fixtures/documents.ts';
import { allocated, held } from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import type { FakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';
import type { World } from '../fixtures/world.ts';
import { choose } from './choose.ts';
import { settledAs } from './choosing-deeds.ts';
import { hearingDated, hearingDecided, hearingWordWithdrawn, objected } from './hearing-deeds.ts';

const ID = invoiceIdOf('1');
const CASE = 'acme/office/305:1';
const CALL = { signal: new AbortController().signal };
const day = (text: string): BusinessDay => text as BusinessDay;

async function inHearing(...first: readonly 'continue'[]): Promise<{ world: World; source: FakeSource }> {
  const world = newWorld();
  world.authority.next(ID, held);
  const source = fakeSource('office', [documentOf('1')]);
  await world.start([source]).run();
  for (const choice of first) await choose(world.chooser(), CASE, choice, CALL);
  await world.start([source]).run();
  await choose(world.chooser(), CASE, 'hearing', CALL);
  return { world, source };
}

async function refusal(deed: Promise<unknown>): Promise<string> {
  const error: unknown = await deed.then(
    () => expect.unreachable('It was possible.'),
    (reason: unknown) => reason,
  );
  if (!isIshurError(error)) throw error;
  expect(error.code).toBe('engine/not-possible');
  return error.text.en;
}

describe('a hearing', () => {
  test('has its day, which may move, and its word, each said once', async () => {
    const { world } = await inHearing();
    await hearingDated(world.person(), CASE, day('2026-07-02'));
    await hearingDated(world.person(), CASE, day('2026-07-02'));
    await hearingDated(world.person(), CASE, day('2026-07-05'));
    world.setClock('2026-07-06T09:00:00.000Z');
    expect((await hearingDecided(world.person(), CASE, 'lost')).standing).toBe('held');
    await hearingDecided(world.person(), CASE, 'lost');
    const { story, state } = await world.caseOf('1');
    expect(story.slice(-3)).toEqual(['hearing-dated', 'hearing-dated', 'hearing-decided']);
    expect(state.hearing).toMatchObject({ day: '2026-07-05', outcome: 'lost', decidedOn: '2026-07-06' });
  });

  test('that was lost is objected to; its answer may still win', async () => {
    const { world, source } = await inHearing();
    await hearingDecided(world.person(), CASE, 'lost');
    await objected(world.person(), CASE);
    await objected(world.person(), CASE);
    expect((await hearingDecided(world.person(), CASE, 'won')).standing).toBe('queued');
    await world.start([source]).run();
    const { story, summary } = await world.caseOf('1');
    expect(summary.standing).toBe('allocated');
    expect(story.filter((kind) => kind === 'objected')).toHaveLength(1);
  });

  test('whose objection was turned down leaves cancelling and continuing', async () => {
    const { world } = await inHearing();
    await hearingDecided(world.person(), CASE, 'lost');
    await objected(world.person(), CASE);
    await hearingDecided(world.person(), CASE, 'lost');
    expect((await world.caseOf('1')).state.hearing?.objectionEndedOn).toBe('2026-06-30');
    expect(await refusal(choose(world.chooser(), CASE, 'hearing', CALL))).toContain('no second one');
    expect((await choose(world.chooser(), CASE, 'continue', CALL)).summary.standing).toBe('continued');
  });

  test('is not told what cannot be: without one, on days before it or to come, an objection to nothing', async () => {
    const world = newWorld();
    world.authority.next(ID, held);
    await world.start([fakeSource('office', [documentOf('1')])]).run();
    expect(await refusal(hearingDecided(world.person(), CASE, 'won'))).toContain('hearing --settled');
    await settledAs(world.person(), CASE, 'hearing');
    expect(await refusal(hearingDated(world.person(), CASE, day('2026-06-29')))).toContain('before the hearing');
    expect(await refusal(hearingDecided(world.person(), CASE, 'won', day('2026-07-01')))).toContain('not come yet');
    expect(await refusal(objected(world.person(), CASE))).toContain('a hearing that was lost');
    await hearingDecided(world.person(), CASE, 'given-up');
    expect(await refusal(hearingDated(world.person(), CASE, day('2026-07-05')))).toContain('over already');
  });
});

describe('a hearing that was won', () => {
  test('gets its number under the same id', async () => {
    const { world, source } = await inHearing();
    expect((await hearingDecided(world.person(), CASE, 'won')).standing).toBe('queued');
    expect((await hearingDecided(world.person(), CASE, 'won')).standing).toBe('queued');
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary).toMatchObject({ standing: 'allocated', invoiceId: ID });
    expect(world.authority.came.map(({ invoiceId }) => invoiceId)).toEqual([ID, ID]);
  });

  test('and is held once more is not registered yet, which is not lost: each run asks again, for ever by growing pauses', async () => {
    const { world, source } = await inHearing();
    await hearingDecided(world.person(), CASE, 'won');
    world.authority.next(ID, held, held, held);
    const process = world.start([source]);
    const due = { try: 'due' } as const;
    const stop = new AbortController().signal;
    await process.run(stop, due);
    expect((await world.caseOf('1')).summary.standing).toBe('hearing-won');
    expect(await process.engine.nextDue()).toEqual(new Date('2026-06-30T10:00:00.000Z'));
    await process.run(stop, due);
    expect(world.authority.came).toHaveLength(2);
    world.setClock('2026-06-30T10:00:00.000Z');
    await process.run(stop, due);
    expect(world.authority.came).toHaveLength(3);
    expect(await process.engine.nextDue()).toEqual(new Date('2026-06-30T14:00:00.000Z'));
    // A person's run waits for nothing.
    await process.run();
    expect((await world.caseOf('1')).summary.standing).toBe('hearing-won');
    await process.run();
    expect((await world.caseOf('1')).summary.standing).toBe('allocated');
  });

  test('is not asked for again by a business that asks for nothing', async () => {
    const { world, source } = await inHearing();
    await hearingDecided(world.person(), CASE, 'won');
    world.authority.next(ID, held);
    await world.start([source]).run();
    const process = world.start([source], { business: { ask: 'nothing' } });
    await process.run();
    expect((await world.caseOf('1')).summary.standing).toBe('hearing-won');
    expect(await process.engine.nextDue()).toBeUndefined();
  });

  test('after it went out without a number: its notice goes away, and what is printed then is a copy', async () => {
    const { world, source } = await inHearing('continue');
    await hearingDecided(world.person(), CASE, 'won');
    world.authority.next(ID, allocated);
    await world.start([source]).run();
    const codes = (notices: readonly { readonly code: string }[] = []): string[] => notices.map(({ code }) => code);
    const told = source.brought.map(({ number, notices, withdrawn }) => [
      number !== undefined,
      codes(notices),
      codes(withdrawn),
    ]);
    expect(told).toEqual([
      [false, ['no-deduction'], []],
      [true, ['certified-copy'], ['no-deduction']],
    ]);
  });
});

describe('a word on a hearing that was a mistake', () => {
  test('is not even taken for a day before the hearing: lost; won and given up may come early', async () => {
    const { world } = await inHearing();
    await hearingDated(world.person(), CASE, day('2026-07-05'));
    const refused = await refusal(hearingDecided(world.person(), CASE, 'lost'));
    expect(refused).toContain('set for 2026-07-05, and 2026-06-30 is before it');
    expect(refused).toContain(`ishur hearing ${CASE} dated`);
    expect((await hearingDecided(world.person(), CASE, 'given-up')).standing).toBe('held');
  });

  test.each(['lost', 'given-up'] as const)('%s is taken back, and the hearing goes on', async (outcome) => {
    const { world, source } = await inHearing();
    await hearingDecided(world.person(), CASE, outcome);
    expect((await hearingWordWithdrawn(world.person(), CASE)).standing).toBe('hearing');
    const { stored, story, state } = await world.caseOf('1');
    expect(story.slice(-2)).toEqual(['hearing-decided', 'hearing-word-withdrawn']);
    expect(stored.entries.at(-1)?.by).toBe('רות');
    expect(state.hearing).toMatchObject({ outcome: undefined, decidedOn: undefined });
    await hearingDecided(world.person(), CASE, 'won');
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary.standing).toBe('allocated');
  });

  test('won is taken back as long as nothing was asked for', async () => {
    const { world, source } = await inHearing();
    await hearingDecided(world.person(), CASE, 'won');
    expect((await hearingWordWithdrawn(world.person(), CASE)).standing).toBe('hearing');
    await hearingDecided(world.person(), CASE, 'won');
    world.authority.next(ID, held);
    await world.start([source]).run();
    expect(await refusal(hearingWordWithdrawn(world.person(), CASE))).toContain(`ishur hearing ${CASE} lost`);
    expect((await hearingDecided(world.person(), CASE, 'lost')).standing).toBe('held');
    expect((await hearingWordWithdrawn(world.person(), CASE)).standing).toBe('hearing');
  });

  test('is taken back word by word, also of one that is out', async () => {
    const { world } = await inHearing('continue');
    await hearingDecided(world.person(), CASE, 'lost');
    await objected(world.person(), CASE);
    await hearingDecided(world.person(), CASE, 'lost');
    const ended = async (): Promise<readonly unknown[]> => {
      await hearingWordWithdrawn(world.person(), CASE);
      const { state } = await world.caseOf('1');
      const { outcome, objectedOn, objectionEndedOn } = state.hearing ?? {};
      return [state.standing, outcome, objectedOn, objectionEndedOn];
    };
    expect(await ended()).toEqual(['continued', 'lost', '2026-06-30', undefined]);
    expect(await ended()).toEqual(['continued', 'lost', undefined, undefined]);
    expect(await ended()).toEqual(['hearing', undefined, undefined, undefined]);
    expect(await refusal(hearingWordWithdrawn(world.person(), CASE))).toContain('Nothing was said');
  });

  test('stays where another way was taken since, or where there is none', async () => {
    const { world } = await inHearing();
    await hearingDecided(world.person(), CASE, 'lost');
    await choose(world.chooser(), CASE, 'continue', CALL);
    expect(await refusal(hearingWordWithdrawn(world.person(), CASE))).toContain('Another way was taken since');
    const other = newWorld();
    other.authority.next(ID, held);
    await other.start([fakeSource('office', [documentOf('1')])]).run();
    expect(await refusal(hearingWordWithdrawn(other.person(), CASE))).toContain('No hearing was asked for');
  });

  test('of days that cannot be: an objection before the decision, its answer before it', async () => {
    const { world } = await inHearing();
    world.setClock('2026-07-10T09:00:00.000Z');
    await hearingDecided(world.person(), CASE, 'lost', day('2026-07-05'));
    expect(await refusal(objected(world.person(), CASE, day('2026-07-04')))).toContain('before the decision');
    await objected(world.person(), CASE, day('2026-07-06'));
    const early = hearingDecided(world.person(), CASE, 'lost', day('2026-07-05'));
    expect(await refusal(early)).toContain('before the objection was filed');
  });
});
