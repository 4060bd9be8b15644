import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAdapter } from './create-adapter.ts';
import type { Terminal } from './create-adapter.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ishur-create-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(argv: readonly string[], more: Partial<Terminal> = {}): Promise<Outcome> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await createAdapter({
    argv,
    environment: { LANG: 'en_US.UTF-8' },
    folder,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    ...more,
  });
  return { code, out: out.join(''), err: err.join('') };
}

const read = (...path: readonly string[]): string => readFileSync(join(folder, ...path), 'utf8');

describe('npm create @ishur/adapter', () => {
  test('makes a package of what the flags say, and says what to do next', async () => {
    const words = ['my-books', '--kind', 'http', '--package', '@acme/my-books', '--hebrew', 'הספרים "שלי" ג\''];
    const { code, out } = await run(words);
    expect(code).toBe(0);
    expect(out).toContain('cd my-books\n  npm install\n  npm test');
    expect(JSON.parse(read('my-books', 'package.json'))).toMatchObject({ name: '@acme/my-books', type: 'module' });
    expect(read('my-books', 'src', 'system.ts')).toContain(`{ he: 'הספרים "שלי" ג\\'', en: 'my-books' }`);
    expect(read('my-books', '.gitignore')).toContain('node_modules/');
    expect(read('my-books', 'README.md')).toContain('הספרים "שלי" ג\'');
  });

  test('has defaults for all but the name where nobody sits at a terminal', async () => {
    expect((await run(['my-books'])).code).toBe(0);
    expect(JSON.parse(read('my-books', 'package.json'))).toMatchObject({ name: 'ishur-adapter-my-books' });
    expect(read('my-books', 'src', 'system.ts')).toContain('מערכת my-books');

    const { code, err } = await run([]);
    expect(code).toBe(64);
    expect(err).toContain('npm create @ishur/adapter my-books');
  });

  test('asks for the rest on a terminal, and makes nothing where the person gives up', async () => {
    const ask = vi.fn<NonNullable<Terminal['ask']>>(async (answers) => ({ ...answers, id: 'asked' }));
    expect((await run(['--kind', 'file', '--lang', 'he'], { ask })).out).toContain('המתאם נוצר ב-asked');
    expect(ask).toHaveBeenCalledWith({ kind: 'file' }, 'he');
    expect((await run(['other'], { ask: async () => undefined })).code).toBe(1);
    expect((await run(['decided', '--yes'], { ask })).code).toBe(0);
    expect(ask).toHaveBeenCalledOnce();
    expect(readdirSync(folder).toSorted()).toEqual(['asked', 'decided']);
  });

  test('takes a folder in Hebrew, with a space, below others that are not there yet', async () => {
    const { code, out } = await run(['my-books', '--folder', 'הנהלת חשבונות/מתאם שלי']);
    expect(code).toBe(0);
    expect(out).toMatch(/cd "הנהלת חשבונות[/\\]מתאם שלי"/);
    expect(read('הנהלת חשבונות', 'מתאם שלי', 'package.json')).toContain('my-books');
  });

  test.each(['a folder with files', 'an empty folder', 'a file'])('never touches %s that is there', async (what) => {
    const target = join(folder, 'my-books');
    if (what === 'a file') writeFileSync(target, 'mine');
    else mkdirSync(target);
    if (what === 'a folder with files') writeFileSync(join(target, 'package.json'), 'mine');
    const { code, err } = await run(['my-books', '--lang', 'he']);
    expect(code).toBe(73);
    expect(err).toContain('כבר קיימת');
    expect(readdirSync(folder)).toEqual(['my-books']);
    if (what === 'a folder with files') expect(read('my-books', 'package.json')).toBe('mine');
  });

  test('says what it needs instead, where a file stands in the way', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { code, err } = await run(['my-books', '--folder', 'file/below']);
    expect(code).toBe(73);
    expect(err).toContain('cannot be made');
  });

  test.each([
    [['My Books'], 'lower-case'],
    [['my-books', '--kind', 'ftp'], '--kind file'],
    [['my-books', '--package', 'A'], 'npm'],
    [['my-books', '--hebrew', 'Books'], 'Hebrew'],
    [['my-books', '--colour'], '--help'],
    [['my-books', 'other'], '--help'],
    [['my-books', '--name', 'other'], '--help'],
  ])('refuses %j, says why in both languages, and makes nothing', async (argv, why) => {
    const english = await run(argv);
    expect(english).toMatchObject({ code: 64, err: expect.stringContaining(why) as string });
    expect((await run([...argv, '--lang', 'he'])).err).toMatch(/\p{Script=Hebrew}/u);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each(['en', 'he'])('explains itself (%s)', async (language) => {
    const { code, out } = await run(['--help', `--lang=${language}`]);
    expect(code).toBe(0);
    for (const flag of ['--kind', '--package', '--hebrew', '--folder', '--yes', '--lang']) expect(out).toContain(flag);
  });
});
