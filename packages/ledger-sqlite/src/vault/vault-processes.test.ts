import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSealer } from '@ishur/engine';
import type { SealedVault } from '@ishur/engine';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteVault } from './open-vault.ts';
import { runnerOf } from './fixtures/process-messages.ts';
import type { Answer, DyingAt, Order } from './fixtures/process-messages.ts';
import { openTokenDouble } from './fixtures/token-double.ts';
import type { TokenDouble } from './fixtures/token-double.ts';

const KEY = Buffer.alloc(32, 1);
const ACME = { tier: 'simulator', vatNumber: '777777715' };
const LOGIN = '2026-06-30T09:00:00.000Z';
/** The end of the first access token. */
const EXPIRY = '2026-06-30T09:10:01.000Z';

type Done = Extract<Answer, { readonly kind: 'done' }>;

let folder: string;
let file: string;
let double: TokenDouble;
let vault: SealedVault;
let children: ChildProcess[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ishur-כספת-'));
  file = join(folder, 'ishur.vault');
  double = await openTokenDouble();
  const runner = runnerOf(process.pid);
  vault = await openSqliteVault({ file, sealer: createSealer([KEY]), runner, now: () => new Date(EXPIRY) });
  children = [];
  await logIn();
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(children.map(gone));
  await vault[Symbol.asyncDispose]();
  await double[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** A person logs in. */
async function logIn(): Promise<string> {
  const refreshToken = double.logIn();
  const accessToken = refreshToken.replace('refresh', 'access');
  await vault.store(ACME, { accessToken, accessExpiresAt: EXPIRY, refreshToken }, LOGIN);
  return accessToken;
}

/** A process that waits for its order. */
async function start(): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('./fixtures/renewing-process.ts', import.meta.url)), {
    execArgv: ['--conditions=@ishur/source'],
  });
  children.push(child);
  await once(child, 'message');
  return child;
}

function give(child: ChildProcess, callers: number, dyingAt?: DyingAt): void {
  const order: Order = { file, key: KEY.toString('hex'), url: double.url, id: ACME, now: EXPIRY, callers };
  child.send(dyingAt === undefined ? order : { ...order, dyingAt });
}

async function done(child: ChildProcess): Promise<Done> {
  const [answer] = (await once(child, 'message')) as [Done];
  return answer;
}

/** Resolves when the system knows no such process any more. */
async function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** What a new process gets, as the next run does. */
async function askAnew(): Promise<Done> {
  const child = await start();
  const answer = done(child);
  give(child, 1);
  return answer;
}

describe('16 concurrent callers at expiry', () => {
  test.each([2, 4])('in %i processes: exactly one refresh', async (processes) => {
    const started = await Promise.all(Array.from({ length: processes }, start));
    const answers = started.map(done);
    for (const child of started) give(child, 16 / processes);
    const ends = await Promise.all(answers);
    expect(ends.flatMap(({ failures }) => failures)).toEqual([]);
    expect(ends.flatMap(({ tokens }) => tokens)).toEqual(Array(16).fill('access-2'));
    expect(double.sent).toEqual(['refresh-1']);
  });
});

describe('a process that is killed', () => {
  test('before the intent: the next one refreshes', async () => {
    await killed('before the intent');
    expect(await askAnew()).toMatchObject({ tokens: ['access-2'] });
    expect(double.sent).toEqual(['refresh-1']);
  });

  // From outside these three look the same: an intent, and nobody who could say what became of it.
  test.each<[DyingAt | 'while the answer is awaited', readonly string[]]>([
    ['before sending', []],
    ['while the answer is awaited', ['refresh-1']],
    ['before storing', ['refresh-1']],
  ])('%s: one new log-in, said clearly, and the token is never sent again', async (point, sent) => {
    if (point === 'while the answer is awaited') await killedWhileItWaits();
    else await killed(point);
    expect(double.sent).toEqual(sent);
    expect(await askAnew()).toMatchObject({ tokens: [], failures: ['connection/login-needed'] });
    const needed = (await vault.read(ACME))?.status.loginNeeded;
    expect(needed).toMatchObject({ code: 'connection/login-needed', remedy: 'fix-config' });
    expect(needed?.message.en).toMatch(/cut short.*not sent again.*ishur connect --business/);
    expect(needed?.message.he).toMatch(/נקטע.*לא יישלח שוב.*ishur connect --business/);
    expect(double.sent).toEqual(sent);

    await logIn();
    expect((await vault.read(ACME))?.status.loginNeeded).toBeUndefined();
    expect(await askAnew()).toMatchObject({ failures: [] });
    expect(double.usedAgain).toEqual([]);
  });

  test('after storing: the next one has the new token, and nothing is sent', async () => {
    await killed('after storing');
    expect(await askAnew()).toMatchObject({ tokens: ['access-2'] });
    expect(double.sent).toEqual(['refresh-1']);
  });

  test('while others wait for it: all of them are told, and none sends the token', async () => {
    const waiting = await Promise.all([start(), start(), start()]);
    double.hold();
    const dying = await start();
    give(dying, 4);
    await double.held(1);
    const answers = waiting.map(done);
    for (const child of waiting) give(child, 4);
    dying.kill('SIGKILL');
    await gone(dying);
    double.release();
    for (const { tokens, failures } of await Promise.all(answers)) {
      expect(tokens).toEqual([]);
      expect(failures).toEqual(Array(4).fill('connection/login-needed'));
    }
    expect(double.sent).toEqual(['refresh-1']);
  });
});

async function killed(point: DyingAt): Promise<void> {
  const child = await start();
  give(child, 4, point);
  await gone(child);
  expect(process.platform === 'win32' ? child.exitCode : child.signalCode).toBe(
    process.platform === 'win32' ? 1 : 'SIGKILL',
  );
}

async function killedWhileItWaits(): Promise<void> {
  const child = await start();
  double.hold();
  give(child, 4);
  await double.held(1);
  child.kill('SIGKILL');
  await gone(child);
  double.release();
}

describe('a new vault', () => {
  test('can be opened by many processes at once', async () => {
    const elsewhere = { ...ACME, vatNumber: '777777723' };
    const fresh = join(folder, 'fresh.vault');
    const started = await Promise.all(Array.from({ length: 6 }, start));
    const answers = started.map(done);
    const order = { file: fresh, key: KEY.toString('hex'), url: double.url, id: elsewhere, now: EXPIRY, callers: 1 };
    for (const child of started) child.send(order);
    for (const { failures } of await Promise.all(answers)) expect(failures).toEqual(['connection/missing']);
  });
});
