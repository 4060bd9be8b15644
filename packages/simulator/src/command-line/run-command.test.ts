import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ORDINARY } from '../fixtures/ask.ts';
import { post } from '../fixtures/client.ts';
import { runCommand } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'סימולטור-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Gives the command, and stops it once it listens and `during` is over. */
async function run(
  argv: readonly string[],
  during: (address: string) => Promise<unknown> = async () => {},
): Promise<Run> {
  const stop = new AbortController();
  const texts = { out: '', err: '' };
  let done: Promise<unknown> = Promise.resolve();
  const write = (text: string): void => {
    const isFirst = texts.out === '';
    texts.out += text;
    const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
    if (isFirst && address !== undefined) done = during(address).finally(() => stop.abort());
  };
  const code = await runCommand({
    argv,
    folder,
    environment: { LANG: 'en_US.UTF-8' },
    signal: stop.signal,
    out: write,
    json: (value) => write(`${JSON.stringify(value)}\n`),
    err: (text) => void (texts.err += text),
  });
  await done;
  return { code, ...texts };
}

test('listens, prints each exchange, and stops with 0', async () => {
  const { code, out } = await run(['--port', '0', '--now', '2026-06-30T09:00:00Z'], (address) =>
    post(address, 'Invoices/v2/Approval', ORDINARY),
  );
  expect(code).toBe(0);
  expect(out).toContain('Stop it with Ctrl+C');
  expect(out).toMatch(/^12:00:0\d POST .*Approval 200\n {2}777777715 777777715-305-1001 allocated/m);
});

test('for machines: one object a line, the address first', async () => {
  const argv = ['--port=0', '--json', '--now', '2026-06-30T09:00:00Z', '--personality', 'error', '--seed', '5'];
  const { out } = await run(argv, async (address) => {
    await post(address, 'Invoices/v2/Approval', ORDINARY);
    await post(address, 'Invoices/v2/Approval', ORDINARY);
  });
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(lines).toMatchObject([
    { address: expect.stringContaining('http') as string },
    { status: 200 },
    { status: 400 },
  ]);
});

test('a scenario, relative to the folder, with Hebrew in its name; what is said in words wins', async () => {
  writeFileSync(join(folder, 'תרחיש.yaml'), 'tokens: issued\ndealers: { 514713288: { behaviour: hold } }\n');
  const { out } = await run(['--port', '0', '--scenario', 'תרחיש.yaml', '--tokens', 'any', '--lang', 'he']);
  expect(out).toContain('ומן התרחיש: 514713288');
  expect(out).toContain('כל טוקן מתקבל');
});

test.each<[string[], number, RegExp]>([
  [['--help'], 0, /^$/],
  [['--port', '70000'], 64, /--port 70000: expected a number/],
  [['--personality', 'x'], 64, /--personality x: expected one of same-number/],
  [['--tokens', 'x'], 64, /any, issued/],
  [['--host', ''], 64, /--host "": expected an address/],
  [['--seed', 'x'], 64, /whole number/],
  [['--now', 'noon'], 64, /--now noon/],
  [['--colour'], 64, /--colour/],
  [['file'], 64, /file/],
  [['--scenario', 'אין.yaml'], 78, /אין\.yaml/],
])('%j ends with %i', async (argv, code, err) => {
  const result = await run(argv);
  expect(result.code).toBe(code);
  expect(result.err).toMatch(err);
});
