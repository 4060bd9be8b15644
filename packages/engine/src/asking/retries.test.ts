import { describe, expect, test } from 'vitest';
import { IshurError } from '@ishur/contract';
import { documentOf, documents, invoiceIdOf } from '../fixtures/documents.ts';
import { failureWith } from '../fixtures/failures.ts';
import { allocated, fails, unanswered } from '../fixtures/fake-authority.ts';
import type { Answer } from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';
import { resume } from '../persons/deeds.ts';

const ID = invoiceIdOf('1');
const CASE = 'acme/office/305:1';
const START = '2026-06-30T09:00:00.000Z';
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** So many milliseconds after the beginning. */
function at(milliseconds: number): string {
  return new Date(Date.parse(START) + milliseconds).toISOString();
}

function offline(retryAfterMs?: number): Answer {
  const message = { he: 'אין קשר.', en: 'No connection.' };
  const details = { code: 'test/offline', remedy: 'retry', message } as const;
  return fails(new IshurError(retryAfterMs === undefined ? details : { ...details, retryAfterMs }));
}

const DUE = { try: 'due' } as const;

describe('whoever runs for ever', () => {
  test('asks again only when it is due: after 30 seconds, 2, 8 and 32 minutes, and then every hour', async () => {
    const world = newWorld();
    world.authority.next(ID, ...Array<Answer>(7).fill(offline()));
    const { engine } = world.start([fakeSource('office', [documentOf('1')])]);
    const stop = new AbortController().signal;
    const tried: number[] = [];
    let now = 0;
    for (let tries = 1; tries <= 8; tries += 1) {
      await engine.run(stop, DUE);
      tried.push(now / SECOND);
      const due = await engine.nextDue();
      if (due === undefined) break;
      // A moment too early nothing is asked.
      world.setClock(new Date(due.getTime() - 1).toISOString());
      const came = world.authority.came.length;
      await engine.run(stop, DUE);
      expect(world.authority.came).toHaveLength(came);
      now = due.getTime() - Date.parse(START);
      world.setClock(due.toISOString());
    }
    expect(tried.map((seconds, index) => seconds - (tried[index - 1] ?? 0))).toEqual([
      0, 30, 120, 480, 1920, 3600, 3600, 3600,
    ]);
    expect(await world.caseOf('1')).toMatchObject({ summary: { standing: 'allocated' } });
  });

  test('has the same to do after a restart', async () => {
    const world = newWorld();
    world.authority.next(ID, unanswered);
    await world.start([fakeSource('office', [documentOf('1')])]).run();
    expect(await world.start([], { name: 'second' }).engine.nextDue()).toEqual(new Date(at(30 * SECOND)));
    await world.start([], { name: 'second' }).run(undefined, DUE);
    expect(world.authority.came).toHaveLength(1);
  });

  test('waits as long as the authority asked for, and no less than it would have', async () => {
    const world = newWorld();
    world.authority.next(ID, offline(10 * MINUTE), offline(1));
    const { engine } = world.start([fakeSource('office', [documentOf('1')])]);
    await engine.run(new AbortController().signal);
    expect(await engine.nextDue()).toEqual(new Date(at(10 * MINUTE)));
    world.setClock(at(10 * MINUTE));
    await engine.run(new AbortController().signal);
    expect(await engine.nextDue()).toEqual(new Date(at(12 * MINUTE)));
  });

  test.each([
    [0, 30],
    [0.5, 22.5],
    [0.999_999, 15],
  ])('with %d of chance waits %d seconds', async (random, seconds) => {
    const world = newWorld();
    world.authority.next(ID, offline());
    const { engine } = world.start([fakeSource('office', [documentOf('1')])], { random: () => random });
    await engine.run(new AbortController().signal);
    expect(await engine.nextDue()).toEqual(new Date(at(seconds * SECOND)));
  });

  test('leaves the authority alone where it seems to be down, also with what was not tried yet', async () => {
    const world = newWorld();
    for (const { fields } of documents(6)) world.authority.next(invoiceIdOf(fields.reference), offline());
    const { engine } = world.start([fakeSource('office', documents(6))], { asksAtOnce: 1 });
    await engine.run(new AbortController().signal, DUE);
    expect(world.authority.came).toHaveLength(3);
    expect(await engine.nextDue()).toEqual(new Date(at(30 * SECOND)));
    await engine.run(new AbortController().signal, DUE);
    expect(world.authority.came).toHaveLength(3);
    // A person does not wait.
    world.authority.next(invoiceIdOf('1001'), allocated);
    await engine.run(new AbortController().signal);
    expect(world.authority.came.length).toBeGreaterThan(3);
  });

  test('reads only the sources that it is told to', async () => {
    const world = newWorld();
    const [office, shop] = [fakeSource('office', [documentOf('1')]), fakeSource('shop', [documentOf('2')])];
    const process = world.start([office, shop]);
    await process.run(undefined, { ...DUE, read: ['shop'] });
    expect((await world.cases()).map(({ summary }) => summary.reference)).toEqual(['2']);
    await process.run(undefined, { ...DUE, read: [] });
    expect(office.read.size).toBe(0);
  });
});

describe('when something is due next', () => {
  test('is never where nothing is to be done', async () => {
    const world = newWorld();
    const { engine } = world.start([fakeSource('office', [documentOf('1')])]);
    expect(await engine.nextDue()).toBeUndefined();
    await engine.run(new AbortController().signal);
    expect(await engine.nextDue()).toBeUndefined();
  });

  test('is now where something was never tried, but not where the business asks for nothing', async () => {
    const world = newWorld();
    const source = fakeSource('office');
    const quiet = world.start([source], { business: { ask: 'nothing' } });
    await quiet.engine.offer('office', documentOf('1'));
    expect(await quiet.engine.nextDue()).toBeUndefined();
    expect(await world.start([source]).engine.nextDue()).toEqual(new Date(START));
  });

  test('is when the ask of another machine is surely over, or now where its process is gone', async () => {
    const world = newWorld();
    const dying = world.start([fakeSource('office', [documentOf('1')])], {
      approve: () => new Promise(() => {}),
    });
    void dying.run();
    await expect.poll(async () => (await world.caseOf('1')).summary.standing).toBe('asking');
    expect(await world.start([], { name: 'other' }).engine.nextDue()).toEqual(new Date(at(15 * MINUTE)));
    expect(await world.start([], { name: 'heir', gone: ['first'] }).engine.nextDue()).toEqual(new Date(START));
  });

  test('counts deliveries in', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    source.receipt = ({ ref }) => ({ ref, kind: 'failed', cause: failureWith('retry') });
    const process = world.start([source]);
    await process.run();
    expect(await process.engine.nextDue()).toEqual(new Date(at(30 * SECOND)));
    await process.run(undefined, DUE);
    expect(source.brought).toHaveLength(1);
    world.setClock(at(30 * SECOND));
    await process.run(undefined, DUE);
    expect(source.brought).toHaveLength(2);
    expect(await process.engine.nextDue()).toEqual(new Date(at(150 * SECOND)));
    // A source that the business does not have any more is not waited for.
    expect(await world.start([]).engine.nextDue()).toBeUndefined();
  });

  test('leaves a source alone that failed as a whole', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    source.receipt = () => failureWith('retry');
    const process = world.start([source]);
    await process.run();
    await process.run(undefined, DUE);
    expect(source.brought).toHaveLength(1);
    expect(await process.engine.nextDue()).toEqual(new Date(at(30 * SECOND)));
    world.setClock(at(30 * SECOND));
    await process.run(undefined, DUE);
    expect(source.brought).toHaveLength(2);
  });
});

describe('what is tried in vain', () => {
  test.each([
    ['so many times', { parkAfterTries: 3 }, 0],
    ['for so long', { parkAfterMs: 10 * MINUTE }, 5 * MINUTE],
  ])('%s is parked, and a person takes it up again, with a new count', async (_how, retries, step) => {
    const world = newWorld();
    world.authority.next(ID, ...Array<Answer>(5).fill(offline()));
    const process = world.start([fakeSource('office', [documentOf('1')])], { retries });
    const standings: string[] = [];
    for (let run = 0; run < 4; run += 1) {
      world.setClock(at(run * step));
      await process.run();
      standings.push((await world.caseOf('1')).summary.standing);
    }
    expect(standings).toEqual(['queued', 'queued', 'parked', 'parked']);
    const parked = await world.caseOf('1');
    expect(parked.state.cause).toMatchObject({ code: 'engine/in-vain', remedy: 'fix-document' });
    expect(parked.state.cause?.message.he).toContain('אין קשר.');
    expect(world.authority.came).toHaveLength(3);
    await resume(world.person(), CASE);
    await process.run();
    expect((await world.caseOf('1')).summary.standing).toBe('queued');
  });

  test('is not counted where a person has to mend the settings', async () => {
    const world = newWorld();
    world.authority.next(ID, ...Array<Answer>(5).fill(fails(failureWith('fix-config'))));
    const process = world.start([fakeSource('office', [documentOf('1')])], { retries: { parkAfterTries: 2 } });
    for (let run = 1; run <= 5; run += 1) await process.run();
    expect((await world.caseOf('1')).summary.standing).toBe('queued');
  });

  test('is not given up after two failures far apart', async () => {
    const world = newWorld();
    world.authority.next(ID, offline(), offline());
    const process = world.start([fakeSource('office', [documentOf('1')])]);
    await process.run();
    world.setClock('2026-08-30T09:00:00.000Z');
    await process.run();
    expect((await world.caseOf('1')).summary.standing).toBe('queued');
  });

  test('of a delivery is parked as well, and brought when a person says so', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    source.receipt = ({ ref }) => ({ ref, kind: 'failed', cause: failureWith('fix-document') });
    const process = world.start([source], { retries: { parkAfterTries: 2 } });
    for (let run = 1; run <= 4; run += 1) await process.run();
    expect(source.brought).toHaveLength(2);
    expect((await world.caseOf('1')).summary).toMatchObject({
      standing: 'allocated',
      places: [{ delivery: 'parked' }],
    });
    source.receipt = ({ ref }) => ({ ref, kind: 'recorded', where: 'here' });
    await resume(world.person(), CASE);
    await process.run();
    expect((await world.caseOf('1')).summary.places).toMatchObject([{ delivery: 'recorded' }]);
  });
});
