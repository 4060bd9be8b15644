import { describe, expect, test } from 'vitest';
import { isIshurError } from '@ishur/contract';
import type { AllocationNumber } from '@ishur/core';
import { OTHER_AMOUNT, SMALL_AMOUNT, documentOf, invoiceIdOf } from '../fixtures/documents.ts';
import { movedBy } from '../fixtures/failures.ts';
import { allocated, answerLost, held, rejected, unanswered } from '../fixtures/fake-authority.ts';
import type { Answer } from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import type { World } from '../fixtures/world.ts';
import { newWorld } from '../fixtures/world.ts';
import { STANDING_WORDS } from './standing-words.ts';
import { enter, notIssued, resume } from './deeds.ts';
import { want } from './want.ts';

const ID = invoiceIdOf('1');
const CASE = 'acme/office/305:1';
const NUMBER = '20260701000000000000004711';

async function worldWith(answer: Answer, runs = 1, sendings = 5): Promise<World> {
  const world = newWorld();
  world.authority.next(ID, ...Array<Answer>(20).fill(answer));
  for (let run = 1; run <= runs; run += 1) {
    await world.start([fakeSource('office', [documentOf('1')])], { sendings }).run();
  }
  return world;
}

/** What a refusal says. */
async function refusal(
  deed: Promise<unknown>,
): Promise<{ readonly code: string; readonly he: string; readonly en: string }> {
  const error: unknown = await deed.then(
    () => expect.unreachable('It was possible.'),
    (reason: unknown) => reason,
  );
  if (!isIshurError(error)) throw error;
  expect(error.remedy).toBe('fix-document');
  return { code: error.code, ...error.text };
}

describe('taking up again', () => {
  test('is done once, by a person whom the journal names', async () => {
    const world = await worldWith(unanswered, 3, 1);
    expect((await resume(world.person(), CASE)).standing).toBe('unconfirmed');
    expect((await resume(world.person(), CASE)).standing).toBe('unconfirmed');
    const { stored, story } = await world.caseOf('1');
    expect(story.filter((kind) => kind === 'resumed')).toHaveLength(1);
    expect(stored.entries.at(-1)).toMatchObject({ by: 'רות', event: { kind: 'resumed', by: 'רות' } });
  });

  test('asks anew for what was rejected for a reason outside of the document', async () => {
    const world = newWorld();
    world.authority.next(ID, rejected);
    const source = fakeSource('office', [documentOf('1')]);
    await world.start([source]).run();
    expect((await resume(world.person(), CASE)).standing).toBe('queued');
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary.standing).toBe('allocated');
  });

  test('is refused where nothing is to be taken up, with what stands and what could be done', async () => {
    const world = await worldWith(held);
    expect(await refusal(resume(world.person(), CASE))).toEqual({
      code: 'engine/not-possible',
      he: `אי אפשר להחזיר את המסמך לטיפול (${CASE}): המסמך מעוכב ברשות המסים וממתין לבחירה. אפשר: להזין מספר שהתקבל (ishur enter); לבחור דרך (ishur choose).`,
      en: `Cannot take the document up again (${CASE}): the document is held by the Tax Authority, and waits for a choice. Possible: enter a number that was allocated (\`ishur enter\`); choose a way out (\`ishur choose\`).`,
    });
    const done = await worldWith(allocated);
    expect((await refusal(resume(done.person(), CASE))).en).toContain('Nothing can be done to it now.');
  });

  test('of a case that is not there, or is another business’s, says where to look', async () => {
    const world = await worldWith(held);
    expect((await refusal(resume(world.person(), 'acme/office/305:2'))).code).toBe('engine/no-such-case');
    const other = { ...world.person(), business: { ...world.person().business, id: 'gal' } };
    expect((await refusal(resume(other, CASE))).he).toContain('ishur list');
  });

  test('looks anew where another process was first', async () => {
    const world = await worldWith(unanswered, 3, 1);
    let tries = 0;
    const { ledger } = world;
    const person = {
      ...world.person(),
      ledger: {
        ...ledger,
        async commit(...change: Parameters<typeof ledger.commit>) {
          tries += 1;
          if (tries === 1) throw movedBy('second');
          await ledger.commit(...change);
        },
      },
    };
    expect((await resume(person, CASE)).standing).toBe('unconfirmed');
    expect(tries).toBe(2);
  });
});

describe('entering a number', () => {
  test('is taken with its evidence, lets the frozen bytes go, and is brought to the source', async () => {
    const world = await worldWith(answerLost, 3, 1);
    expect((await world.caseOf('1')).stored.frozen).toBeDefined();
    expect(await enter(world.person(), CASE, NUMBER, 'מכתב מיום 1.7')).toMatchObject({
      standing: 'allocated',
      number: NUMBER,
    });
    const { stored } = await world.caseOf('1');
    expect(stored.frozen).toBeUndefined();
    expect(stored.entries.at(-1)?.event).toMatchObject({ kind: 'entered', evidence: 'מכתב מיום 1.7' });
    const source = fakeSource('office', [documentOf('1')]);
    await world.start([source]).run();
    expect(source.written.get('305:1')).toBe(NUMBER);
    expect(world.authority.came).toHaveLength(1);
  });

  test('once more, or by its last nine digits, changes nothing', async () => {
    const world = await worldWith(held);
    for (const text of [NUMBER, NUMBER, NUMBER.slice(-9)]) await enter(world.person(), CASE, text, 'x');
    expect((await world.caseOf('1')).story.filter((kind) => kind === 'entered')).toHaveLength(1);
  });

  test('other than the one that we hold shows the contradiction, and the right one ends it', async () => {
    const world = await worldWith(allocated);
    const { number = '' } = (await world.caseOf('1')).summary;
    expect(await enter(world.person(), CASE, NUMBER, 'x')).toMatchObject({ standing: 'conflict', number });
    expect((await refusal(resume(world.person(), CASE))).he).toContain(`להזין שוב את המספר ${number}`);
    expect(await enter(world.person(), CASE, number, 'x')).toMatchObject({ standing: 'allocated', number });
  });

  test.each(['', 'abc', '12345678', '0000000000', '1'.repeat(31), '123456789 '])('%j is no number', async (text) => {
    const world = await worldWith(held);
    expect((await refusal(enter(world.person(), CASE, text, 'x'))).code).toBe('engine/no-number');
  });

  test('is refused while it is being asked for', async () => {
    const world = newWorld();
    const refused = Promise.withResolvers<string>();
    world.authority.next(ID, async (allocate) => {
      refused.resolve((await refusal(enter(world.person(), CASE, NUMBER, 'x'))).en);
      return allocate();
    });
    await world.start([fakeSource('office', [documentOf('1')])]).run();
    expect(await refused.promise).toContain('is being asked for at this moment');
  });
});

describe('saying that no number was issued', () => {
  test('ends the doubt once, lets the bytes go, and the document is asked for as it stands now', async () => {
    const world = newWorld();
    world.authority.next(ID, unanswered);
    const source = fakeSource('office', [documentOf('1')]);
    await world.start([source]).run();
    source.items = [documentOf('1', OTHER_AMOUNT)];
    await world.start([source], { business: { ask: 'nothing' } }).run();
    for (const _ of [1, 2]) expect((await notIssued(world.person(), CASE)).standing).toBe('queued');
    const { story, stored } = await world.caseOf('1');
    expect(story.filter((kind) => kind === 'not-issued')).toHaveLength(1);
    expect(stored.frozen).toBeUndefined();
    await world.start([source]).run();
    expect((await world.caseOf('1')).summary).toMatchObject({ standing: 'allocated', net: '5500.00' });
  });

  test('is refused where nothing is in doubt', async () => {
    const world = await worldWith(rejected);
    expect((await refusal(notIssued(world.person(), CASE))).en).toContain('was rejected for its data');
  });
});

describe('wanting a number although none is required', () => {
  const small = documentOf('1', SMALL_AMOUNT);

  test('asks for it, once, under the id that it derives', async () => {
    const world = newWorld();
    const source = fakeSource('office', [small], { series: 'B' });
    await world.start([source]).run();
    for (const _ of [1, 2]) {
      expect(await want(world.person(), CASE)).toMatchObject({ standing: 'queued', invoiceId: '777777715-305-B-1' });
    }
    await world.start([source]).run();
    expect(await world.caseOf('1')).toMatchObject({
      story: ['seen', 'wanted', 'asking', 'allocated', 'delivered'],
      summary: { standing: 'allocated' },
    });
  });

  test.each([
    [
      'gets none',
      documentOf('1', { ...SMALL_AMOUNT, vatAmount: '0.00', grossAmount: '100.00' }),
      /allocates no number/,
    ],
    ['is refused for what is wrong with it', documentOf('1'.repeat(30), SMALL_AMOUNT, { ref: '305:1' }), /reference/i],
    ['is asked for anyway', documentOf('1'), /is queued/],
    ['is a draft', documentOf('1', SMALL_AMOUNT, { standing: 'draft' }), /waits/],
  ])('of a document that %s is refused, and says why', async (_what, item, words) => {
    const world = newWorld();
    await world.start([fakeSource('office', [item])], { business: { ask: 'nothing' } }).run();
    const { code, en } = await refusal(want(world.person(), CASE));
    expect(code).toBe('engine/not-possible');
    expect(en).toMatch(words);
  });

  test('of one whose id another document has is refused; of one that is that document joins it', async () => {
    const world = newWorld();
    const source = fakeSource('office', [
      small,
      documentOf('1', { ...SMALL_AMOUNT, netAmount: '99.00' }, { ref: 'b' }),
    ]);
    source.items.push(documentOf('1', SMALL_AMOUNT, { ref: 'c' }));
    source.items[1] = documentOf('1', { netAmount: '99.00', vatAmount: '17.82', grossAmount: '116.82' }, { ref: 'b' });
    await world.start([source]).run();
    await want(world.person(), CASE);
    expect((await refusal(want(world.person(), 'acme/office/b'))).en).toContain('series');
    expect(await want(world.person(), 'acme/office/c')).toMatchObject({ id: CASE, places: [{}, { ref: 'c' }] });
    await world.start([source]).run();
    expect(world.authority.came).toHaveLength(1);
  });
});

test('every standing has its words, in both languages, as the end of a sentence', () => {
  for (const [standing, { he, en }] of Object.entries(STANDING_WORDS)) {
    expect(he, standing).toMatch(/^[א-ת].*[^.]$/);
    expect(en, standing).toMatch(/^[a-z].*[^.]$/);
  }
  expect(NUMBER as AllocationNumber).toHaveLength(26);
});
