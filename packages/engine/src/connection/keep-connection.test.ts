import { IshurError } from '@ishur/contract';
import type { Call } from '@ishur/contract/v1';
import type { TokenPair } from '@ishur/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openMemoryVault } from '../conformance/memory-vault.ts';
import type { VaultStorage } from '../conformance/memory-vault.ts';
import { keepConnection } from './keep-connection.ts';
import type { Connection, ConnectionParts } from './keep-connection.ts';

const ACME = { tier: 'simulator', vatNumber: '777777715' };
const LOGIN = Date.parse('2026-06-30T09:00:00.000Z');
const CALL: Call = { signal: new AbortController().signal };

type Refresh = ConnectionParts['refresh'];

interface World {
  readonly sent: string[];
  /** What the next refreshes do; when there is nothing left, they succeed. */
  readonly next: Refresh[];
  /** Another process on the same storage. */
  process(settings?: Partial<ConnectionParts>): Connection;
  /** Sets the clock to so many seconds after the log-in. */
  at(seconds: number): void;
}

async function loggedIn(life: number = 601): Promise<World> {
  const storage: VaultStorage = new Map();
  const sent: string[] = [];
  const next: Refresh[] = [];
  let time = LOGIN;
  let processes = 0;
  const clock = { now: () => new Date(time) };
  const pair = (number: number): TokenPair => ({
    accessToken: `access-${number}`,
    accessExpiresAt: new Date(time + life * 1_000).toISOString(),
    refreshToken: `refresh-${number}`,
  });
  const open = (): ReturnType<typeof openMemoryVault> => {
    processes += 1;
    return openMemoryVault(storage, { runner: { name: `${processes}`, isAlive: () => true }, now: clock.now });
  };
  await open().store(ACME, pair(0), clock.now().toISOString());
  return {
    sent,
    next,
    process: (settings = {}) =>
      keepConnection({
        vault: open(),
        id: ACME,
        clock,
        refresh: async (current, call) => {
          sent.push(current.refreshToken);
          await new Promise(setImmediate);
          return (await next.shift()?.(current, call)) ?? pair(sent.length);
        },
        ...settings,
      }),
    at: (seconds) => {
      time = LOGIN + seconds * 1_000;
    },
  };
}

function fails(code: string, retryAfterMs?: number): Refresh {
  const remedy = code === 'connection/login-needed' ? 'fix-config' : 'retry';
  const after = retryAfterMs === undefined ? {} : { retryAfterMs };
  return () => Promise.reject(new IshurError({ code, remedy, message: { he: code, en: code }, ...after }));
}

function error(code: string): Error {
  return expect.objectContaining({ code }) as Error;
}

describe('a connection is refreshed', () => {
  test.each([
    [601, 60, 540, 541],
    [14_400, 60, 14_339, 14_340],
    [30, 60, 26, 27],
    [601, 10, 590, 591],
    [601, 600, 540, 541],
    [14_400, 3_600, 12_959, 12_960],
    [601, 0, 600, 601],
  ])('on demand: a life of %i s, and %i s before its end', async (life, refreshBefore, still, due) => {
    const world = await loggedIn(life);
    const connection = world.process({ refreshBefore });
    world.at(still);
    expect(await connection.accessToken(CALL)).toBe('access-0');
    world.at(due);
    expect(world.sent).toEqual([]);
    expect(await connection.accessToken(CALL)).toBe('access-1');
    expect(await connection.accessToken(CALL)).toBe('access-1');
    expect(world.sent).toEqual(['refresh-0']);
  });

  test('once for 16 concurrent callers of two processes', async () => {
    const world = await loggedIn();
    const [one, two] = [world.process(), world.process()];
    world.at(601);
    const asked = Array.from({ length: 16 }, (_, index) => (index % 2 === 0 ? one : two).accessToken(CALL));
    expect(await Promise.all(asked)).toEqual(Array(16).fill('access-1'));
    expect(world.sent).toEqual(['refresh-0']);
  });

  test('once for all whose token was refused, although it is not at its end', async () => {
    const world = await loggedIn();
    const [one, two] = [world.process(), world.process()];
    const asked = [one, one, two, two].map((connection) => connection.accessToken(CALL, 'access-0'));
    expect(await Promise.all(asked)).toEqual(Array(4).fill('access-1'));
    expect(await one.accessToken(CALL, 'access-0')).toBe('access-1');
    expect(world.sent).toEqual(['refresh-0']);
  });

  test('not because of a token that was refused long ago', async () => {
    const world = await loggedIn();
    expect(await world.process().accessToken(CALL, 'access-of-yesterday')).toBe('access-0');
    expect(world.sent).toEqual([]);
  });

  test('again where what another process brought has ended meanwhile', async () => {
    const world = await loggedIn(30);
    world.at(30);
    await world.process().accessToken(CALL);
    world.at(90);
    expect(await world.process().accessToken(CALL)).toBe('access-2');
  });
});

describe('a refresh that fails', () => {
  test('costs nothing while the token at hand lives, and is not tried at every call', async () => {
    const world = await loggedIn();
    const connection = world.process();
    world.next.push(fails('transport/unavailable'), fails('transport/unavailable'));
    world.at(550);
    expect(await connection.accessToken(CALL)).toBe('access-0');
    world.at(554);
    expect(await connection.accessToken(CALL)).toBe('access-0');
    expect(world.sent).toHaveLength(1);
    world.at(555);
    expect(await connection.accessToken(CALL)).toBe('access-0');
    expect(world.sent).toHaveLength(2);
    world.at(560);
    expect(await connection.accessToken(CALL)).toBe('access-3');
  });

  test('is not tried before the authority said', async () => {
    const world = await loggedIn();
    const connection = world.process();
    world.next.push(fails('transport/unavailable', 30_000));
    world.at(550);
    await connection.accessToken(CALL);
    world.at(579);
    expect(await connection.accessToken(CALL)).toBe('access-0');
    world.at(580);
    expect(await connection.accessToken(CALL)).toBe('access-2');
  });

  test('is told where no token is left', async () => {
    const world = await loggedIn();
    const connection = world.process();
    world.next.push(fails('transport/unavailable'), fails('transport/unavailable'));
    await expect(connection.accessToken(CALL, 'access-0')).rejects.toThrowError(error('transport/unavailable'));
    world.at(601);
    await expect(connection.accessToken(CALL)).rejects.toThrowError(error('transport/unavailable'));
    expect(await connection.accessToken(CALL)).toBe('access-3');
  });

  test('for good asks for a log-in, after the token at hand has ended', async () => {
    const world = await loggedIn();
    const connection = world.process();
    world.next.push(fails('connection/login-needed'));
    world.at(550);
    expect(await connection.accessToken(CALL)).toBe('access-0');
    world.at(600);
    expect(await world.process().accessToken(CALL)).toBe('access-0');
    await expect(connection.accessToken(CALL, 'access-0')).rejects.toThrowError(error('connection/login-needed'));
    world.at(601);
    await expect(connection.accessToken(CALL)).rejects.toThrowError(error('connection/login-needed'));
    expect(world.sent).toEqual(['refresh-0']);
  });

  test('has no part in a business that never logged in', async () => {
    const world = await loggedIn();
    const stranger = world.process({ id: { tier: 'production', vatNumber: '777777715' } });
    await expect(stranger.accessToken(CALL)).rejects.toThrowError(error('connection/missing'));
  });

  test('because it takes too long gives its socket up', async () => {
    const world = await loggedIn();
    world.next.push(
      (_pair, { signal }) =>
        new Promise((_, reject) => {
          const stop = (): void => reject(signal.reason);
          if (signal.aborted) stop();
          else signal.addEventListener('abort', stop);
        }),
    );
    const slow = world.process({ refreshWithinMs: 1 });
    await expect(slow.accessToken(CALL, 'access-0')).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

describe('a caller who gives up', () => {
  test('leaves the refresh to the others', async () => {
    const world = await loggedIn();
    const connection = world.process();
    const answer = Promise.withResolvers<void>();
    const signals: AbortSignal[] = [];
    world.next.push(async (_pair, { signal }) => {
      signals.push(signal);
      await answer.promise;
      return { accessToken: 'access-new', accessExpiresAt: '2026-06-30T12:00:00.000Z', refreshToken: 'refresh-new' };
    });
    world.at(601);
    const leaving = new AbortController();
    const first = connection.accessToken(leaving);
    const others = [connection.accessToken(CALL), connection.accessToken(CALL)];
    leaving.abort(new Error('No time.'));
    await expect(first).rejects.toThrowError('No time.');
    answer.resolve();
    expect(await Promise.all(others)).toEqual(['access-new', 'access-new']);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    await expect(connection.accessToken(leaving)).rejects.toThrowError('No time.');
  });

  test('as the only one loses nothing: what comes is stored', async () => {
    const world = await loggedIn();
    const begun = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    world.next.push(async () => {
      begun.resolve();
      await answer.promise;
      return { accessToken: 'access-new', accessExpiresAt: '2026-06-30T12:00:00.000Z', refreshToken: 'refresh-new' };
    });
    world.at(601);
    const leaving = new AbortController();
    const only = world.process().accessToken(leaving);
    await begun.promise;
    leaving.abort(new Error('No time.'));
    await expect(only).rejects.toThrowError('No time.');
    const later = world.process().accessToken(CALL);
    answer.resolve();
    expect(await later).toBe('access-new');
    expect(world.sent).toEqual(['refresh-0']);
  });
});

describe('whatever happens when', () => {
  const step = fc.record({
    wait: fc.integer({ min: 0, max: 400 }),
    callers: fc.integer({ min: 1, max: 4 }),
    isRefused: fc.boolean(),
    trouble: fc.constantFrom(undefined, undefined, 'transport/unavailable'),
  });

  test('a token works when it is handed out, and no refresh token that worked is sent again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 12 }),
        fc.constantFrom(1, 10, 30, 601, 14_400),
        async (steps, life) => {
          const world = await loggedIn(life);
          const [one, two] = [world.process(), world.process()];
          const worked: string[] = [];
          const ends = new Map<string, number>([['access-0', life]]);
          let seconds = 0;
          let last = 'access-0';
          for (const { wait, callers, isRefused, trouble } of steps) {
            seconds += wait;
            world.at(seconds);
            const now = seconds;
            const answer: Refresh = async (pair, call) => {
              if (trouble !== undefined) await fails(trouble)(pair, call);
              worked.push(pair.refreshToken);
              const accessToken = `access-${worked.length}`;
              ends.set(accessToken, now + life);
              const accessExpiresAt = new Date(LOGIN + (now + life) * 1_000).toISOString();
              return { accessToken, accessExpiresAt, refreshToken: `refresh-${worked.length}` };
            };
            // Trouble is the same for whoever tries.
            world.next.splice(0, Infinity, ...Array<Refresh>(callers).fill(answer));
            const before = world.sent.length;
            const refused = isRefused ? last : undefined;
            const asked = Array.from({ length: callers }, (_, index) =>
              (index % 2 === 0 ? one : two).accessToken(CALL, refused),
            );
            for (const end of await Promise.allSettled(asked)) {
              if (end.status === 'rejected') {
                expect(end.reason).toMatchObject({ code: 'transport/unavailable' });
                continue;
              }
              expect(end.value).not.toBe(refused);
              expect(ends.get(end.value)).toBeGreaterThan(now);
              last = end.value;
            }
            if (trouble === undefined) expect(world.sent.length - before).toBeLessThanOrEqual(1);
          }
          expect(new Set(worked).size).toBe(worked.length);
        },
      ),
      { numRuns: 100 },
    );
  });
});
