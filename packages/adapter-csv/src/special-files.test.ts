import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFile } from '@ishur/adapter-kit';
import { HEADER, row, settleAll } from './fixtures/settlements.ts';
import { createWorld, NOT_ABORTED } from './fixtures/world.ts';
import type { World } from './fixtures/world.ts';
import { fileErrors } from './source-files.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.write('a.csv', `${HEADER}\n${row(1)}\n`);
});
afterEach(() => world[Symbol.asyncDispose]());

const makePipe = (name: string): Promise<unknown> => promisify(execFile)('mkfifo', [world.path(name)]);
const CONFIG = { path: 'a.csv' };
const ON_WINDOWS = process.platform === 'win32';
/** The superuser may read everything, and Windows keeps no such bits. */
const READS_EVERYTHING = ON_WINDOWS || process.getuid?.() === 0;

// Windows has no pipes and devices among its files, and lets not everybody make links.
describe.skipIf(ON_WINDOWS)('a source that is no ordinary file', () => {
  const refusal = (name: string, he: string): unknown =>
    expect.objectContaining({
      code: 'csv/not-a-file',
      remedy: 'fix-config',
      text: { he: expect.stringMatching(`^${name} הוא ${he}`), en: expect.stringContaining(`${name} is a `) },
    });

  it('is refused where it is a pipe, and never waited for', async () => {
    await makePipe('b.csv');
    await expect(world.read({ path: 'b.csv' })).rejects.toEqual(refusal('b.csv', 'צינור'));
    await expect(world.notes({ path: world.path('b.csv') })).rejects.toEqual(refusal('b.csv', 'צינור'));
    await symlink('b.csv', world.path('c.csv'));
    await expect(world.read({ path: '?.csv' })).rejects.toEqual(refusal('c.csv', 'צינור'));
    await rm(world.path('c.csv'));
    expect(await world.documents({ path: '*.csv' })).toHaveLength(1);
  });

  it.each(['b.csv', 'b*.csv'])('is refused where %s is a link to a device', async (path) => {
    await symlink('/dev/zero', world.path('b.csv'));
    await expect(world.read({ path })).rejects.toEqual(refusal('b.csv', 'התקן'));
  });

  it('is refused where it takes the place of a file', async () => {
    await makePipe('b.csv');
    await expect(openFile({ path: world.path('b.csv'), name: 'b.csv' }, fileErrors)).rejects.toEqual(
      refusal('b.csv', 'צינור'),
    );
    await expect(openFile({ path: world.folder, name: 'b' }, fileErrors)).rejects.toMatchObject({
      code: 'csv/path-is-folder',
    });
  });

  it.runIf(process.platform === 'linux')('is named where the system cannot read it', async () => {
    await symlink('/proc/self/mem', world.path('b.csv'));
    await expect(world.read({ path: 'b.csv' })).rejects.toMatchObject({
      code: 'csv/file-not-readable',
      text: { he: expect.stringContaining('b.csv (EIO)') },
    });
  });

  it('is named where links lead in a circle', async () => {
    await symlink('b.csv', world.path('b.csv'));
    await expect(world.read({ path: 'b.csv' })).rejects.toMatchObject({
      code: 'csv/file-not-readable',
      message: expect.stringContaining('b.csv cannot be read (ELOOP)'),
    });
  });
});

describe('a source that cannot be read', () => {
  it('is named where it goes away between two files', async () => {
    await world.write('b.csv', `${HEADER}\n${row(2)}\n`);
    const items = (await world.open({ path: '*.csv' })).read({ signal: NOT_ABORTED })[Symbol.asyncIterator]();
    expect((await items.next()).value).toMatchObject({ ref: '305:1' });
    await rm(world.path('b.csv'));
    await expect(items.next()).rejects.toMatchObject({
      code: 'csv/file-not-readable',
      remedy: 'fix-config',
      message: expect.stringContaining('b.csv cannot be read (ENOENT)'),
    });
  });

  it.skipIf(READS_EVERYTHING)('is named where it may not be read', async () => {
    await chmod(world.path('a.csv'), 0o000);
    await expect(world.read(CONFIG)).rejects.toMatchObject({
      code: 'csv/file-not-readable',
      message: expect.stringContaining('a.csv cannot be read (EACCES)'),
    });
  });
});

describe('a result file that is no ordinary file', () => {
  const refused = async (he: string): Promise<void> => {
    const settlements = await settleAll(world, CONFIG, '305:1');
    const before = await readdir(world.folder);
    const text = {
      he: expect.stringMatching(`a\\.ishur\\.csv יש ${he}`),
      en: expect.stringContaining('Where the result file a.ishur.csv is written there is a '),
    };
    expect(await world.record(CONFIG, ...settlements)).toMatchObject([
      { kind: 'failed', cause: { code: 'csv/result-not-a-file', remedy: 'fix-config', text } },
    ]);
    expect(await readdir(world.folder)).toEqual(before);
    const report = await (await world.open(CONFIG)).check({ signal: NOT_ABORTED });
    expect(report.writeBack).toMatchObject({ possible: false, reason: text });
  };

  it('is refused where it is a folder', async () => {
    await mkdir(world.path('a.ishur.csv'));
    await refused('תיקייה');
  });

  it.skipIf(ON_WINDOWS)('is refused where it is a pipe, and never waited for', async () => {
    await makePipe('a.ishur.csv');
    await refused('צינור');
  });

  it.skipIf(ON_WINDOWS)('is refused where it is a link to a device', async () => {
    await symlink('/dev/null', world.path('a.ishur.csv'));
    await refused('התקן');
  });

  it.skipIf(READS_EVERYTHING)('is not taken for absent where it may not be read', async () => {
    const settlements = await settleAll(world, CONFIG, '305:1');
    await world.record(CONFIG, ...settlements);
    await chmod(world.path('a.ishur.csv'), 0o000);
    expect(await world.record(CONFIG, ...settlements)).toMatchObject([
      { kind: 'failed', cause: { code: 'csv/file-not-readable', message: expect.stringContaining('a.ishur.csv') } },
    ]);
  });
});
