import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readSecret } from '../configuration/secret.ts';
import { SAMPLE_MESSAGE, failure } from '../testing/sample-message.ts';
import { commandChannel } from './command-channel.ts';
import type { CommandChannelOptions } from './command-channel.ts';
import type { Channel } from './notification.ts';

const SIGNAL = new AbortController().signal;

interface Program {
  readonly folder: string;
  readonly channel: (changes?: Partial<CommandChannelOptions>) => Channel;
  readonly seen: () => string;
}

/** A program of its own process, in a folder with a Hebrew name and a blank. */
function program(source: string): Program {
  const folder = mkdtempSync(join(tmpdir(), 'ishur-הודעות '));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'tell.mjs'), source);
  return {
    folder,
    seen: () => readFileSync(join(folder, 'seen.json'), 'utf8'),
    channel: (changes = {}) =>
      commandChannel({
        command: [process.execPath, 'tell.mjs', 'a b', '$HOME', 'שלום'],
        folder,
        environment: { PATH: process.env['PATH'], SYSTEMROOT: process.env['SYSTEMROOT'] },
        withheld: [],
        ...changes,
      }),
  };
}

const KEEP = `
import { readFileSync, writeFileSync } from 'node:fs';
const stdin = readFileSync(0, 'utf8');
writeFileSync('seen.json', JSON.stringify({ argv: process.argv.slice(2), stdin: JSON.parse(stdin), env: process.env }));
`;

describe('a command', () => {
  test('gets the message on its standard input, and its words as they stand', async () => {
    const { channel, seen } = program(KEEP);
    await channel().call(SAMPLE_MESSAGE, SIGNAL);
    expect(JSON.parse(seen())).toMatchObject({ argv: ['a b', '$HOME', 'שלום'], stdin: SAMPLE_MESSAGE });
  });

  test('gets no secret of ours in its environment', async () => {
    const { channel, seen, folder } = program(KEEP);
    const environment = {
      PATH: process.env['PATH'],
      SYSTEMROOT: process.env['SYSTEMROOT'],
      PLAIN: 'stays',
      ISHUR_CLIENT_SECRET: 'named in the configuration',
      COPY: 'the very secret 4711',
      Isur_Key: 'named in other letters',
    };
    // What was read as a secret stays away under every name.
    readSecret('client.secret', { env: 'COPY' }, folder, environment);
    await channel({ environment, withheld: ['ISHUR_CLIENT_SECRET', 'ISUR_KEY'] }).call(SAMPLE_MESSAGE, SIGNAL);
    const { env } = JSON.parse(seen()) as { readonly env: Readonly<Record<string, string>> };
    expect(env['PLAIN']).toBe('stays');
    expect(seen()).not.toMatch(/named in|very secret/);
  });

  test('that ends with another code than 0 got nowhere, and its last word is told without secrets', async () => {
    readSecret('notify.secret', { env: 'S' }, '.', { S: 'another secret 4712' });
    const { channel } = program(`
      process.stdin.resume();
      process.stderr.write('first\\nthe relay said no: another secret 4712\\n');
      process.stdin.on('end', () => process.exit(3));
    `);
    const { code, he } = await failure(channel().call(SAMPLE_MESSAGE, SIGNAL));
    expect(code).toBe('notify/failed');
    expect(he).toContain('the relay said no: ***');
    expect(he).toContain('3');
  });

  test('that reads nothing and ends with 0 is an answer all the same', async () => {
    const { channel } = program('process.stdin.destroy();');
    await channel().call(SAMPLE_MESSAGE, SIGNAL);
  });

  test('that does not end is given up in its time', async () => {
    const { channel } = program('setInterval(() => {}, 1000);');
    const { code, he } = await failure(channel({ timeout: 1 }).call(SAMPLE_MESSAGE, SIGNAL));
    expect(code).toBe('notify/no-answer');
    expect(he).toContain('בזמן');
  });

  test('that is given up is ended, whatever it does', async () => {
    const { channel, folder } = program(`
      import { renameSync, writeFileSync } from 'node:fs';
      process.on('SIGTERM', () => {});
      setInterval(() => {}, 1000);
      writeFileSync('pid.new', String(process.pid));
      renameSync('pid.new', 'pid');
    `);
    const stop = new AbortController();
    const call = failure(channel({ timeout: 60 }).call(SAMPLE_MESSAGE, stop.signal));
    await expect.poll(() => existsSync(join(folder, 'pid')), { timeout: 50_000 }).toBe(true);
    stop.abort();
    await call;
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    await expect.poll(() => isRunning(pid), { timeout: 50_000 }).toBe(false);
  });

  test('that complains without end keeps no memory and ends in its time', async () => {
    const { channel } = program(`const write = () => process.stderr.write('x'.repeat(65536), write); write();`);
    expect(await failure(channel({ timeout: 1 }).call(SAMPLE_MESSAGE, SIGNAL))).toMatchObject({
      code: 'notify/no-answer',
    });
  });

  test('whose child holds its pipes open is not waited for', async () => {
    const { channel, folder } = program(`
      import { spawn } from 'node:child_process';
      import { writeFileSync } from 'node:fs';
      const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: ['ignore', 'ignore', 'inherit'], detached: true });
      writeFileSync('child', String(child.pid));
      child.unref();
      process.exit(0);
    `);
    await channel({ timeout: 30 }).call(SAMPLE_MESSAGE, SIGNAL);
    process.kill(Number(readFileSync(join(folder, 'child'), 'utf8')));
  });

  test('that there is not is for whoever configured it', async () => {
    const { channel } = program('');
    const { code, he } = await failure(channel({ command: ['no-such-program-of-ours'] }).call(SAMPLE_MESSAGE, SIGNAL));
    expect(code).toBe('notify/no-such-command');
    expect(he).toContain('no-such-program-of-ours');
  });

  test('ends when it is asked to stop', async () => {
    const stop = new AbortController();
    stop.abort();
    const { channel } = program('setInterval(() => {}, 1000);');
    await failure(channel({ timeout: 60 }).call(SAMPLE_MESSAGE, stop.signal));
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
