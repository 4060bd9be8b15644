import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { startSimulator } from '@ishur/simulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { runCli } from './run-cli.ts';
import { command } from './testing/acme-world.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'ishur-')), 'הנהלת חשבונות');
  mkdirSync(folder);
});
afterEach(() => rmSync(resolve(folder, '..'), { recursive: true, force: true }));

const EXAMPLE = resolve(import.meta.dirname, '../../../examples/acme/invoices');
const CONFIGURATION = 'ishur.config.yaml';
const STRANGER = 'name,telephone\nאבי,03-0000000\n';
const JSON_DOCUMENT = {
  documentType: 305,
  reference: '9001',
  documentDate: '2026-06-10',
  netAmount: '6000.00',
  vatAmount: '1080.00',
  grossAmount: '7080.00',
  customer: { name: 'לקוח', vatNumber: '000000018' },
};

interface Configured {
  readonly authority: { readonly tier: string };
  readonly businesses: readonly {
    readonly id: string;
    readonly vatNumber: string;
    readonly operator: { readonly name: string };
    readonly sources: readonly { readonly id: string; readonly adapter: string; readonly with: object }[];
  }[];
}

function configured(): Configured {
  return parse(readFileSync(join(folder, CONFIGURATION), 'utf8')) as Configured;
}

function exampleFolder(): void {
  cpSync(EXAMPLE, join(folder, 'invoices'), { recursive: true });
  mkdirSync(join(folder, 'json'));
  writeFileSync(join(folder, 'json', 'new.json'), JSON.stringify([JSON_DOCUMENT]));
  writeFileSync(join(folder, 'הוראות.pdf'), '%PDF');
}

describe('ishur init', () => {
  test('writes a configuration that checks and runs', async () => {
    exampleFolder();
    await using simulator = await startSimulator({ now: () => new Date('2026-07-01T09:00:00+03:00') });
    const made = await command(folder, ['init', '--yes', '--url', simulator.address]);
    expect(made).toMatchObject({ code: 0, err: '' });
    // What was understood: columns, types, first rows, and what nobody knows.
    expect(made.out).toContain('invoices: read by the adapter csv: invoices/invoices-2026-06.csv');
    expect(made.out).toMatch(/encoding .*windows-1255/i);
    expect(made.out).toContain('tax invoice (305)');
    expect(made.out).toContain('תכלת שחף');
    expect(made.out).toContain('a file that no adapter knows: הוראות.pdf');
    expect(configured().businesses[0]?.sources).toMatchObject([
      { id: 'invoices', adapter: 'csv', with: { path: './invoices/*.csv' } },
      { id: 'json', adapter: 'json', with: { path: './json/*.json' } },
    ]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);

    const checked = await command(folder, ['check']);
    expect(checked.out).toContain('9001');
    const run = await command(folder, ['run', '--json']);
    expect(JSON.parse(run.out.trim().split('\n').at(-1) ?? '')).toMatchObject({ allocated: 21, read: 61 });
  });

  test('in Hebrew, with comments in Hebrew', async () => {
    exampleFolder();
    const { out, code } = await command(folder, ['init', '--yes', '--lang', 'he']);
    expect(code).toBe(0);
    expect(out).toContain('נקרא על ידי המתאם');
    expect(readFileSync(join(folder, CONFIGURATION), 'utf8')).toContain('# מספר העוסק, תשע ספרות במירכאות.');
  });

  test('takes every answer from the command line', async () => {
    exampleFolder();
    const flags = ['--tier', 'production', '--business', 'עסק', '--vat-number', '777777723', '--operator', 'דנה "כהן"'];
    expect(await command(folder, ['init', 'json', '--config', CONFIGURATION, ...flags])).toMatchObject({ code: 0 });
    expect(configured()).toMatchObject({
      authority: { tier: 'production' },
      client: { secret: { env: 'ISHUR_CLIENT_SECRET' } },
      businesses: [{ id: 'עסק', vatNumber: '777777723', operator: { name: 'דנה "כהן"' } }],
    });
  });

  test('in another folder, what to do next names the configuration', async () => {
    exampleFolder();
    const { out } = await command(resolve(folder, '..'), ['init', 'הנהלת חשבונות', '--yes']);
    expect(out).toContain(`ishur check --config ${join(folder, CONFIGURATION)}`);
    expect(configured().businesses[0]?.sources).toHaveLength(2);
  });

  test('in production, what is of the past is not asked for unless somebody says so', async () => {
    exampleFolder();
    await command(folder, ['init', '--yes', '--tier', 'production', '--vat-number', '777777723']);
    expect(configured().businesses[0]?.sources[0]).toMatchObject({ from: '2026-07-01' });
  });

  test.each<[string, readonly string[], RegExp]>([
    ['a number whose check digit does not fit', ['--vat-number', '777777716'], /--vat-number: The check digit/],
    ['no number at all', ['--vat-number', '12-34'], /--vat-number: "12-34" is no dealer's number/],
    ['a tier that there is not', ['--tier', 'test'], /--tier: One of these: simulator, sandbox, production/],
    ['no dealer where one is needed', ['--tier', 'sandbox'], /missing is: --vat-number/],
    ['a day that there is not', ['--from', '2026-02-30'], /--from: "2026-02-30" is not a day/],
  ])('%s is wrong usage, and nothing is written', async (_what, flags, message) => {
    exampleFolder();
    const { code, err } = await command(folder, ['init', '--yes', ...flags]);
    expect(code).toBe(64);
    expect(err).toMatch(message);
    expect(existsSync(join(folder, CONFIGURATION))).toBe(false);
  });

  test('without a terminal and without --yes it says what has to be named', async () => {
    exampleFolder();
    const { code, err } = await command(folder, ['init', '--operator', 'x']);
    expect(code).toBe(64);
    expect(err).toContain('missing is: --tier, --business, --vat-number');
  });

  test.each(['ishur.config.yaml', 'ishur.config.json'])('leaves %s alone, unless it is told to', async (name) => {
    exampleFolder();
    writeFileSync(join(folder, name), 'mine');
    const { code, err } = await command(folder, ['init', '--yes']);
    expect(code).toBe(78);
    expect(err).toContain('init/exists');
    expect(readFileSync(join(folder, name), 'utf8')).toBe('mine');
    expect(await command(folder, ['init', '--yes', '--force'])).toMatchObject({ code: 0 });
    expect(configured().authority).toEqual({ tier: 'simulator' });
  });

  test('a file of another kind beside documents keeps the pattern from taking it', async () => {
    exampleFolder();
    writeFileSync(join(folder, 'invoices', 'customers.csv'), STRANGER);
    const { out } = await command(folder, ['init', '--yes']);
    expect(out).toContain('invoices/customers.csv');
    expect(configured().businesses[0]?.sources[0]).toMatchObject({ with: { path: './invoices/invoices-2026-06.csv' } });
    expect((await command(folder, ['check'])).err).toBe('');
  });

  test('where there is nothing to read, nothing is written, and what to do is said', async () => {
    writeFileSync(join(folder, 'customers.csv'), STRANGER);
    const { code, err } = await command(folder, ['init', '--yes']);
    expect(code).toBe(65);
    expect(err).toContain('init/nothing-found');
    expect(existsSync(join(folder, CONFIGURATION))).toBe(false);
    expect((await command(folder, ['init', 'nowhere', '--yes'])).err).toContain('init/no-folder');
  });
});

describe('ishur init in a terminal', () => {
  /** Answers one question after another, each when its words have come. */
  async function answering(
    answers: readonly (readonly [RegExp, string])[],
    ...argv: readonly string[]
  ): Promise<{ readonly code: number; readonly screen: string }> {
    const [input, output] = [new PassThrough(), new PassThrough()];
    let screen = '';
    let seen = 0;
    let [next, ...others] = answers;
    output.setEncoding('utf8').on('data', (text: string) => {
      screen += text;
      if (next === undefined || !next[0].test(screen.slice(seen))) return;
      seen = screen.length;
      const [, keys] = next;
      [next, ...others] = others;
      // The prompt listens once it has drawn itself.
      setImmediate(() => input.write(keys));
    });
    const code = await runCli({
      argv: ['init', '--lang', 'en', ...argv],
      folder,
      environment: {},
      clock: { now: () => new Date('2026-07-01T09:00:00+03:00') },
      signal: new AbortController().signal,
      terminal: { input, output },
      out: (text) => (screen += text),
      err: (text) => (screen += text),
    });
    return { code, screen };
  }

  const ENTER = '\r';

  test('asks what the files do not say, and asks again where a check digit does not fit', async () => {
    exampleFolder();
    const { code } = await answering([
      [/Which sources/, ENTER],
      [/Who is to be asked/, ENTER],
      [/short name/, `acme${ENTER}`],
      [/dealer's number/, `777777716${ENTER}`],
      [/check digit/, ENTER],
      [/dealer's number/, `777777723${ENTER}`],
      [/Who asks/, `office${ENTER}`],
      [/From which day/, ENTER],
    ]);
    expect(code).toBe(0);
    expect(configured()).toMatchObject({
      authority: { tier: 'simulator' },
      businesses: [{ id: 'acme', vatNumber: '777777723', operator: { name: 'office' } }],
    });
  });

  test('whoever leaves in the middle leaves nothing behind', async () => {
    exampleFolder();
    const { code, screen } = await answering([[/Which sources/, '\u0003']]);
    expect(code).toBe(130);
    expect(screen).toContain('Nothing was written');
    expect(existsSync(join(folder, CONFIGURATION))).toBe(false);
  });
});

test('a file that only a setting keeps from being read is written with what is missing, and the setting mends it', async () => {
  writeFileSync(join(folder, 'מכירות.csv'), `מספר חשבונית;המועד;לפני מע"מ;מע"מ\n1001;10/06/2026;6000.00;1080.00\n`);
  const { code, err } = await command(folder, ['init', '--yes']);
  expect(code).toBe(78);
  expect(err).toContain('write what is missing under `with`');
  const file = join(folder, 'ishur.config.yaml');
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/# .*no columns for .*headers found.*המועד[^]*\n\s+path: /);
  expect((await command(folder, ['check'])).code).toBe(78);
  writeFileSync(file, text.replace(/( +)path: .*/, '$&\n$1columns: { documentDate: המועד }'));
  expect((await command(folder, ['check', 'מכירות.csv'])).out).toMatch(/read with the settings of source [^]*1001/);
});
