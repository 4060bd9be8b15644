import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { onBase } from '../fixtures/base-documents.ts';
import { BASE_COMMANDS, playOnBase, runOnBase, setBaseStage } from '../fixtures/base-stage.ts';
import type { BaseStage } from '../fixtures/base-stage.ts';
import { expectNothingLost } from '../fixtures/expect-nothing-lost.ts';
import { allocated, answerLost } from '../fixtures/fake-authority.ts';

async function expectAllWell({ world, wrong, source }: BaseStage, what: string): Promise<void> {
  expect([...wrong, ...world.violations], what).toEqual([]);
  const cases = await world.cases();
  await expectNothingLost(world.ledger, cases, []);
  for (const { summary } of cases) {
    // What has a number anywhere has it here, unless its answer is still awaited or lost.
    if (summary.standing !== 'allocated') continue;
    expect(source.written.get(summary.places[0]?.ref ?? ''), `${summary.id}; ${what}`).toBe(summary.number);
  }
  const { reservations } = (await world.caseOf('77')).state;
  for (const { summary, state } of cases) {
    const mayHaveNumber = state.number !== undefined || state.unconfirmedSendings > 0 || state.standing === 'held';
    if (summary.action !== 4 || !mayHaveNumber) continue;
    const reservation = reservations.find((each) => each.for === summary.id);
    const asked = Math.round(Number(state.ask?.fields.netAmount) * 100);
    expect(reservation?.net, `${summary.id} is ${summary.standing}; ${what}`).toBe(asked);
  }
}

describe('whatever happens to the invoices of one pro-forma', () => {
  test('what is asked for never passes what was approved, and nothing is lost', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(10_000, 30_000, 40_000, 60_000, 100_000), { minLength: 5, maxLength: 5 }),
        fc.array(fc.oneof(...BASE_COMMANDS), { minLength: 3, maxLength: 14 }),
        async (nets, commands) => {
          const stage = setBaseStage(nets);
          await playOnBase(
            stage,
            commands.map(([, happen]) => happen),
          );
          await expectAllWell(stage, commands.map(([name]) => name).join('; '));
        },
      ),
      { numRuns: 80 },
    );
  });
});

describe('a process that dies', () => {
  test.each([
    ['is lost', allocated],
    ['took effect', allocated],
    ['is lost', answerLost],
    ['took effect', answerLost],
  ] as const)(
    'at any commit, which %s, passes no cap, loses nothing and doubles nothing: %o',
    async (commit, answer) => {
      for (let atCommit = 1; ; atCommit += 1) {
        const stage = setBaseStage([60_000, 40_000, 30_000, 10_000, 10_000]);
        for (const reference of ['1', '2', '3']) stage.world.authority.next(onBase(reference), answer);
        await runOnBase(stage, { atCommit, commit }, 1);
        const isDead = stage.gone.length > 0;
        for (let run = 1; run <= 4; run += 1) await runOnBase(stage, undefined, 1);
        const { world } = stage;
        await expectAllWell(stage, `dead at commit ${atCommit}`);
        const standings = (await world.cases()).map(({ summary }) => `${summary.reference} ${summary.standing}`);
        expect(standings, `dead at commit ${atCommit}`).toEqual([
          '77 allocated',
          '1 allocated',
          '2 allocated',
          '3 waiting',
          '4 waiting',
          '5 waiting',
        ]);
        expect(world.authority.issued.size).toBe(3);
        if (isDead) continue;
        // Collecting, three documents that are linked and asked for, what is left of the rest, and deliveries.
        expect(atCommit).toBeGreaterThan(12);
        return;
      }
    },
  );
});

describe('an engine that does not set aside in the very commit that freezes the ask', () => {
  const nets = [60_000, 60_000, 60_000, 60_000, 60_000];

  test.each<readonly [string, BaseStage['breakIt']]>([
    [
      'but never',
      (mortal) => ({
        ledger: (ledger) => {
          const between = mortal.ledger?.(ledger) ?? {};
          return {
            ...between,
            async commit(changes, reading) {
              const isIntent = changes.some(({ summary }) => summary.action === 4 && summary.standing === 'asking');
              const kept = changes.filter(({ summary }) => !isIntent || summary.documentType !== 332);
              await between.commit?.(kept, reading);
            },
          };
        },
      }),
    ],
    [
      'but after it',
      (mortal) => ({
        ledger: (ledger) => {
          const between = mortal.ledger?.(ledger) ?? {};
          return {
            ...between,
            async commit(changes, reading) {
              const isIntent = changes.some(({ summary }) => summary.action === 4 && summary.standing === 'asking');
              const base = changes.filter(({ summary }) => isIntent && summary.documentType === 332);
              await between.commit?.(
                changes.filter((change) => !base.includes(change)),
                reading,
              );
              if (base.length > 0) await between.commit?.(base).catch(() => {});
            },
          };
        },
      }),
    ],
  ])('%s, is found out', async (_when, breakIt) => {
    const stage = setBaseStage(nets, breakIt);
    await playOnBase(stage, [
      async (each) => void (await Promise.all([runOnBase(each, undefined), runOnBase(each, undefined)])),
    ]);
    expect(stage.wrong).toContainEqual(expect.stringContaining('The cap is passed'));
  });

  test('and one that does is not accused', async () => {
    const stage = setBaseStage(nets);
    await playOnBase(stage, [
      async (each) => void (await Promise.all([runOnBase(each, undefined), runOnBase(each, undefined)])),
    ]);
    expect(stage.wrong).toEqual([]);
    expect(stage.world.authority.issued.size).toBe(2);
  });
});
