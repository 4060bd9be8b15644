import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCli } from './run-cli.ts';
import { openHeldWorld } from './testing/held-world.ts';
import type { HeldWorld } from './testing/held-world.ts';

interface Heard {
  readonly id: string;
  readonly code: string;
  readonly reference: string;
  readonly stage: string;
}

/** What the hook of a world was called with, one line a call. */
function heardIn(world: HeldWorld): readonly Heard[] {
  const file = join(world.folder, 'heard.ndjson');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Heard);
}

const APPEND = `
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
appendFileSync('heard.ndjson', readFileSync(0, 'utf8'));
`;

function quoted(words: readonly string[]): string {
  return words.map((word) => JSON.stringify(word)).join(', ');
}

/** A world whose hook is a program of its own process. */
async function worldWithCommand(more: string = '', timeout: number = 30): Promise<HeldWorld> {
  const command = quoted([process.execPath, 'tell.mjs']);
  const world = await openHeldWorld({}, `notify: { command: [${command}], timeout: ${timeout} }`);
  writeFileSync(join(world.folder, 'tell.mjs'), APPEND + more);
  return world;
}

async function toldIn(world: HeldWorld, document: string): Promise<readonly string[]> {
  const { out } = await world.ishur(['show', document, '--json']);
  const { journal } = JSON.parse(out) as {
    readonly journal: readonly {
      readonly event: { readonly kind: string; readonly what?: { readonly code: string } };
    }[];
  };
  return journal.flatMap(({ event }) => (event.kind === 'told' ? [event.what?.code ?? ''] : []));
}

describe('notify: command', () => {
  test('is called once of each thing that begins to wait, at the end of a run', async () => {
    await using world = await worldWithCommand();
    expect(await world.ishur(['run'])).toMatchObject({ code: 0 });
    expect(heardIn(world).map(({ code, reference }) => `${code} ${reference}`)).toEqual(['held 1001', 'held 1002']);
    await world.ishur(['run']);
    expect(heardIn(world)).toHaveLength(2);
    expect(await toldIn(world, '305:1001')).toEqual(['held']);
    expect((await world.ishur(['show', '305:1001', '--lang', 'he'])).out).toContain('נמסרה הודעה');
    const { out } = await world.ishur(['audit', 'verify']);
    expect(out).toContain('sound');
  });

  test('is called after what a person did, of that document alone', async () => {
    await using world = await worldWithCommand();
    await world.ishur(['run']);
    await world.ishur(['choose', '305:1001', 'reverse-charge']);
    expect(heardIn(world).slice(2)).toMatchObject([{ code: 'zero-rate-document', reference: '1001' }]);
    // Taken back: it waits for a choice again, and somebody is told so.
    await world.ishur(['choose', '305:1001', 'reverse-charge', '--withdraw']);
    expect(heardIn(world).slice(3)).toMatchObject([{ code: 'held', reference: '1001' }]);
    await world.ishur(['choose', '305:1001', 'hearing']);
    await world.ishur(['hearing', '305:1001', 'dated', '2026-07-08']);
    expect(heardIn(world).slice(4)).toMatchObject([{ code: 'hearing-day' }, { code: 'hearing', stage: 'open' }]);
    expect(new Set(heardIn(world).map(({ id }) => id)).size).toBe(6);
  });

  test('is called while it watches, when the day of the law begins', async () => {
    await using world = await worldWithCommand();
    await world.ishur(['run']);
    await world.ishur(['choose', '305:1001', 'hearing']);
    expect(heardIn(world).slice(2)).toMatchObject([{ code: 'hearing-day', stage: 'open' }]);
    // Two seconds before the last day on which a day has to be set; the source is read every five minutes.
    const start = Date.parse('2026-07-04T23:59:58+03:00');
    const began = performance.now();
    const stop = new AbortController();
    const watching = runCli({
      argv: ['run', '--watch', '--json'],
      folder: world.folder,
      environment: { LANG: 'en_US.UTF-8' },
      clock: { now: () => new Date(start + performance.now() - began) },
      signal: stop.signal,
      out: () => undefined,
      err: () => undefined,
    });
    await expect
      .poll(() => heardIn(world).slice(3), { timeout: 50_000 })
      .toMatchObject([{ code: 'hearing-day', stage: 'today' }]);
    stop.abort('SIGTERM');
    await watching;
  });

  test('that fails keeps no run from its work; it is told, and called again by the next', async () => {
    await using world = await worldWithCommand(
      "if (!existsSync('up')) { console.error('the relay is down'); process.exit(1); }",
    );
    const { code, out } = await world.ishur(['run']);
    // Later, and not «the configuration»: a relay that is down comes back.
    expect(code).toBe(75);
    expect(out).toContain('the relay is down');
    expect(await world.standingOf('305:1003')).toBe('allocated');
    const failed = heardIn(world).length;
    expect(failed).toBeGreaterThanOrEqual(1);
    expect(await toldIn(world, '305:1001')).toEqual([]);
    writeFileSync(join(world.folder, 'up'), '');
    expect(await world.ishur(['run'])).toMatchObject({ code: 0 });
    const ids = new Set(heardIn(world).map(({ id }) => id));
    expect(ids.size).toBe(2);
    expect(await toldIn(world, '305:1001')).toEqual(['held']);
  });

  test('that fails keeps no deed of a person from being done', async () => {
    await using world = await worldWithCommand('process.exit(1);');
    await world.ishur(['run']);
    const { code, err } = await world.ishur(['choose', '305:1001', 'reverse-charge']);
    expect(code).toBe(0);
    expect(err).toContain('notify.command');
    expect(await world.standingOf('305:1001')).toBe('awaiting-replacement');
  });

  test('that does not end holds nothing up for long', async () => {
    await using world = await worldWithCommand('setInterval(() => {}, 1000);', 1);
    const { code, out } = await world.ishur(['run']);
    expect(code).toBe(75);
    expect(out).toContain('did not end in time');
    expect(await world.standingOf('305:1003')).toBe('allocated');
  });

  test('that there is not is for whoever configured it', async () => {
    await using world = await openHeldWorld({}, 'notify: { command: ["no-such-program-of-ours"] }');
    const { code, out } = await world.ishur(['run']);
    expect(code).toBe(78);
    expect(out).toContain('no-such-program-of-ours');
  });
});

describe('a process that is killed between the call and the journal', () => {
  test('is told again by the next, under the same id, and nothing is lost', async () => {
    // The hook kills whoever called it, once.
    await using world = await worldWithCommand(
      "if (!existsSync('killed')) { appendFileSync('killed', ''); process.kill(process.ppid, 'SIGKILL'); }",
    );
    const { code: killed } = await processOf(world.folder, ['run']);
    expect(killed).not.toBe(0);
    expect(heardIn(world)).toMatchObject([{ code: 'held', reference: '1001' }]);
    expect(await toldIn(world, '305:1001')).toEqual([]);
    const { code } = await processOf(world.folder, ['run']);
    expect(code).toBe(0);
    const heard = heardIn(world);
    expect(heard.map(({ reference }) => reference)).toEqual(['1001', '1001', '1002']);
    expect(heard[1]?.id).toBe(heard[0]?.id);
    await processOf(world.folder, ['run']);
    expect(heardIn(world)).toHaveLength(3);
  });
});

describe('several processes at once', () => {
  test('lose nothing and write down once what they tell; what is told twice has one id', async () => {
    await using world = await worldWithCommand();
    const runs = await Promise.all([1, 2, 3].map(() => processOf(world.folder, ['run'])));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    const ids = new Map(heardIn(world).map(({ id, reference }) => [reference, id]));
    expect([...ids.keys()].toSorted()).toEqual(['1001', '1002']);
    expect(new Set(heardIn(world).map(({ id }) => id)).size).toBe(2);
    expect(await toldIn(world, '305:1001')).toEqual(['held']);
    expect(await toldIn(world, '305:1002')).toEqual(['held']);
    expect((await world.ishur(['audit', 'verify'])).code).toBe(0);
  });
});

/** The command in a process of its own. */
function processOf(
  folder: string,
  argv: readonly string[],
): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }> {
  const main = resolve(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, ['--conditions=@ishur/source', main, ...argv], {
    cwd: folder,
    stdio: 'ignore',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('exit', (code, signal) => done({ code, signal }));
  });
}

describe('notify: url', () => {
  test('is called with a signature, while it watches, and on the day of a hearing', async () => {
    const bodies: Heard[] = [];
    const signatures: string[] = [];
    let status = 503;
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        signatures.push(String(request.headers['ishur-signature']));
        bodies.push(JSON.parse(Buffer.concat(parts).toString('utf8')) as Heard);
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    await using world = await openHeldWorld({}, `notify: { url: "${url}", secret: { env: HOOK_SECRET } }`);
    const environment = { HOOK_SECRET: 'a secret of forty characters, more or less' };
    const { code, out } = await world.ishur(['run'], { environment });
    expect(code).toBe(75);
    expect(out).toContain('503');
    expect(out).not.toContain('forty characters');
    status = 200;
    const stop = new AbortController();
    bodies.length = 0;
    const watching = world.ishur(['run', '--watch', '--json'], { environment, signal: stop.signal });
    await expect.poll(() => bodies.length, { timeout: 50_000 }).toBe(2);
    // A stop between a call and its entry tells it again under the same id: here the entry is waited for.
    await expect.poll(() => toldIn(world, '305:1002'), { timeout: 50_000 }).toEqual(['held']);
    stop.abort('SIGINT');
    await watching;
    expect(bodies.map(({ code: what }) => what)).toEqual(['held', 'held']);
    for (const signature of signatures) expect(signature).toMatch(/^sha256=[0-9a-f]{64}$/);
    await world.ishur(['choose', '305:1001', 'hearing'], { environment });
    bodies.length = 0;
    await world.ishur(['run'], { environment, now: new Date('2026-07-05T00:00:00+03:00') });
    expect(bodies).toMatchObject([{ code: 'hearing-day', reference: '1001', stage: 'today' }]);
  });

  test('without its secret is refused before anything is asked', async () => {
    await using world = await openHeldWorld(
      {},
      'notify: { url: "https://example.invalid/hook", secret: { env: HOOK_SECRET } }',
    );
    const { code, err } = await world.ishur(['run']);
    expect(code).toBe(78);
    expect(err).toContain('notify.secret');
    expect(err).toContain('HOOK_SECRET');
  });

  test.each([
    ['{ url: "https://example.invalid/hook" }', 'secret'],
    ['{ url: "ftp://example.invalid/hook", secret: { env: A } }', 'https://'],
    ['{ url: "https://user:password@example.invalid/", secret: { env: A } }', 'password'],
    ['{ url: "https://example.invalid/", secret: "here" }', 'never stands here'],
    ['{ command: [] }', 'notify.command'],
    ['{ timeout: 5 }', 'command or a url'],
    ['{ command: ["a"], timeout: 600 }', 'notify.timeout'],
    ['{ command: ["a"], shell: true }', 'shell'],
  ])('%s is refused in words', async (setting, words) => {
    await using world = await openHeldWorld({}, `notify: ${setting}`);
    const { code, err } = await world.ishur(['run']);
    expect(code).toBe(78);
    expect(err).toContain(words);
  });
});
