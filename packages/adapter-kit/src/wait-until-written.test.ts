import { appendFile, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileErrors } from './file-errors.ts';
import { waitUntilWritten } from './wait-until-written.ts';

let folder: string;
let path: string;
/** Of the test's own clock, in milliseconds. */
let moment: number;
let waits: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ishur-written-'));
  path = join(folder, 'יוני.csv');
  moment = 1_800_000_000_000;
  waits = 0;
});
afterEach(() => rm(folder, { recursive: true }));

const errors = createFileErrors('csv', 'csv');

async function put(text: string | Uint8Array): Promise<void> {
  await writeFile(path, text);
  await touch();
}

async function touch(): Promise<void> {
  await utimes(path, moment / 1000, moment / 1000);
}

/** `meanwhile` is what the other program does in each pause. */
function settle(
  meanwhile: () => Promise<void> = async () => undefined,
  options: { readonly linesBelongTogether?: boolean } = {},
): Promise<void> {
  return waitUntilWritten(
    { path, name: 'יוני.csv' },
    {
      settleMilliseconds: 2000,
      ...options,
      errors,
      signal: new AbortController().signal,
      system: {
        now: () => moment,
        async wait(milliseconds) {
          waits += 1;
          moment += milliseconds;
          await meanwhile();
        },
      },
    },
  );
}

describe('a file that another program may still be writing', () => {
  it.each([
    ['LF', 'a,b\n'],
    ['CR LF', 'a,b\r\n'],
    ['CR', 'a,b\r'],
    ['the end-of-file character of DOS', 'a,b\r\n\u001a'],
    ['LF in UTF-16 LE', Buffer.from('a,b\n', 'utf16le')],
    ['LF in UTF-16 BE', Buffer.from('a,b\n', 'utf16le').swap16()],
  ])('is not waited for where it ends with %s', async (_, text) => {
    await put(text);
    await settle();
    expect(waits).toBe(0);
  });

  it('is waited for whatever it ends with, where a document may go on in the next line', async () => {
    await put('1001,chair\r\n');
    let isGoingOn = true;
    const write = async (): Promise<void> => {
      if (!isGoingOn) return;
      isGoingOn = false;
      await appendFile(path, '1001,table\r\n');
      await touch();
    };
    await settle(write, { linesBelongTogether: true });
    expect(isGoingOn).toBe(false);
    expect(waits * 100).toBeGreaterThanOrEqual(2000);
    waits = 0;
    await settle(undefined, { linesBelongTogether: true });
    expect(waits).toBe(0);
  });

  it('is not waited for where it is old', async () => {
    await put('a,b');
    moment += 2000;
    await settle();
    expect(waits).toBe(0);
  });

  it('is not waited for where its clock is ahead', async () => {
    await put('a,b');
    moment -= 3_600_000;
    await settle();
    expect(waits).toBe(0);
  });

  it.each(['a,b', 'a,', ''])('is waited for with %j, and taken as it is when nothing comes', async (text) => {
    await put(text);
    await settle();
    expect(moment).toBe(1_800_000_002_000);
  });

  it('is waited for until its last line is whole', async () => {
    await put('a,b\n1');
    await settle(async () => {
      if (waits === 7) await appendFile(path, ',2\n');
      await touch();
    });
    expect(waits).toBe(7);
  });

  it('is left alone where it goes on growing', async () => {
    await put('a');
    const growing = settle(async () => {
      await appendFile(path, ',b');
      await touch();
    });
    await expect(growing).rejects.toMatchObject({
      code: 'csv/file-being-written',
      remedy: 'retry',
      message: expect.stringContaining('יוני.csv'),
    });
    expect(moment).toBe(1_800_000_010_000);
  });
});
