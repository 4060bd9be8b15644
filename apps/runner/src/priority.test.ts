import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { startFakePriority } from '@ishur/adapter-priority/fake-server';
import type { FakePriority, FakeQuirks } from '@ishur/adapter-priority/fake-server';
import { startSimulator } from '@ishur/simulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { runCli } from './run-cli.ts';
import { command } from './testing/acme-world.ts';

let folder: string;
let fake: FakePriority;
beforeEach(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'ishur-')), 'חברה');
  mkdirSync(folder);
  fake = await startFakePriority();
  writeFileSync(join(folder, 'token.txt'), fake.token);
  fake.store.customers.set('C1', { CUSTNAME: 'C1', WTAXNUM: '000000018' });
  for (const [number, net] of [
    ['SI26000101', 6000],
    ['SI26000102', 4000],
    ['SI26000103', 8000],
  ] as const) {
    fake.store.save('AINVOICES', {
      IVNUM: number,
      IVDATE: '2026-06-15',
      CUSTNAME: 'C1',
      CDES: 'לקוח בע"מ',
      QPRICE: `${net}.00`,
      DISPRICE: `${net}.00`,
      VAT: (net * 0.18).toFixed(2),
      TOTPRICE: (net * 1.18).toFixed(2),
    });
  }
});
afterEach(async () => {
  await fake[Symbol.asyncDispose]();
  rmSync(resolve(folder, '..'), { recursive: true, force: true });
});

const CONFIGURATION = 'ishur.config.yaml';

function settingsOf(...without: readonly string[]): string[] {
  const settings = {
    url: fake.url,
    environment: fake.environment,
    company: fake.company,
    'login.token.file': './token.txt',
  };
  return Object.entries(settings).flatMap(([key, value]) =>
    without.includes(key) ? [] : ['--with', `${key}=${value}`],
  );
}

function init(...more: readonly string[]): ReturnType<typeof command> {
  return command(folder, ['init', '--adapter', 'priority', '--yes', ...more]);
}

describe('ishur init --adapter priority', () => {
  test('writes a configuration that is checked, run and shown', async () => {
    await using simulator = await startSimulator({ now: () => new Date('2026-07-01T09:00:00+03:00') });
    const made = await init(...settingsOf(), '--url', simulator.address);
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toMatch(/allocation number → ROYY_ALLOCNUM/);
    expect(made.out).toMatch(/This look: \d+ calls, no billed writes/);
    const text = readFileSync(join(folder, CONFIGURATION), 'utf8');
    expect(text).not.toContain(fake.token);
    expect(parse(text)).toMatchObject({
      businesses: [
        {
          sources: [
            {
              id: 'priority',
              adapter: 'priority',
              with: { url: fake.url, company: fake.company, login: { token: { file: './token.txt' } } },
            },
          ],
        },
      ],
    });

    const doctor = await command(folder, ['doctor']);
    expect(doctor.out).toContain('opens (priority); numbers go to: AINVOICES: ROYY_ALLOCNUM «מספר הקצאה»');
    expect(doctor.out).toMatch(/This look: \d+ calls, no billed writes\. Each number that is written is one billed/);
    expect((await command(folder, ['doctor', '--lang', 'he'])).out).toContain('ללא כתיבות לחיוב');
    expect(fake.written.billedWrites).toBe(0);

    const run = await command(folder, ['run', '--json']);
    const summary: unknown = JSON.parse(run.out.trim().split('\n').at(-1) ?? '');
    expect(summary).toMatchObject({ read: 3, allocated: 2, notRequired: 1, recorded: 2 });
    expect(fake.written).toEqual({ billedWrites: 2, overwritten: 0 });
    expect((await command(folder, ['show', '305:SI26000101'])).out).toContain('AINVOICES SI26000101, ROYY_ALLOCNUM');
    const again = await command(folder, ['run', '--json']);
    expect(JSON.parse(again.out.trim().split('\n').at(-1) ?? '')).toMatchObject({ read: 3, allocated: 2 });
    expect(fake.written.billedWrites).toBe(2);

    // A machine learns why a source was not read too, and no page of the server repeats the log-in to it.
    fake.instead = ({ headers }) => ({ status: 400, type: 'text/html', text: `<pre>${headers.authorization}</pre>` });
    const failed = await command(folder, ['run', '--json']);
    expect(failed.code).toBe(78);
    const lines: unknown[] = failed.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines).toContainEqual(
      expect.objectContaining({
        event: 'trouble',
        source: 'priority',
        error: expect.objectContaining({ code: 'priority/answer-not-understood', remedy: 'fix-config' }) as unknown,
      }),
    );
    expect(failed.out + failed.err).toContain('Basic ***');
    expect(failed.out + failed.err).not.toContain(btoa(`${fake.token}:PAT`));
  });

  test('what is missing is named as it has to be written, and no secret is taken', async () => {
    const none = await init();
    expect(none.code).toBe(64);
    expect(none.err).toContain('--with url=https://host/odata/Priority, --with environment=tabula.ini');
    expect(none.err).toContain('--with login.token.env=NAME');
    expect((await init(...settingsOf('company'))).err).toMatch(/missing is: --with company=demo\./);
    const plain = await init(...settingsOf('login.token.file'), '--with', `login.token=${fake.token}`);
    expect(plain).toMatchObject({ code: 78 });
    expect(plain.err).toContain('{ env: NAME } or { file: path }');
    expect(plain.err).not.toContain(fake.token);
    const user = await init(...settingsOf('login.token.file'), '--with', 'login.password.env=NAME');
    expect(user.err).toMatch(/missing is: --with login\.user=VALUE\./);
    expect(existsSync(join(folder, CONFIGURATION))).toBe(false);
  });

  test.each<[string, Partial<FakeQuirks>, readonly string[], string]>([
    ['a form that is closed', { closedForms: ['EINVOICES'] }, [], 'priority/form-closed'],
    ['a licence that is missing', { licence: 'missing' }, [], 'priority/licence-missing'],
    ['a company that there is not', {}, ['--with', 'company=other'], 'priority/form-unknown'],
  ])('%s: what to do is said, and nothing is written', async (_, quirks, more, code) => {
    Object.assign(fake.quirks, quirks);
    const made = await init(...settingsOf(), ...more);
    expect(made).toMatchObject({ code: 78 });
    expect(made.err).toContain(code);
    expect(existsSync(join(folder, CONFIGURATION))).toBe(false);
  });

  test('lists and numbers are read as the configuration would read them', async () => {
    fake.quirks.closedForms = ['EINVOICES'];
    const made = await init(...settingsOf(), '--with', 'forms=[AINVOICES, CINVOICES]', '--with', 'language=3');
    expect(made).toMatchObject({ code: 0 });
    expect(parse(readFileSync(join(folder, CONFIGURATION), 'utf8'))).toMatchObject({
      businesses: [{ sources: [{ with: { forms: ['AINVOICES', 'CINVOICES'], language: 3 } }] }],
    });
  });

  test.each([
    ['--with', 'url'],
    ['--with', '=x'],
    ['--with', '__proto__.x=1'],
    ['--with', 'forms=[AINVOICES'],
  ])('%s %s is wrong usage', async (...flag) => {
    expect(await init(...flag)).toMatchObject({ code: 64 });
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });

  test('settings without an adapter, and an adapter that there is not', async () => {
    expect((await command(folder, ['init', '--yes', '--with', 'a=b'])).err).toContain('--adapter');
    expect((await command(folder, ['init', '--yes', '--adapter', 'none'])).err).toContain('config/unknown-adapter');
  });

  test('in a terminal it asks for what is missing, and where the secret is', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const answers: [RegExp, string][] = [
      [/url \(such as/, fake.url],
      [/environment \(such as/, fake.environment],
      [/company \(such as/, fake.company],
      [/login\.token: name of the environment variable/, './token.txt'],
      [/Who is to be asked/, ''],
      [/short name/, 'acme'],
      [/dealer's number/, '777777715'],
      [/Who asks/, 'office'],
      [/From which day/, ''],
    ];
    let screen = '';
    let seen = 0;
    output.setEncoding('utf8').on('data', (text: string) => {
      screen += text;
      const [next] = answers;
      if (next === undefined || !next[0].test(screen.slice(seen))) return;
      seen = screen.length;
      answers.shift();
      // The prompt listens once it has drawn itself.
      setImmediate(() => input.write(`${next[1]}\r`));
    });
    const code = await runCli({
      argv: ['init', '--lang', 'en', '--adapter', 'priority'],
      folder,
      environment: {},
      clock: { now: () => new Date('2026-07-01T09:00:00+03:00') },
      signal: new AbortController().signal,
      terminal: { input, output },
      out: (text) => (screen += text),
      err: (text) => (screen += text),
    });
    expect(answers).toEqual([]);
    expect(code).toBe(0);
    expect(parse(readFileSync(join(folder, CONFIGURATION), 'utf8'))).toMatchObject({
      businesses: [{ id: 'acme', sources: [{ with: { login: { token: { file: './token.txt' } } } }] }],
    });
  });
});

test.each<[FakeQuirks['allocationColumn'], RegExp, RegExp]>([
  ['absent', /no column for allocation numbers/, /אין עמודה למספר הקצאה/],
  ['read-only', /is read-only/, /לקריאה בלבד/],
])('ishur init and doctor tell that the column is %s', async (allocationColumn, en, he) => {
  fake.quirks.allocationColumn = allocationColumn;
  expect((await init(...settingsOf())).out).toMatch(en);
  expect((await command(folder, ['doctor', '--lang', 'en'])).out).toMatch(en);
  const doctor = await command(folder, ['doctor', '--lang', 'he']);
  expect(doctor.out).toMatch(he);
  expect(doctor.out).not.toMatch(/הכול תקין/);
});

test('a column that is hidden stops init and run before anything is asked for, and doctor tells', async () => {
  const numbersAsked = async (): Promise<string> => (await command(folder, ['status', '--json'])).out;
  fake.quirks.allocationColumn = 'hidden';
  const refused = await init(...settingsOf());
  expect(refused).toMatchObject({ code: 78 });
  expect(refused.err).toMatch(/hidden from the API user/);
  fake.quirks.allocationColumn = 'writable';
  expect((await init(...settingsOf())).code).toBe(0);
  fake.quirks.allocationColumn = 'hidden';
  const run = await command(folder, ['run', '--lang', 'he']);
  expect(run).toMatchObject({ code: 78 });
  expect(run.out + run.err).toMatch(/דבר לא נקרא ודבר לא נתבקש/);
  expect(await numbersAsked()).toContain('"read":0');
  expect((await command(folder, ['doctor', '--lang', 'en'])).out).toMatch(/hidden from the API user/);
  expect((await command(folder, ['doctor', '--lang', 'he'])).out).toMatch(/מוסתרת/);
});
