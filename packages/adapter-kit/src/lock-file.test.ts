import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFile } from './lock-file.ts';
import type { LockFileOptions } from './lock-file.ts';

let folder: string;
let path: string;
let lock: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ishur-תיקייה-'));
  path = join(folder, 'תוצאה.csv');
  lock = join(folder, '.תוצאה.csv.lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const leave = (holder: unknown): Promise<void> => writeFile(lock, JSON.stringify(holder));
/** A process that runs for as long as this test does. */
const ALIVE = process.ppid;

/** A clock that only waiting moves. */
function patient(onWait: (waits: number) => void = () => undefined): {
  waits: number[];
  system: NonNullable<LockFileOptions['system']>;
} {
  const waits: number[] = [];
  const start = Date.now();
  return {
    waits,
    system: {
      now: () => start + waits.reduce((sum, milliseconds) => sum + milliseconds, 0),
      wait: async (milliseconds) => {
        waits.push(milliseconds);
        await Promise.resolve(onWait(waits.length));
      },
    },
  };
}

/** The number of a process that has ended. */
async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('lockFile', () => {
  it('says which process holds it, and leaves nothing behind', async () => {
    const held = await lockFile(path);
    expect(JSON.parse(await readFile(lock, 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() });
    await held.release();
    expect(await readdir(folder)).toEqual([]);
    await held.release();
  });

  it('gives the right to one at a time, whoever asks', async () => {
    let [holders, most, turns] = [0, 0, 0];
    const turn = async (): Promise<void> => {
      const held = await lockFile(path, { system: { now: Date.now, wait: () => Promise.resolve() } });
      holders += 1;
      most = Math.max(most, holders);
      await readdir(folder);
      holders -= 1;
      turns += 1;
      await held.release();
    };
    await Promise.all(Array.from({ length: 30 }, turn));
    expect({ most, turns }).toEqual({ most: 1, turns: 30 });
    expect(await readdir(folder)).toEqual([]);
  });

  it('gives the right to one at a time where a killed process had it', async () => {
    const pid = await endedProcess();
    for (let round = 0; round < 20; round += 1) {
      await leave({ pid, host: hostname(), id: 'x' });
      let [holders, most] = [0, 0];
      const turn = async (): Promise<void> => {
        const held = await lockFile(path, { system: { now: Date.now, wait: () => Promise.resolve() } });
        holders += 1;
        most = Math.max(most, holders);
        await readdir(folder);
        holders -= 1;
        await held.release();
      };
      await Promise.all(Array.from({ length: 5 }, turn));
      expect(most).toBe(1);
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it('waits for a process that is at work, and no longer than 20 seconds', async () => {
    await leave({ pid: ALIVE, host: hostname(), id: 'x' });
    const { waits, system } = patient();
    await expect(lockFile(path, { system, name: 'יוני/תוצאה.csv' })).rejects.toMatchObject({
      code: 'file/being-written',
      remedy: 'retry',
      text: {
        he: expect.stringMatching(/יוני\/תוצאה\.csv.*\.תוצאה\.csv\.lock/),
        en: expect.stringContaining('Another run'),
      },
    });
    const sum = waits.reduce((total, milliseconds) => total + milliseconds, 0);
    expect(sum).toBeGreaterThanOrEqual(20_000);
    expect(sum).toBeLessThan(20_200);
    expect(await readdir(folder)).toEqual(['.תוצאה.csv.lock']);
  });

  it('takes the lock as soon as it is let go', async () => {
    await leave({ pid: ALIVE, host: hostname(), id: 'x' });
    const { waits, system } = patient((count) => (count === 3 ? void rm(lock) : undefined));
    const held = await lockFile(path, { system });
    expect(waits.length).toBeLessThan(10);
    await held.release();
  });

  it.each([
    ['another machine', { pid: 1, host: 'another', id: 'x' }],
    ['nobody yet', ''],
    ['no process', { pid: -1, host: hostname(), id: 'x' }],
  ])('takes the lock of %s for one in use, until it is a minute old', async (_, holder) => {
    await leave(holder);
    await expect(lockFile(path, patient())).rejects.toMatchObject({ code: 'file/being-written' });
    for (const minutes of [-2, 2]) {
      const then = Date.now() / 1000 - minutes * 60;
      await leave(holder);
      await utimes(lock, then, then);
      const { waits, system } = patient();
      await (await lockFile(path, { system })).release();
      expect(waits).toHaveLength(1);
    }
  });

  it('is not stopped by a process that was killed while it removed a lock', async () => {
    await leave({ pid: await endedProcess(), host: hostname(), id: 'x' });
    await writeFile(`${lock}.removal`, '');
    await expect(lockFile(path, patient())).rejects.toMatchObject({ code: 'file/being-written' });
    await utimes(`${lock}.removal`, 1, 1);
    await (await lockFile(path, patient())).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not stopped for a moment by one that was killed there and is known to have ended', async () => {
    const ended = { pid: await endedProcess(), host: hostname(), id: 'x' };
    await leave(ended);
    await writeFile(`${lock}.removal`, JSON.stringify(ended));
    const { waits, system } = patient();
    await (await lockFile(path, { system })).release();
    expect(waits.length).toBeLessThan(4);
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves alone a lock that has become the lock of another', async () => {
    const held = await lockFile(path);
    await leave({ pid: ALIVE, host: hostname(), id: 'x' });
    await held.release();
    expect(await readdir(folder)).toEqual(['.תוצאה.csv.lock']);
  });

  it('stops waiting when nobody waits any more', async () => {
    await leave({ pid: ALIVE, host: hostname(), id: 'x' });
    const abort = new AbortController();
    const { system } = patient(() => abort.abort());
    await expect(lockFile(path, { system, signal: abort.signal })).rejects.toThrow(/abort/i);
    const waiting = lockFile(path, { signal: AbortSignal.timeout(1) });
    await expect(waiting).rejects.toThrow(/timeout/i);
  });

  it('says where it cannot write', async () => {
    await expect(lockFile(join(folder, 'אין', 'x.csv'))).rejects.toMatchObject({
      code: 'file/not-writable',
      remedy: 'fix-config',
    });
  });
});

describe('a process that was killed before it held the lock', () => {
  const draft = (): string => `${lock}.00000000-0000-0000-0000-000000000000`;

  it('stops nobody, because a lock appears with its holder in it', async () => {
    await writeFile(draft(), '');
    const { waits, system } = patient();
    await (await lockFile(path, { system })).release();
    expect(waits).toEqual([]);
  });

  it('is cleared away with the next lock that counts for nothing', async () => {
    const longAgo = new Date(Date.now() - 120_000);
    await writeFile(draft(), '');
    await utimes(draft(), longAgo, longAgo);
    await leave({ pid: ALIVE, host: 'another', id: 'x' });
    await utimes(lock, longAgo, longAgo);
    await (await lockFile(path)).release();
    expect(await readdir(folder)).toEqual([]);
  });
});
