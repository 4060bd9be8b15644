import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_CIRCUIT, DEFAULT_LIMITS } from '../settings.ts';
import { NOON } from '../fixtures/request.ts';
import type { Answer, BrokenExchange } from './exchange.ts';
import { fakeClock, settled } from './fixtures/fake-clock.ts';
import { createGate } from './gate.ts';
import type { GateOptions, NotSent } from './gate.ts';

type Result = Answer | BrokenExchange;

const answer = (status: number, headers: Answer['headers'] = {}): Answer => ({
  kind: 'answer',
  status,
  headers,
  body: '',
});
const broken = (reason: BrokenExchange['reason'], stage: BrokenExchange['stage'] = 'connected'): BrokenExchange => ({
  kind: 'broken',
  stage,
  reason,
  cause: new Error(reason),
});

/** A gate on a clock that stands, with exchanges that end when the test says so. */
function world(options: Partial<GateOptions> = {}): World {
  const clock = fakeClock();
  const gate = createGate({ ...DEFAULT_LIMITS, ...DEFAULT_CIRCUIT, now: () => NOON, clock, ...options });
  const sent: World['sent'] = [];
  const ask: World['ask'] = (signal = new AbortController().signal) => {
    const asked: Asked = { result: undefined };
    const send = (): Promise<Result> =>
      new Promise((resolve) => sent.push({ at: clock.now(), ends: async (result) => (resolve(result), settled()) }));
    void gate.through({ signal }, send).then((result) => (asked.result = result));
    return asked;
  };
  const exchange: World['exchange'] = async (result) => {
    const asked = ask();
    await settled();
    await sent.at(-1)?.ends(result);
    return asked.result;
  };
  return { clock, sent, ask, exchange };
}

interface Asked {
  result: Result | NotSent | undefined;
}
interface World {
  readonly clock: ReturnType<typeof fakeClock>;
  /** What was let through. */
  readonly sent: { readonly at: number; readonly ends: (result: Result) => Promise<void> }[];
  readonly ask: (signal?: AbortSignal) => Asked;
  /** Asks, and is answered at once. */
  readonly exchange: (result: Result) => Promise<Asked['result']>;
}

const circuitOpen = (retryAfterMs: number): NotSent => ({ kind: 'not-sent', reason: 'circuit-open', retryAfterMs });
const FREE = { perSecond: Infinity, atOnce: Infinity };

test('no more than so many a second, evenly, in the order in which they came', async () => {
  const { clock, sent, ask } = world({ perSecond: 4, atOnce: Infinity });
  for (let index = 0; index < 5; index += 1) ask();
  await settled();
  expect(sent.map(({ at }) => at)).toEqual([1000]);
  await clock.pass(600);
  expect(sent.map(({ at }) => at)).toEqual([1000, 1250, 1500]);
  await clock.pass(5000);
  expect(sent.map(({ at }) => at)).toEqual([1000, 1250, 1500, 1750, 2000]);
  expect(clock.pending()).toBe(0);
});

test('no more than so many at once', async () => {
  const { sent, ask } = world({ ...FREE, atOnce: 2 });
  for (let index = 0; index < 4; index += 1) ask();
  await settled();
  expect(sent).toHaveLength(2);
  await sent[1]?.ends(answer(200));
  expect(sent).toHaveLength(3);
  await sent[0]?.ends(broken('aborted'));
  expect(sent).toHaveLength(4);
});

test('an exchange that throws gives its place back', async () => {
  const gate = createGate({ ...DEFAULT_LIMITS, ...DEFAULT_CIRCUIT, ...FREE, atOnce: 1, now: () => NOON });
  const call = { signal: new AbortController().signal };
  await expect(gate.through(call, () => Promise.reject(new Error('x')))).rejects.toThrow('x');
  expect(await gate.through(call, () => Promise.resolve(answer(200)))).toMatchObject({ status: 200 });
});

test('whoever gives up while waiting leaves at once, and takes nobody along', async () => {
  const { clock, sent, ask } = world({ perSecond: 1, atOnce: 2 });
  const stop = new AbortController();
  ask();
  const impatient = ask(stop.signal);
  const patient = ask();
  await settled();
  stop.abort();
  await settled();
  expect(impatient.result).toEqual({ kind: 'not-sent', reason: 'aborted' });
  await clock.pass(1000);
  expect(sent).toHaveLength(2);
  await sent[1]?.ends(answer(200));
  expect(patient.result).toMatchObject({ status: 200 });
});

test('whoever has given up before is not let in, and costs no turn', async () => {
  const { sent, ask } = world();
  const asked = ask(AbortSignal.abort());
  await settled();
  expect(asked.result).toEqual({ kind: 'not-sent', reason: 'aborted' });
  ask();
  await settled();
  expect(sent).toHaveLength(1);
});

test.each([
  ['500', answer(500)],
  ['503', answer(503)],
  ['no connection', broken('network', 'connecting')],
  ['a handshake that fails', broken('network', 'handshaking')],
  ['silence', broken('deadline')],
  ['a connection that breaks', broken('network')],
  ['500 with an endless answer', { ...broken('too-large'), status: 500 }],
])('the circuit opens after troubles in a row: %s', async (_name, trouble) => {
  const { clock, sent, ask, exchange } = world({ ...FREE, failures: 3, restMs: 30_000 });
  for (let index = 0; index < 3; index += 1) expect(await exchange(trouble)).toEqual(trouble);
  await clock.pass(12_000);
  const asked = ask();
  await settled();
  expect(asked.result).toEqual(circuitOpen(18_000));
  expect(sent).toHaveLength(3);
});

test.each([200, 400, 401, 403, 404, 406, 422, 429, 302])('%i shows that the server is well', async (status) => {
  const { exchange } = world({ ...FREE, failures: 2 });
  for (let index = 0; index < 3; index += 1) {
    expect(await exchange(answer(500))).toMatchObject({ status: 500 });
    expect(await exchange(answer(status))).toMatchObject({ status });
  }
});

test('an exchange that its caller gave up says nothing: it neither opens nor mends', async () => {
  const { exchange } = world({ ...FREE, failures: 2 });
  for (let index = 0; index < 5; index += 1) await exchange(broken('aborted'));
  await exchange(answer(500));
  await exchange(broken('aborted'));
  await exchange(answer(500));
  expect(await exchange(answer(200))).toMatchObject({ reason: 'circuit-open' });
});

test('after the rest one goes on trial, and the others wait for what becomes of it: well', async () => {
  const { clock, sent, ask, exchange } = world({ ...FREE, failures: 1, restMs: 1000 });
  await exchange(answer(503));
  await clock.pass(1000);
  const [trial, other] = [ask(), ask()];
  await settled();
  expect(sent).toHaveLength(2);
  await sent[1]?.ends(answer(200));
  expect(trial.result).toMatchObject({ status: 200 });
  expect(sent).toHaveLength(3);
  await sent[2]?.ends(answer(200));
  expect(other.result).toMatchObject({ status: 200 });
});

test('trouble on trial opens it again, and those who waited are told', async () => {
  const { clock, sent, ask, exchange } = world({ ...FREE, failures: 1, restMs: 1000 });
  await exchange(answer(503));
  await clock.pass(1500);
  const [trial, other] = [ask(), ask()];
  await settled();
  await sent[1]?.ends(broken('deadline'));
  expect(trial.result).toMatchObject({ reason: 'deadline' });
  expect(other.result).toEqual(circuitOpen(1000));
});

test('a trial that its caller gives up passes to the next', async () => {
  const { clock, sent, ask, exchange } = world({ ...FREE, failures: 1, restMs: 1000 });
  await exchange(answer(503));
  await clock.pass(1000);
  ask();
  ask();
  await settled();
  await sent[1]?.ends(broken('aborted'));
  expect(sent).toHaveLength(3);
});

test('what left before the circuit opened says nothing about it any more', async () => {
  const { clock, sent, ask, exchange } = world({ ...FREE, failures: 1, restMs: 1000 });
  ask();
  ask();
  await exchange(answer(503));
  await sent[0]?.ends(answer(200));
  expect(await exchange(answer(200))).toMatchObject({ reason: 'circuit-open' });
  await clock.pass(1000);
  await exchange(answer(200));
  await sent[1]?.ends(answer(500));
  expect(await exchange(answer(200))).toMatchObject({ status: 200 });
});

test.each([
  [429, { 'retry-after': '20' }],
  [503, { 'retry-after': new Date(NOON.getTime() + 20_000).toUTCString() }],
])('after %i with Retry-After everybody waits until then', async (status, headers) => {
  const { clock, sent, ask, exchange } = world({ ...FREE });
  await exchange(answer(status, headers));
  ask();
  await clock.pass(19_999);
  expect(sent).toHaveLength(1);
  await clock.pass(1);
  expect(sent).toHaveLength(2);
});

test('the answer need not be whole: its head is enough for a pause', async () => {
  const { sent, ask, exchange } = world({ ...FREE });
  await exchange({ ...broken('network'), status: 429, headers: { 'retry-after': '20' } });
  ask();
  await settled();
  expect(sent).toHaveLength(1);
});

test('a pause longer than the patience turns away at once, those who wait too', async () => {
  const { clock, sent, ask, exchange } = world({ ...FREE, atOnce: 1, patienceMs: 5000 });
  const slow = ask();
  const waits = ask();
  await settled();
  await sent[0]?.ends(answer(429, { 'retry-after': '30' }));
  expect(slow.result).toMatchObject({ status: 429 });
  expect(waits.result).toEqual(circuitOpen(30_000));
  await clock.pass(24_000);
  expect(await exchange(answer(200))).toEqual(circuitOpen(6000));
  await clock.pass(2000);
  const patient = ask();
  await clock.pass(4000);
  await sent[1]?.ends(answer(200));
  expect(patient.result).toMatchObject({ status: 200 });
});

test('a pause is believed up to a limit', async () => {
  const { exchange } = world({ ...FREE, longestPauseMs: 600_000 });
  await exchange(answer(429, { 'retry-after': '999999999' }));
  expect(await exchange(answer(200))).toEqual(circuitOpen(600_000));
});

test.each([
  ['perSecond', 0],
  ['perSecond', Number.NaN],
  ['atOnce', 0],
  ['failures', -1],
  ['restMs', -1],
  ['patienceMs', Number.NaN],
])('%s: %d is refused, because nobody would ever get through', (name, value) => {
  expect(() => world({ [name]: value })).toThrow(
    expect.objectContaining({ code: 'transport/invalid-limits', remedy: 'fix-config' }),
  );
});

test('whatever happens: the limits hold, and everyone gets a result', async () => {
  const result = fc.constantFrom<Result>(
    answer(200),
    answer(500),
    answer(429, { 'retry-after': '1' }),
    broken('aborted'),
    broken('deadline'),
  );
  const step = fc.oneof(
    fc.constant({ kind: 'ask' as const }),
    fc.record({ kind: fc.constant('abort' as const), which: fc.nat(30) }),
    fc.record({ kind: fc.constant('end' as const), which: fc.nat(30), result }),
    fc.record({ kind: fc.constant('pass' as const), milliseconds: fc.nat(3000) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { clock, sent, ask } = world({ perSecond: 5, atOnce: 2, failures: 2, restMs: 1000, patienceMs: 500 });
      const all: { readonly asked: Asked; readonly stop: AbortController }[] = [];
      const ended = new Set<number>();
      const end = async (index: number, outcome: Result): Promise<void> => {
        ended.add(index);
        await sent[index]?.ends(outcome);
      };
      for (const taken of steps) {
        if (taken.kind === 'ask') {
          const stop = new AbortController();
          all.push({ stop, asked: ask(stop.signal) });
        } else if (taken.kind === 'abort') all[taken.which]?.stop.abort();
        else if (taken.kind === 'end' && taken.which < sent.length) await end(taken.which, taken.result);
        else if (taken.kind === 'pass') await clock.pass(taken.milliseconds);
        await settled();
        expect(sent.length - ended.size).toBeLessThanOrEqual(2);
      }
      for (let index = 0; index < sent.length || all.some(({ asked }) => asked.result === undefined); index += 1) {
        await clock.pass(5000);
        if (index < sent.length && !ended.has(index)) await end(index, answer(200));
        expect(index).toBeLessThan(200);
      }
      const starts = sent.map(({ at }) => at);
      expect(starts.every((at, index) => index === 0 || at - (starts[index - 1] ?? 0) >= 200)).toBe(true);
      expect(clock.pending()).toBe(0);
    }),
    { numRuns: 300 },
  );
});
