import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OTHER_AMOUNT, SMALL_AMOUNT, documentOf, documents, invoiceIdOf, unreadableAt } from '../fixtures/documents.ts';
import { failureWith } from '../fixtures/failures.ts';
import { allocated, answerLost, fails, held, rejected, unanswered } from '../fixtures/fake-authority.ts';
import type { Answer, Personality } from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import type { FakeSource } from '../fixtures/fake-source.ts';
import { mortalProcess } from '../fixtures/mortal-process.ts';
import type { Death } from '../fixtures/mortal-process.ts';
import type { World } from '../fixtures/world.ts';
import { newWorld } from '../fixtures/world.ts';
import { statusOf } from '../status.ts';

/** More often than any ask meets anything in these tests. */
const ALWAYS = 100;

/** A month in which everything happens. */
function sourcesOfAMonth(): FakeSource[] {
  return [
    fakeSource('office', [
      documentOf('1'),
      documentOf('2', SMALL_AMOUNT),
      documentOf('3'),
      unreadableAt('a.csv:5'),
      documentOf('4'),
      documentOf('5'),
      documentOf('6'),
      documentOf('7', { grossAmount: '1.00' }),
      documentOf('8', {}, { standing: 'draft' }),
    ]),
    // The first once more, and another one with the number of the third.
    fakeSource('shop', [documentOf('1', {}, { ref: 'row 1' }), documentOf('3', OTHER_AMOUNT, { ref: 'row 2' })]),
    fakeSource('archive', [documentOf('9')], { writeBack: 'nowhere' }),
  ];
}

function worldOfAMonth(): World {
  const world = newWorld('same number');
  world.authority.next(invoiceIdOf('3'), ...Array<Answer>(ALWAYS).fill(held));
  world.authority.next(invoiceIdOf('4'), ...Array<Answer>(ALWAYS).fill(rejected));
  world.authority.next(invoiceIdOf('5'), answerLost);
  world.authority.next(invoiceIdOf('6'), fails(failureWith('retry')));
  return world;
}

describe('a process that dies', () => {
  test.each([
    ['is lost', 1, 'never', 20],
    ['is lost', 4, 'never', 20],
    ['took effect', 1, 'never', 20],
    ['took effect', 4, 'never', 20],
    ['is lost', 1, { from: 2 }, 9],
    ['took effect', 2, { from: 2, upTo: 3 }, 11],
  ] as const)(
    'at any commit, which %s, loses nothing and doubles nothing; %i exchanges at once, batching %o',
    async (commit, asksAtOnce, batching, atLeast) => {
      for (let atCommit = 1; ; atCommit += 1) {
        const world = worldOfAMonth();
        const sources = sourcesOfAMonth();
        const mortal = mortalProcess(world.authority, { atCommit, commit });
        const run = world.start(sources, { ...mortal, asksAtOnce, batching, name: 'mortal' }).run();
        const hasFailed = await run.then(
          () => false,
          () => true,
        );
        expect(hasFailed).toBe(mortal.isDead());
        for (let next = 1; next <= 6; next += 1)
          await world.start(sources, { batching, name: `heir ${next}`, gone: ['mortal'] }).run();

        await expectTheMonthDone(world, sources, `dead at commit ${atCommit}, which ${commit}`);
        if (mortal.isDead()) continue;
        // Every commit of a run was the last of a process once.
        expect(atCommit).toBeGreaterThan(atLeast);
        return;
      }
    },
  );
});

/** The same end as if nobody had died. */
async function expectTheMonthDone(world: World, sources: readonly FakeSource[], when: string): Promise<void> {
  const standings = (await world.cases()).map(({ summary }) => `${summary.id} ${summary.standing}`);
  // After a sending whose answer nobody heard, a rejection proves nothing: a person has to look.
  const rejectedOne = (await world.caseOf('4')).story.includes('lapsed') ? 'parked' : 'rejected';
  expect(standings, when).toEqual([
    'acme/office/305:1 allocated',
    'acme/office/305:2 not-required',
    'acme/office/305:3 held',
    `acme/office/305:4 ${rejectedOne}`,
    'acme/office/305:5 allocated',
    'acme/office/305:6 allocated',
    'acme/office/305:7 invalid',
    'acme/office/305:8 waiting',
    'acme/shop/row 2 conflict',
    'acme/archive/305:9 allocated',
  ]);
  expect(await statusOf(world.ledger, {}), when).toMatchObject({ read: 11, unreadable: 1, allocated: 4, recorded: 3 });

  // Nothing was asked under two ids or with two bodies, and what was issued is what we hold.
  const asked = [...new Set(world.authority.came.map(({ invoiceId }) => invoiceId))];
  expect(asked.toSorted(), when).toEqual(['1', '3', '4', '5', '6', '9'].map(invoiceIdOf));
  for (const id of asked) expect(new Set(world.authority.bodiesOf(id)).size, `${id}, ${when}`).toBe(1);
  const numbers = await numbersById(world);
  expect(numbers, when).toEqual(new Map([...world.authority.issued].map(([id, [number]]) => [id, number])));

  const [office, shop] = sources;
  expect(Object.fromEntries(office?.written ?? []), when).toEqual({
    '305:1': numbers.get(invoiceIdOf('1')),
    '305:5': numbers.get(invoiceIdOf('5')),
    '305:6': numbers.get(invoiceIdOf('6')),
  });
  expect(Object.fromEntries(shop?.written ?? []), when).toEqual({ 'row 1': numbers.get(invoiceIdOf('1')) });
}

async function numbersById(world: World): Promise<Map<string | undefined, string | undefined>> {
  const cases = await world.cases();
  const numbered = cases.filter(({ summary }) => summary.number !== undefined);
  return new Map(numbered.map(({ summary }) => [summary.invoiceId, summary.number]));
}

describe('whatever happens to whom', () => {
  const FATES = { allocated, held, rejected } satisfies Record<string, Answer>;
  const TROUBLES = {
    lost: answerLost,
    unanswered,
    'not sent': fails(failureWith('retry')),
    'no permission': fails(failureWith('fix-config')),
    unforeseen: fails(new TypeError('x is not a function')),
  } satisfies Record<string, Answer>;

  const story = fc.record({
    fate: fc.constantFrom('allocated', 'held', 'rejected'),
    troubles: fc.array(fc.constantFrom('lost', 'unanswered', 'not sent', 'no permission', 'unforeseen'), {
      maxLength: 3,
    }),
  });
  const death = fc.option(
    fc.record({ atCommit: fc.integer({ min: 1, max: 20 }), commit: fc.constantFrom('is lost', 'took effect') }),
    { nil: undefined },
  ) satisfies fc.Arbitrary<Death | undefined>;
  // Processes of one turn run side by side.
  const turns = fc.array(fc.array(death, { minLength: 1, maxLength: 3 }), { maxLength: 4 });
  const personality = fc.constantFrom<Personality>('same number', 'new number', 'refuses');

  /** More than troubles and deaths can bring about, so that only what can never be answered is parked. */
  const sendings = 16;

  test('every document ends with its number or with a person, by one id and one body', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(story, { minLength: 1, maxLength: 6 }),
        turns,
        personality,
        fc.integer({ min: 1, max: 5 }),
        async (stories, deaths, kind, asksAtOnce) => {
          const world = newWorld(kind);
          const items = documents(stories.length);
          for (const [index, { fate, troubles }] of stories.entries()) {
            const id = invoiceIdOf(items[index]?.fields.reference ?? '');
            // What is refused in substance has no number that could get lost.
            const met = troubles.map((trouble) =>
              trouble === 'lost' && fate !== 'allocated' ? unanswered : TROUBLES[trouble],
            );
            world.authority.next(id, ...met, ...(fate === 'allocated' ? [] : Array<Answer>(ALWAYS).fill(FATES[fate])));
          }
          const gone: string[] = [];
          const sources = [fakeSource('office', items)];
          for (const [turn, processes] of deaths.entries()) {
            const runs = processes.map(async (each, index) => {
              const name = `process ${turn}.${index}`;
              const mortal = mortalProcess(world.authority, each);
              await world
                .start(sources, { ...mortal, name, gone, asksAtOnce, sendings })
                .run()
                .catch(() => {});
              if (mortal.isDead()) gone.push(name);
            });
            await Promise.all(runs);
          }
          let cases = await world.cases();
          for (let run = 1; run <= 60; run += 1) {
            await world.start(sources, { name: 'last', gone, sendings }).run();
            cases = await world.cases();
            if (!cases.some(({ summary }) => ['queued', 'asking', 'unconfirmed'].includes(summary.standing))) break;
          }
          expect(cases).toHaveLength(stories.length);
          for (const [index, { fate }] of stories.entries()) {
            const { summary } = cases[index] ?? expect.unreachable();
            const id = summary.invoiceId ?? '';
            expect(new Set(world.authority.bodiesOf(id)).size).toBe(1);
            const issued: readonly (string | undefined)[] = world.authority.issued.get(id) ?? [];
            // A rejection after a lost answer proves nothing, so a person has to look.
            const mayNeedPerson = fate === 'rejected' || (fate === 'allocated' && kind === 'refuses');
            // Two numbers came to light: that is shown and not hidden.
            const mayConflict = fate === 'allocated' && kind === 'new number' && issued.length > 1;
            const ends = [fate, ...(mayNeedPerson ? ['parked'] : []), ...(mayConflict ? ['conflict'] : [])];
            expect(ends).toContain(summary.standing);
            if (summary.standing === 'allocated') {
              expect(issued).toContain(summary.number);
              expect(sources[0]?.written.get(summary.places[0]?.ref ?? '')).toBe(summary.number);
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
