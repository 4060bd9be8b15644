import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VERSION } from './program.ts';
import { runCli } from './run-cli.ts';
import { command } from './testing/acme-world.ts';

let folder: string;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'ishur-')), 'עסק');
  mkdirSync(folder);
});

afterEach(() => rmSync(resolve(folder, '..'), { recursive: true, force: true }));

const GOOD = `
authority: { tier: simulator, url: "http://127.0.0.1:9" }
businesses:
  - id: acme
    vatNumber: "777777715"
    operator: { name: office }
    sources:
      - { id: office, adapter: csv, with: { path: ./*.csv } }
`;

function configure(text: string): void {
  writeFileSync(join(folder, 'ishur.config.yaml'), text);
}

describe('the command line', () => {
  test.each([['--help'], ['run', '--help'], ['check', '--help'], ['--version']])(
    '%s %s explains itself and is 0',
    async (...argv) => {
      expect(await command(folder, argv)).toMatchObject({ code: 0, err: '' });
    },
  );

  test('speaks Hebrew when it is asked to', async () => {
    expect((await command(folder, ['--help', '--lang', 'he'])).out).toContain('מספרי הקצאה');
    expect((await command(folder, ['check', '--help', '--lang', 'he'])).out).toContain('קריאת מסמכים');
  });

  test.each([
    [[]],
    [['runn']],
    [['run', '--jsn']],
    [['show']],
    [['run', '--lang', 'fr']],
    [['simulate', '--port', 'x']],
  ])('wrong usage is 64: %j', async (argv) => {
    expect(await command(folder, argv)).toMatchObject({ code: 64 });
  });

  test('knows its version', () => {
    const json = JSON.parse(readFileSync(resolve(import.meta.dirname, '../package.json'), 'utf8')) as {
      version: string;
    };
    expect(VERSION).toBe(json.version);
  });
});

describe('a configuration that is wrong', () => {
  test.each<[string, string, RegExp]>([
    ['is missing', '', /no configuration file .*ishur\.config\.yaml/],
    ['is no YAML', 'authority: { tier: simulator', /ishur\.config\.yaml cannot be read, line \d+/],
    [
      'has a wrong dealer number',
      GOOD.replace('"777777715"', '"12ab"'),
      /ishur\.config\.yaml:5 businesses\.0\.vatNumber: "12ab"/,
    ],
    ['has a field that there is not', GOOD.replace('operator:', 'operater:'), /ishur\.config\.yaml:\d+ businesses\.0/],
    ['names no operator', GOOD.replace('{ name: office }', '{}'), /businesses\.0\.operator/],
    [
      'has a day that there is not',
      GOOD.replace('adapter: csv,', 'adapter: csv, from: 2026-02-30,'),
      /ishur\.config\.yaml:8 .*from/,
    ],
    ['uses an id twice', `${GOOD}${GOOD.slice(GOOD.indexOf('  - id'))}`, /"acme" is used twice/],
    ['names no such adapter', GOOD.replace('adapter: csv', 'adapter: pryority'), /no adapter "pryority".*csv/],
    ['names an alias that there is not', `${GOOD}\nkey: *nothing\n`, /ishur\.config\.yaml cannot be read/],
    ['nests without end', `${GOOD}\nkey: ${'['.repeat(20_000)}\n`, /ishur\.config\.yaml/],
    [
      'gives one dealer to two businesses',
      `${GOOD}${GOOD.slice(GOOD.indexOf('  - id')).replace('acme', 'two')}`,
      /777777715 is another business already/,
    ],
    ['names a PostgreSQL ledger', `ledger: "postgres://x/y"\n${GOOD}`, /SQLite/],
    ['has a wrong setting of the adapter', GOOD.replace('path: ./*.csv', 'pth: ./*.csv'), /with/],
  ])('%s: the file, the line and the field are named, and the exit code is 78', async (_what, text, message) => {
    if (text !== '') configure(text);
    const { code, err, out } = await command(folder, ['run']);
    expect(`${err}${out}`).toMatch(message);
    expect(`${err}${out}`).not.toMatch(/ {4}at /);
    expect(code).toBe(78);
  });

  test.each<[string, string, RegExp, RegExp]>([
    [
      'a key that there is not, at the top',
      `${GOOD}bussiness: []\n`,
      /yaml:9 bussiness: Unrecognized key/,
      /:9 .*מפתח לא מזוהה/,
    ],
    [
      'a star without quotes',
      GOOD.replace(
        '{ id: office, adapter: csv, with: { path: ./*.csv } }',
        '\n        id: x\n        adapter: csv\n        with:\n          path: *.csv',
      ),
      /line 12: a value that begins with \* has to be in quotes: "\*\.csv"/,
      /שורה 12: ערך שמתחיל בכוכבית נכתב במירכאות/,
    ],
    [
      'a key twice',
      `${GOOD}authority: { tier: simulator }\n`,
      /line 9: Map keys must be unique/,
      /שורה 9: מפתח מופיע פעמיים/,
    ],
    ['a tier that there is not', GOOD.replace('tier: simulator', 'tier: test'), /:2 authority\.tier/, /:2 .*האפשרויות/],
  ])('%s is told at its line, in both languages', async (_what, text, en, he) => {
    configure(text);
    expect((await command(folder, ['status'])).err).toMatch(en);
    // Without the marks that put the line in order.
    expect((await command(folder, ['status', '--lang', 'he'])).err.replaceAll(/[\u200e\u200f]/g, '')).toMatch(he);
  });

  test.each([
    ['UTF-16, as PowerShell writes it', Buffer.from(`\uFEFF${GOOD}`, 'utf16le'), 1],
    // «משרד» in windows-1255.
    ['Hebrew of an older editor', Buffer.from(GOOD.replace('office', '\u00EE\u00F9\u00F8\u00E3'), 'latin1'), 6],
  ])('is written in %s: said, and no name of question marks is sent', async (_what, bytes, line) => {
    writeFileSync(join(folder, 'ishur.config.yaml'), bytes);
    const { code, err } = await command(folder, ['run']);
    expect(err).toContain(`line ${line}: the encoding is not UTF-8`);
    expect(code).toBe(78);
  });

  test('pads a dealer number that YAML read as a number', async () => {
    configure(GOOD.replace('"777777715"', '011111118'));
    writeFileSync(join(folder, 'a.csv'), CSV);
    const { out } = await command(folder, ['status', '--json']);
    expect(JSON.parse(out)).toMatchObject({ business: 'acme', read: 0 });
  });

  test('refuses the real authority, which this version cannot log in to', async () => {
    configure(GOOD.replace('tier: simulator, url: "http://127.0.0.1:9"', 'tier: production'));
    writeFileSync(join(folder, 'a.csv'), CSV);
    const { code, out } = await command(folder, ['run']);
    expect(code).toBe(78);
    expect(out).toContain('no connection to the Tax Authority');
  });
});

const CSV = `invoice_type,invoice_reference_number,invoice_date,customer_vat_number,customer_name,amount_before_discount,discount,payment_amount,vat_amount,payment_amount_including_vat
305,1001,2026-06-10,000000018,א בע"מ,6000.00,0,6000.00,1080.00,7080.00
`;

describe('a name that the configuration does not have', () => {
  test.each(['--business', '--source'])(
    '%s is wrong usage, and the names that there are are listed',
    async (option) => {
      configure(GOOD);
      const { code, err } = await command(folder, ['status', option, 'nobody']);
      expect(code).toBe(64);
      expect(err).toMatch(/nobody.*(acme|office)/);
    },
  );
});

describe('a run without an authority', () => {
  test('keeps everything queued, says why, and is to be tried later', async () => {
    configure(GOOD);
    writeFileSync(join(folder, 'a.csv'), CSV);
    const { code, out } = await command(folder, ['run']);
    expect(code).toBe(75);
    expect(out).toContain('to be asked for');
    expect(out).toContain('asked for in this run: 0');
    expect(out).toContain('ishur simulate');
    const { out: status } = await command(folder, ['status', '--json']);
    expect(JSON.parse(status)).toMatchObject({ read: 1, queued: 1 });
  });
});

describe('a file that is checked by name', () => {
  test('and does not exist is named', async () => {
    expect(await command(folder, ['check', 'אין.csv'])).toMatchObject({
      code: 78,
      err: expect.stringContaining('אין.csv') as string,
    });
  });

  test('and is no list of documents is named', async () => {
    writeFileSync(join(folder, 'x.csv'), 'a,b\n1,2\n');
    const { code, err } = await command(folder, ['check', 'x.csv']);
    expect(code).toBe(78);
    expect(err).toMatch(/x\.csv.*header row/);
  });

  test('and is known says what it was taken for', async () => {
    writeFileSync(join(folder, 'a.csv'), CSV);
    expect((await command(folder, ['check', 'a.csv'])).out).toContain(
      'a.csv: known by its name and first bytes, and read by the adapter csv.',
    );
    expect((await command(folder, ['check', 'a.csv', '--adapter', 'csv'])).out).toContain('as was said');
  });

  test('and nobody knows says who did not, and how to name one', async () => {
    writeFileSync(join(folder, 'x.csv'), 'a,b\n1,2\n');
    const { err } = await command(folder, ['check', 'x.csv']);
    expect(err).toMatch(/No adapter \(csv, json, .*\) knows the file; by its name it was read by csv.*--adapter/);
  });

  test('and has a clear fault is told that alone', async () => {
    writeFileSync(join(folder, 'empty.csv'), '');
    writeFileSync(join(folder, 'book.csv'), Buffer.from('PK\u0003\u0004 and so on'));
    for (const name of ['empty.csv', 'book.csv']) {
      const { code, err } = await command(folder, ['check', name]);
      expect(code).toBe(78);
      expect(err).toContain(name);
      expect(err).not.toContain('No adapter');
    }
  });

  test('and is left in the middle is no fault of its adapter', async () => {
    writeFileSync(join(folder, 'a.csv'), CSV);
    const stop = new AbortController();
    const said: string[] = [];
    const code = await runCli({
      argv: ['check', 'a.csv', '--lang', 'en'],
      folder,
      signal: stop.signal,
      out: (text) => {
        // Once it is known what it is taken for, it is read.
        if (text.includes('known by')) stop.abort('SIGINT');
      },
      err: (text) => said.push(text),
    });
    expect(code).toBe(130);
    expect(said.join('')).toMatch(/Reading a\.csv was stopped in the middle[^]*cli\/stopped/);
    expect(said.join('')).not.toContain('Please report');
  });

  test('and holds a document twice alike is no deal of several parts', async () => {
    const [header = ''] = CSV.split('\n');
    const row = (number: string): string =>
      `305,${number},2026-06-10,000000018,א בע"מ,3000.00,0,3000.00,540.00,3540.00\n`;
    const check = async (rows: string): Promise<string> => {
      writeFileSync(join(folder, 'a.csv'), `${header}\n${rows}`);
      return (await command(folder, ['check', 'a.csv', '--json'])).out;
    };
    expect(await check(row('1001') + row('1002'))).toContain('deal-split');
    expect(await check(row('1001').repeat(40))).not.toContain('deal-split');
  });

  test('and is a folder is looked through', async () => {
    const { code, err } = await command(folder, ['check', '.']);
    expect(code).toBe(65);
    expect(err).toMatch(/is a folder, and no adapter \(csv, .*\) knows a file in it/);
    mkdirSync(join(folder, 'יוני'));
    writeFileSync(join(folder, 'יוני', 'a.csv'), CSV);
    expect((await command(folder, ['check', 'יוני'])).out).toMatch(/יוני: known by .*adapter csv[^]*1001/);
    expect((await command(folder, ['check', 'יוני', '--adapter', 'csv'])).out).toContain('as was said');
  });

  test('and is of no kind that an adapter reads is named, with the adapters that there are', async () => {
    writeFileSync(join(folder, 'x.bin'), 'a,b\n1,2\n');
    const { code, err } = await command(folder, ['check', 'x.bin']);
    expect(code).toBe(65);
    expect(err).toMatch(/\(csv\b[^)]*\).*x\.bin.*--adapter/);
  });
});
