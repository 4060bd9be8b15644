import { describe, expect, test } from 'vitest';
import type { ChoiceOutcome, ChoiceService, SentChoice } from '@ishur/core';
import { documentOf, invoiceIdOf } from '../fixtures/documents.ts';
import { held } from '../fixtures/fake-authority.ts';
import type { Repetition } from '../fixtures/fake-decisions.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import type { FakeSource } from '../fixtures/fake-source.ts';
import { mortalProcess } from '../fixtures/mortal-process.ts';
import type { Death, Mortal } from '../fixtures/mortal-process.ts';
import { newWorld } from '../fixtures/world.ts';
import type { World } from '../fixtures/world.ts';
import { replaceWith } from '../linking/replace-with.ts';
import type { Person } from '../persons/person.ts';
import { choose } from './choose.ts';
import { chooseReverseCharge, settledAs } from './choosing-deeds.ts';

const ID = invoiceIdOf('1');
const CASE = 'acme/office/305:1';
const CALL = { signal: new AbortController().signal };
const LEADS_TO = { cancel: 'cancelled', continue: 'continued', hearing: 'hearing' } as const;

/** Where a process dies that tells a choice. */
type DeathOfChooser = Death | { readonly onTheWire: 'before it arrives' | 'after it was taken' };

const DEATHS: readonly DeathOfChooser[] = [
  { atCommit: 1, commit: 'is lost' },
  { atCommit: 1, commit: 'took effect' },
  { onTheWire: 'before it arrives' },
  { onTheWire: 'after it was taken' },
  { atCommit: 2, commit: 'is lost' },
  { atCommit: 2, commit: 'took effect' },
];

const WAYS: readonly SentChoice[] = ['cancel', 'continue', 'hearing'];
const REPETITIONS: readonly Repetition[] = ['is taken again', 'is refused with 463'];
const CASES = WAYS.flatMap((way) =>
  REPETITIONS.flatMap((repetition) => DEATHS.map((death) => ({ way, repetition, death, name: JSON.stringify(death) }))),
);

async function heldWorld(repetition: Repetition): Promise<{ readonly world: World; readonly source: FakeSource }> {
  const world = newWorld('same number', true, repetition);
  world.authority.next(ID, held);
  const source = fakeSource('office', [documentOf('1')]);
  await world.start([source]).run();
  return { world, source };
}

/** A decision service that one process reaches until it dies. */
function reportOf(world: World, mortal: Mortal, death: DeathOfChooser): ChoiceService['report'] {
  const die = (): never => {
    throw new Error('The process is dead.');
  };
  return async (choice, call): Promise<ChoiceOutcome> => {
    if (mortal.isDead()) die();
    if ('onTheWire' in death && death.onTheWire === 'before it arrives') return new Promise(() => {});
    const outcome = await world.decisions.report(choice, call);
    if (mortal.isDead() || 'onTheWire' in death) return new Promise(() => {});
    return outcome;
  };
}

/** What a process leaves that dies of it; whatever hangs on it hangs for ever. */
async function dieChoosing(world: World, way: SentChoice, death: DeathOfChooser): Promise<void> {
  const mortal = mortalProcess(world.authority, 'onTheWire' in death ? undefined : death);
  const report = reportOf(world, mortal, death);
  const chooser = world.chooser({ name: 'mortal', ...(mortal.ledger && { ledger: mortal.ledger }), report });
  const dying = choose(chooser, CASE, way, CALL).then(
    () => 'lived',
    () => 'died',
  );
  if ('onTheWire' in death) {
    // It hangs in its sending: whoever looks sees a choice that is durable and has no answer.
    await expect.poll(async () => (await world.caseOf('1')).summary.standing).toBe('choosing');
    if (death.onTheWire === 'after it was taken') await expect.poll(() => world.decisions.came.length).toBe(1);
  } else expect(await dying).toBe('died');
}

describe('a process that dies while it tells a choice', () => {
  test.each(CASES)(
    '$way, where a repeated one $repetition, dead at $name: told, known and lost nowhere',
    async ({ way, repetition, death }) => {
      const { world, source } = await heldWorld(repetition);
      await dieChoosing(world, way, death);
      const isDurable = (await world.caseOf('1')).story.includes('chosen');
      const wasTaken = (world.decisions.taken.get(ID)?.length ?? 0) > 0;
      // Nothing is on the wire before it is durable.
      if (!isDurable) expect(world.decisions.came).toEqual([]);

      for (let run = 1; run <= 3; run += 1)
        await world.start([source], { name: `heir ${run}`, gone: ['mortal'] }).run();
      const { standing } = (await world.caseOf('1')).summary;
      if (!isDurable) {
        expect(standing).toBe('held');
        await choose(world.chooser({ gone: ['mortal'] }), CASE, way, CALL);
      } else if (wasTaken && standing === 'settled-elsewhere') {
        // 463 after an answer that nobody heard: a person finds out.
        expect(repetition).toBe('is refused with 463');
        await settledAs(world.person(), CASE, way);
      } else expect(standing).toBe(LEADS_TO[way]);

      const { summary, story } = await world.caseOf('1');
      expect(summary.standing).toBe(LEADS_TO[way]);
      expect(world.decisions.taken.get(ID)).toEqual([way]);
      expect(new Set(world.decisions.came.map(({ body }) => body)).size).toBe(1);
      expect(story.filter((kind) => kind === 'choice-accepted' || kind === 'settled-as')).toHaveLength(1);
    },
  );

  test.each(WAYS)(
    '%s: two heirs and a person at once tell it once more each at most, and never another',
    async (way) => {
      const { world, source } = await heldWorld('is taken again');
      await dieChoosing(world, way, { onTheWire: 'before it arrives' });
      const heirs = ['one', 'other'].map((name) => world.start([source], { name, gone: ['mortal'] }).run());
      const person = choose(world.chooser({ name: 'person', gone: ['mortal'] }), CASE, way, CALL);
      await Promise.all([...heirs, person]);
      expect((await world.caseOf('1')).summary.standing).toBe(LEADS_TO[way]);
      expect(world.decisions.taken.get(ID)).toEqual([way]);
      // Whoever is first makes it durable that it is under way: the others leave it alone.
      expect(world.decisions.came).toHaveLength(1);
    },
  );
});

describe('a run that dies while it tells a choice again', () => {
  test('at any commit loses nothing and tells nothing else', async () => {
    for (const commit of ['is lost', 'took effect'] as const) {
      for (let atCommit = 1; ; atCommit += 1) {
        const { world, source } = await heldWorld('is taken again');
        await dieChoosing(world, 'continue', { onTheWire: 'before it arrives' });
        const mortal = mortalProcess(world.authority, { atCommit, commit });
        const report = reportOf(world, mortal, { atCommit, commit });
        await world
          .start([source], { ...mortal, report, name: 'mortal run', gone: ['mortal'] })
          .run()
          .catch(() => {});
        const gone = ['mortal', 'mortal run'];
        for (let run = 1; run <= 3; run += 1) await world.start([source], { name: `heir ${run}`, gone }).run();
        const { summary } = await world.caseOf('1');
        expect(summary, `dead at commit ${atCommit}, which ${commit}`).toMatchObject({
          standing: 'continued',
          places: [{ delivery: 'recorded' }],
        });
        expect(world.decisions.taken.get(ID)).toEqual(['continue']);
        if (mortal.isDead()) continue;
        // Reading, telling again, its answer, the notice in the source.
        expect(atCommit).toBeGreaterThan(3);
        break;
      }
    }
  });
});

describe('a person whose process dies while the charge is reversed', () => {
  test('at either commit finds everything as it was or as it is, and goes on', async () => {
    for (const commit of ['is lost', 'took effect'] as const) {
      for (let atCommit = 1; ; atCommit += 1) {
        const { world, source } = await heldWorld('is taken again');
        source.items.push(documentOf('2', { vatAmount: '0.00', grossAmount: '6000.00' }));
        await world.start([source]).run();
        const mortal = mortalProcess(world.authority, { atCommit, commit });
        const reverse = async (by: Person): Promise<void> => {
          await chooseReverseCharge(by, CASE);
          await replaceWith(by, CASE, 'acme/office/305:2');
        };
        const dying = world.chooser({ name: 'mortal', ...(mortal.ledger && { ledger: mortal.ledger }) });
        await reverse(dying).catch(() => {});
        // Whoever comes next says it again: what was done before is not done twice.
        await reverse(world.person());
        for (let run = 1; run <= 2; run += 1) await world.start([source], { name: `heir ${run}` }).run();
        const { summary, story } = await world.caseOf('1');
        expect(summary.standing, `dead at commit ${atCommit}, which ${commit}`).toBe('reversed');
        expect(story.filter((kind) => kind === 'reverse-charge-chosen')).toHaveLength(1);
        expect((await world.caseOf('2')).summary).toMatchObject({ standing: 'allocated', action: 3, invoiceId: ID });
        expect(world.decisions.came).toEqual([]);
        if (mortal.isDead()) continue;
        expect(atCommit).toBe(3);
        break;
      }
    }
  });
});
