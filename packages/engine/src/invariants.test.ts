import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BROKEN } from './fixtures/broken-engines.ts';
import { invoiceIdOf } from './fixtures/documents.ts';
import { answerLost } from './fixtures/fake-authority.ts';
import type { Personality } from './fixtures/fake-authority.ts';
import { COMMANDS, REFERENCES, play, run, setStage } from './fixtures/stage.ts';
import type { Happening, Setting } from './fixtures/stage.ts';

const PERSONALITIES = ['same number', 'new number', 'refuses'] as const satisfies readonly Personality[];
const SETTINGS = PERSONALITIES.flatMap((personality) =>
  (['resend', 'manual'] as const).flatMap((policy) =>
    [{ from: 2, upTo: 3 }, 'never' as const].map((batching): Setting => ({ personality, policy, batching })),
  ),
);

describe('whatever happens', () => {
  test.each(SETTINGS)(
    'nothing is lost, asked under two ids or hidden: $personality, $policy, $batching',
    async (setting) => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.oneof(...COMMANDS), { minLength: 3, maxLength: 14 }), async (commands) => {
          const found = await play(
            setStage(setting),
            commands.map(([, happen]) => happen),
          );
          expect(found, commands.map(([name]) => name).join('; ')).toEqual([]);
        }),
        { numRuns: 40 },
      );
    },
    60_000,
  );
});

describe('an engine', () => {
  const batching = { from: 2, upTo: 3 } as const;
  const setting = { personality: 'new number', policy: 'manual', batching } as const;
  const loseAnswers: Happening = async ({ world }) => {
    for (const reference of REFERENCES) world.authority.next(invoiceIdOf(reference), answerLost);
  };
  const once: Happening = (stage) => run(stage, undefined, 2);

  test('that keeps its promises is not accused', async () => {
    expect(await play(setStage(setting), [loseAnswers, once, once])).toEqual([]);
  });

  test.each(Object.entries(BROKEN))('that %s is found out', async (_how, { words, breakIt }) => {
    const found = await play(setStage({ ...setting, breakIt }), [loseAnswers, once, once]);
    expect(found).toContainEqual(expect.stringMatching(words));
  });
});
