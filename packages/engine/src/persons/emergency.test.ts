import { IshurError } from '@ishur/contract';
import { describe, expect, test } from 'vitest';
import { documentOf, invoiceIdOf } from '../fixtures/documents.ts';
import { fails, rejected, unanswered } from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { failureWith } from '../fixtures/failures.ts';
import { newWorld } from '../fixtures/world.ts';
import type { World } from '../fixtures/world.ts';
import { emergencyReported, enterEmergency } from './emergency.ts';

const [FIRST, SECOND] = ['acme/office/305:1', 'acme/office/305:2'];
const NUMBER = '20260630999000000000000001';
const STOCK = { evidence: 'the stock of June', afterFailures: 5 };

/** 429: it was reached, and is too busy. */
const TURNED_AWAY = failed('transport/too-many-requests');

function failed(code: string): IshurError {
  return new IshurError({ code, remedy: 'retry', message: { he: 'נכשל', en: 'failed' } });
}

/** A world in which invoice 1 and 2 failed so many times. */
async function worldAfter(failures: number): Promise<World> {
  const world = newWorld();
  const answers = Array.from({ length: failures }, () => fails(TURNED_AWAY));
  for (const reference of ['1', '2']) world.authority.next(invoiceIdOf(reference), ...answers, rejected);
  const source = fakeSource('office', [documentOf('1'), documentOf('2')]);
  for (let run = 1; run <= failures; run += 1) await world.start([source]).run();
  return world;
}

describe('a number of the stock for outages', () => {
  test('is taken after five failed tries, brought to the source, and waits to be reported', async () => {
    const world = await worldAfter(5);
    await enterEmergency(world.person(), FIRST, NUMBER, STOCK);
    expect(await world.caseOf('1')).toMatchObject({
      summary: { standing: 'allocated', number: NUMBER },
      state: { isToBeReported: true },
    });
    const [source] = world.sources;
    if (source !== undefined) await world.start([source]).run();
    expect(source?.written.get('305:1')).toBe(NUMBER);
    await emergencyReported(world.person(), FIRST);
    await emergencyReported(world.person(), FIRST);
    expect((await world.caseOf('1')).state.isToBeReported).toBe(false);
    expect((await world.caseOf('1')).story.filter((kind) => kind === 'emergency-reported')).toHaveLength(1);
  });

  test.each([0, 4])('is not taken after %i', async (failures) => {
    const world = await worldAfter(failures + 1);
    const refused = enterEmergency(world.person(), FIRST, NUMBER, { ...STOCK, afterFailures: failures + 2 });
    await expect(refused).rejects.toMatchObject({ code: 'engine/emergency-too-early' });
    await expect(refused).rejects.toThrow(`has ${failures + 1}`);
  });

  test('is not taken because the settings, or the document, were wrong: lost answers count', async () => {
    const world = newWorld();
    world.authority.next(invoiceIdOf('1'), fails(failureWith('fix-config')), unanswered, rejected);
    const source = fakeSource('office', [documentOf('1')]);
    for (let run = 1; run <= 3; run += 1) await world.start([source]).run();
    const tries = (afterFailures: number): Promise<unknown> =>
      enterEmergency(world.person(), FIRST, NUMBER, { ...STOCK, afterFailures });
    await expect(tries(2)).rejects.toMatchObject({ code: 'engine/emergency-too-early' });
    await tries(1);
  });

  test.each(['transport/refused', 'transport/connect-timeout', 'oauth/unreachable'])(
    'is not taken because the own line is down: %s does not count',
    async (code) => {
      const world = newWorld();
      world.authority.next(invoiceIdOf('1'), ...Array.from({ length: 6 }, () => fails(failed(code))), rejected);
      const source = fakeSource('office', [documentOf('1')]);
      for (let run = 1; run <= 6; run += 1) await world.start([source]).run();
      await expect(enterEmergency(world.person(), FIRST, NUMBER, STOCK)).rejects.toThrow('has 0');
    },
  );

  test('is used once in the whole ledger, also by its last nine digits', async () => {
    const world = await worldAfter(5);
    await enterEmergency(world.person(), FIRST, NUMBER, STOCK);
    const entries = await world.entries();
    // The same again for the same document changes nothing.
    await enterEmergency(world.person(), FIRST, NUMBER, STOCK);
    for (const number of [NUMBER, NUMBER.slice(-9)]) {
      const again = enterEmergency(world.person(), SECOND, number, STOCK);
      await expect(again).rejects.toMatchObject({ code: 'engine/emergency-number-used' });
    }
    expect(await world.entries()).toBe(entries);
  });

  test('is none where it is no number, or where the document has one', async () => {
    const world = await worldAfter(5);
    const none = enterEmergency(world.person(), FIRST, '12', STOCK);
    await expect(none).rejects.toMatchObject({ code: 'engine/no-number' });
    await enterEmergency(world.person(), FIRST, NUMBER, STOCK);
    const second = enterEmergency(world.person(), FIRST, '20260630999000000000000002', STOCK);
    await expect(second).rejects.toMatchObject({ code: 'engine/not-possible' });
    const notOne = emergencyReported(world.person(), SECOND);
    await expect(notOne).rejects.toMatchObject({ code: 'engine/not-possible' });
  });
});
