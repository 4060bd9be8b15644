import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileErrors } from './file-errors.ts';
import { findFiles } from './find-files.ts';
import { createResultNaming } from './result-naming.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), `חשבוניות ת"א (א') `));
});
afterEach(() => rm(folder, { recursive: true }));

const errors = createFileErrors('csv', 'csv');
const results = createResultNaming('csv');
const signal = new AbortController().signal;

async function put(...names: string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(resolve(folder, name)), { recursive: true });
    await writeFile(resolve(folder, name), '');
  }
}

async function namesOf(path: string | string[], from = folder): Promise<string[]> {
  return (await findFiles(path, { folder: from, errors, results, signal })).map(({ name }) => name);
}

// Windows has no quotation mark in a name; a Hebrew abbreviation there has gershayim.
const QUOTED = process.platform === 'win32' ? `דוחות ת״א` : `דוחות ת"א`;

describe('the files that a path names', () => {
  it('may lie in Hebrew folders with quotation marks and brackets, told with slashes or backslashes', async () => {
    const deep = `${QUOTED}/[2026] לקוח ג'ורג' (ב)`;
    await put(`${deep}/יוני.csv`, `${deep}/יולי.csv`, `${deep}/1.txt`);
    const [july, june] = [`${deep}/יולי.csv`, `${deep}/יוני.csv`];
    expect(await namesOf(june)).toEqual([june]);
    expect(await namesOf(june.replaceAll('/', '\\'))).toEqual([june]);
    expect(await namesOf(`.\\${june.replaceAll('/', '\\')}`)).toEqual([june]);
    expect(await namesOf(resolve(folder, june))).toEqual([june]);
    expect(await namesOf(`${deep}/*.csv`)).toEqual([july, june]);
    expect(await namesOf(`${deep.replaceAll('/', '\\')}\\*.csv`)).toEqual([july, june]);
    expect(await namesOf(`${folder}/${deep}/יו*.csv`)).toEqual([july, june]);
    expect(await namesOf(`**/יוני.csv`)).toEqual([june]);
    expect(await namesOf(`${QUOTED}/*/*.{csv,txt}`)).toEqual([`${deep}/1.txt`, july, june]);
  });

  it('are sorted, each once, without results, lock files and hidden files', async () => {
    await put('b.csv', 'A.CSV', 'b.ishur.csv', '~$b.csv', '.c.csv');
    expect(await namesOf(['*.csv', 'b.csv', './b.*'])).toEqual(['A.CSV', 'b.csv']);
  });

  it('are called by their whole path outside the folder', async () => {
    await put('in/x.csv', 'out/y.csv');
    expect(await namesOf('../out/*.csv', join(folder, 'in'))).toEqual([
      resolve(folder, 'out/y.csv').replaceAll('\\', '/'),
    ]);
  });

  it('are told apart from what is none', async () => {
    await put('d/x.csv', 'x.ishur.csv');
    await expect(namesOf('d')).rejects.toMatchObject({ code: 'csv/path-is-folder' });
    await expect(namesOf('x.ishur.csv')).rejects.toMatchObject({ code: 'csv/path-is-result' });
    await expect(namesOf('*.txt')).rejects.toMatchObject({ code: 'csv/no-file', remedy: 'fix-config' });
  });

  it.skipIf(process.platform === 'win32')('are found once each, also where a folder links to itself', async () => {
    await put('in/x.csv', 'in/y.csv');
    await symlink('.', resolve(folder, 'in/again'));
    await symlink('in', resolve(folder, 'a link'));
    expect(await namesOf('**/*.csv')).toEqual(['in/x.csv', 'in/y.csv']);
    // One that is named by its link alone is called as it was.
    expect(await namesOf('a link/x.csv')).toEqual(['a link/x.csv']);
  });

  it.skipIf(process.platform === 'win32')('are no devices, also behind a link', async () => {
    await symlink('/dev/null', resolve(folder, 'n.csv'));
    for (const path of ['n.csv', '*.csv'])
      await expect(namesOf(path)).rejects.toMatchObject({ code: 'csv/not-a-file' });
  });
});
