import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile } from './replace-file.ts';
import type { ReplaceFileOptions } from './replace-file.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ishur-תיקייה-'));
  path = join(folder, 'תוצאה.csv');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytes = (text: string): Uint8Array => Buffer.from(text);

function refusing(times: number, code: string): { waits: number[]; system: NonNullable<ReplaceFileOptions['system']> } {
  const waits: number[] = [];
  let left = times;
  return {
    waits,
    system: {
      rename: (from, to) => {
        if (left === 0) return rename(from, to);
        left -= 1;
        return Promise.reject(Object.assign(new Error(code), { code }));
      },
      wait: (milliseconds) => {
        waits.push(milliseconds);
        return Promise.resolve();
      },
    },
  };
}

describe('replaceFile', () => {
  it('writes a new file and replaces an old one, with nothing left beside it', async () => {
    await replaceFile(path, [bytes('א'), bytes('ב')], { mode: 0o640 });
    expect(await readFile(path, 'utf8')).toBe('אב');
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o640);
    await replaceFile(path, [bytes('ג')]);
    expect(await readFile(path, 'utf8')).toBe('ג');
    expect(await readdir(folder)).toEqual(['תוצאה.csv']);
  });

  it('leaves the old file whole when what is to be written fails half way', async () => {
    await writeFile(path, 'ישן');
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield bytes('חצי');
      await Promise.resolve();
      throw new Error('the source went away');
    }
    await expect(replaceFile(path, failing())).rejects.toThrow('the source went away');
    expect(await readFile(path, 'utf8')).toBe('ישן');
    expect(await readdir(folder)).toEqual(['תוצאה.csv']);
  });

  it('leaves the old file whole when it is aborted', async () => {
    await writeFile(path, 'ישן');
    const abort = new AbortController();
    function* aborting(): Generator<Uint8Array> {
      yield bytes('חצי');
      abort.abort();
      yield bytes('עוד');
    }
    await expect(replaceFile(path, aborting(), { signal: abort.signal })).rejects.toThrow(/abort/i);
    expect(await readFile(path, 'utf8')).toBe('ישן');
    expect(await readdir(folder)).toEqual(['תוצאה.csv']);
  });

  it.each(['EBUSY', 'EPERM', 'EACCES'])('waits for a file that lets go (%s)', async (code) => {
    const { waits, system } = refusing(3, code);
    await replaceFile(path, [bytes('חדש')], { system });
    expect(waits).toEqual([20, 40, 80]);
    expect(await readFile(path, 'utf8')).toBe('חדש');
  });

  it('gives up on a file that stays open, in words', async () => {
    await writeFile(path, 'ישן');
    const { waits, system } = refusing(Infinity, 'EBUSY');
    await expect(replaceFile(path, [bytes('חדש')], { system })).rejects.toMatchObject({
      code: 'file/locked',
      remedy: 'retry',
      text: { he: expect.stringContaining('סגרו'), en: expect.stringContaining('Close it') },
    });
    expect(waits).toHaveLength(6);
    expect(await readFile(path, 'utf8')).toBe('ישן');
    expect(await readdir(folder)).toEqual(['תוצאה.csv']);
  });

  it('calls the file in messages as it is told to', async () => {
    const { system } = refusing(Infinity, 'EBUSY');
    await expect(replaceFile(path, [bytes('חדש')], { system, name: 'יוני/תוצאה.csv' })).rejects.toMatchObject({
      message: expect.stringMatching(/^The file יוני\/תוצאה\.csv is open/),
    });
  });

  it('removes what a killed process left behind, after an hour, and nothing else', async () => {
    const left = (minutes: number, name: string): Promise<void> =>
      writeFile(join(folder, name), '').then(() => {
        const then = Date.now() / 1000 - minutes * 60;
        return utimes(join(folder, name), then, then);
      });
    const kept = [
      `.תוצאה.csv.${randomUUID()}.tmp`,
      `.אחר.csv.${randomUUID()}.tmp`,
      '.תוצאה.csv.tmp',
      '.תוצאה.csv.lock',
      `תוצאה.csv.${randomUUID()}.tmp`,
    ];
    await left(61, `.תוצאה.csv.${randomUUID()}.tmp`);
    await left(10_000, `.תוצאה.csv.${randomUUID()}.tmp`);
    await left(10_000, `.תוצאה.csv.lock.${randomUUID()}`);
    await left(10_000, `.תוצאה.csv.lock.removal.${randomUUID()}`);
    for (const [index, name] of kept.entries()) await left(index === 0 ? 59 : 10_000, name);
    await mkdir(join(folder, `.תוצאה.csv.${randomUUID()}.tmp`));
    await replaceFile(path, [bytes('חדש')]);
    const names = await readdir(folder);
    expect(names).toEqual(expect.arrayContaining([...kept, 'תוצאה.csv']));
    expect(names).toHaveLength(kept.length + 2);
  });

  it('says where it cannot write', async () => {
    const nowhere = join(folder, 'אין', 'x.csv');
    await expect(replaceFile(nowhere, [])).rejects.toMatchObject({ code: 'file/not-writable', remedy: 'fix-config' });
  });
});
