import { describe, expect, test } from 'vitest';
import { documentOf, invoiceIdOf } from '../fixtures/documents.ts';
import { rejected, unanswered } from '../fixtures/fake-authority.ts';
import type { Answer } from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';
import { notIssued, resume } from '../persons/deeds.ts';

const ID = invoiceIdOf('1');
const CASE = 'acme/office/305:1';

describe('the policy that sends nothing twice by itself', () => {
  const MANUAL = { unconfirmed: 'manual' } as const;

  test('parks what brought no answer, until a person takes it up: then it is sent once more', async () => {
    const world = newWorld();
    world.authority.next(ID, unanswered, unanswered);
    const process = world.start([fakeSource('office', [documentOf('1')])], MANUAL);
    for (let run = 1; run <= 3; run += 1) await process.run();
    expect(world.authority.came).toHaveLength(1);
    const parked = await world.caseOf('1');
    expect(parked).toMatchObject({ summary: { standing: 'parked' }, state: { cause: { code: 'engine/no-answer' } } });
    expect(parked.state.cause?.message.he).toContain('unconfirmed: manual');

    await resume(world.person(), CASE);
    for (let run = 1; run <= 3; run += 1) await process.run();
    expect(world.authority.came).toHaveLength(2);
    expect((await world.caseOf('1')).summary.standing).toBe('parked');
    expect(new Set(world.authority.bodiesOf(ID)).size).toBe(1);
  });

  test('parks what a dead process left, too', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    let isDead = false;
    const dying = world.start([source], {
      ...MANUAL,
      approve: async () => {
        isDead = true;
        throw new Error('dead');
      },
      ledger: (ledger) => ({
        commit: async (...change) => {
          if (isDead) throw new Error('dead');
          await ledger.commit(...change);
        },
      }),
    });
    await expect(dying.run()).rejects.toThrow('dead');
    await world.start([source], { ...MANUAL, name: 'heir', gone: ['first'] }).run();
    expect((await world.caseOf('1')).story).toEqual(['seen', 'asking', 'lapsed', 'parked']);
    expect(world.authority.came).toEqual([]);
  });

  test('asks anew, under the same id, when a person knows that no number was issued', async () => {
    const world = newWorld();
    world.authority.next(ID, unanswered);
    const source = fakeSource('office', [documentOf('1')]);
    const process = world.start([source], MANUAL);
    await process.run();
    await notIssued(world.person(), CASE);
    await process.run();
    const { state, stored } = await world.caseOf('1');
    expect(state).toMatchObject({ standing: 'allocated', ask: { number: 2 } });
    expect(stored.frozen).toBeUndefined();
  });
});

describe('the sendings of unconfirmed bytes', () => {
  test('are counted anew after a person took the case up', async () => {
    const world = newWorld();
    world.authority.next(ID, ...Array<Answer>(10).fill(unanswered));
    const process = world.start([fakeSource('office', [documentOf('1')])], { sendings: 2 });
    for (let run = 1; run <= 5; run += 1) await process.run();
    expect(world.authority.came).toHaveLength(2);
    await resume(world.person(), CASE);
    for (let run = 1; run <= 5; run += 1) await process.run();
    expect(world.authority.came).toHaveLength(4);
    expect((await world.caseOf('1')).story.filter((kind) => kind === 'parked')).toHaveLength(2);
  });

  test('end with a person where the frozen bytes are not there any more', async () => {
    const world = newWorld();
    world.authority.next(ID, unanswered, rejected);
    const source = fakeSource('office', [documentOf('1')]);
    await world.start([source]).run();
    const blind = world.start([source], {
      name: 'blind',
      ledger: (ledger) => ({
        async load(id) {
          const stored = await ledger.load(id);
          return stored && { ...stored, frozen: undefined };
        },
      }),
    });
    await blind.run();
    expect(await world.caseOf('1')).toMatchObject({
      summary: { standing: 'parked' },
      state: { cause: { code: 'engine/bytes-lost' } },
    });
    expect(world.authority.came).toHaveLength(1);
  });
});
