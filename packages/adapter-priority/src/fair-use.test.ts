import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sampleDocument } from '@ishur/testkit';
import { createPace, paceOf, reserveAhead } from './fair-use.ts';
import { documentsIn, openSession, recordAll, settlementsOf } from './fixtures/open-session.ts';
import { openWorld, save } from './fixtures/open-world.ts';

const LIMITS = { callsPerMinute: 100, atOnce: 10 };
const { signal } = new AbortController();

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('no minute holds more calls than are allowed, whoever asks', async () => {
  const pace = createPace();
  const left: number[] = [];
  const source = async (): Promise<void> => {
    for (let call = 0; call < 125; call += 1) {
      await pace.reserve(1, LIMITS, signal);
      left.push(performance.now());
    }
  };
  const both = Promise.all([source(), source()]);
  await vi.advanceTimersByTimeAsync(300_000);
  await both;
  expect(left).toHaveLength(250);
  for (const [index, at] of left.entries()) {
    const others = left.slice(index).filter((each) => each < at + 60_000);
    expect(others.length).toBeLessThanOrEqual(LIMITS.callsPerMinute);
  }
  // And not slower than it has to be: a hundred at once, a hundred after a minute, the rest after two.
  expect(Math.max(...left) - Math.min(...left)).toBeLessThan(121_000);
});

test('no more than ten are under way, and whoever is cut off gives its place to the next', async () => {
  vi.useRealTimers();
  const pace = createPace();
  let underWay = 0;
  let most = 0;
  const stop = new AbortController();
  const ends: (() => void)[] = [];
  const call = async (): Promise<void> => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise<void>((resolve) => ends.push(resolve));
    underWay -= 1;
  };
  const first = Array.from({ length: 10 }, () => pace.run(LIMITS, signal, call));
  const given = pace.run(LIMITS, stop.signal, call);
  const last = Array.from({ length: 5 }, () => pace.run(LIMITS, signal, call));
  stop.abort(new Error('left'));
  const failed = expect(given).rejects.toThrow('left');
  while (underWay > 0 || ends.length > 0) {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all([...first, ...last, failed]);
  expect(most).toBe(10);
});

test('what was reserved ahead leaves at once, and counts once', async () => {
  const pace = createPace();
  const ahead = await reserveAhead(pace, 60, LIMITS, signal);
  await ahead.reserve(50, LIMITS, signal);
  await ahead.reserve(50, LIMITS, signal);
  let isThrough = false;
  const next = pace.reserve(1, LIMITS, signal).then(() => (isThrough = true));
  await vi.advanceTimersByTimeAsync(59_000);
  expect(isThrough).toBe(false);
  await vi.advanceTimersByTimeAsync(2000);
  await next;
});

test('after a 429 everybody rests', async () => {
  const pace = createPace();
  pace.pause(15_000);
  let isThrough = false;
  const next = pace.reserve(1, LIMITS, signal).then(() => (isThrough = true));
  await vi.advanceTimersByTimeAsync(14_000);
  expect(isThrough).toBe(false);
  await vi.advanceTimersByTimeAsync(2000);
  await next;
});

test('waiting ends when nobody waits any more', async () => {
  const pace = createPace();
  pace.pause(60_000);
  const stop = new AbortController();
  const waiting = expect(pace.reserve(1, LIMITS, stop.signal)).rejects.toThrow('left');
  await vi.advanceTimersByTimeAsync(10);
  stop.abort(new Error('left'));
  await waiting;
});

test('one user has one pace', () => {
  expect(paceOf('a user')).toBe(paceOf('a user'));
  expect(paceOf('another')).not.toBe(paceOf('a user'));
});

test('two sources on one user together keep to ten at once', async () => {
  vi.useRealTimers();
  await using world = await openWorld({ atOnce: 10 }, { forms: ['AINVOICES'] });
  for (let index = 0; index < 60; index += 1) save(world.fake, sampleDocument({ reference: String(1000 + index) }));
  await using one = await openSession(world.config, world.folder);
  await using other = await openSession(world.config, world.folder);
  const settlements = settlementsOf(await documentsIn(one.session));
  await other.session.check({ signal });
  const receipts = await Promise.all([
    recordAll(one.session, settlements.slice(0, 30)),
    recordAll(other.session, settlements.slice(30)),
  ]);
  expect(receipts.flat().every(({ kind }) => kind === 'recorded')).toBe(true);
  expect(world.fake.mostAtOnce).toBeLessThanOrEqual(10);
});
