import { randomUUID } from 'node:crypto';
import { lstat, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { locked, notRegular, notWritable } from './file-failures.ts';
import { systemCodeOf } from './system-code.ts';

export interface ReplaceFileOptions {
  /** Permissions of the new file, as in `fs.open`; 0o600, for its owner alone, when not given. */
  readonly mode?: number;
  /** How messages call the file; its path when not given. */
  readonly name?: string;
  readonly signal?: AbortSignal;
  /** Stand-ins for the system's calls, for tests. */
  readonly system?: {
    readonly rename: (from: string, to: string) => Promise<void>;
    readonly wait: (milliseconds: number) => Promise<unknown>;
  };
}

/** Windows refuses a rename while another program holds the target open; a virus scanner lets go soon, Excel does not. */
const LOCKED: ReadonlySet<string> = new Set(['EBUSY', 'EPERM', 'EACCES']);
const WAITS_IN_MILLISECONDS: readonly number[] = [20, 40, 80, 160, 320, 640];
/** No file is written for so long without a byte. */
const LEFT_OVER_IN_MILLISECONDS = 3_600_000;
const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** A file that was being written, and a lock of `lockFile` that was about to be taken. */
const TEMPORARY = new RegExp(`^(?:${ID}\\.tmp|lock(?:\\.removal)?\\.${ID})$`);

/**
 * Puts a file in the place of another, whole or not at all: written beside it, flushed to the disk, then renamed over it.
 * A reader sees the old file or the new one. Nothing is left behind on failure; what a killed process left behind is removed
 * by the next that writes the same file, after an hour.
 *
 * @throws IshurError `file/locked` (`retry`) where another program holds the file open; `file/not-writable` (`fix-config`)
 * where the folder takes no files or the disk is full; `file/not-regular` (`fix-config`) where a folder, a device or a pipe
 * stands there. An abort and whatever `chunks` throws come through as they are.
 */
export async function replaceFile(
  path: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: ReplaceFileOptions = {},
): Promise<void> {
  const name = options.name ?? path;
  const [folder, beginning] = [dirname(path), `.${basename(path)}.`];
  await removeLeftOvers(folder, beginning);
  await refuseSpecial(path, name);
  const temporary = join(folder, `${beginning}${randomUUID()}.tmp`);
  try {
    await writeWhole(name, temporary, chunks, options);
    await renameOver(temporary, path, name, options.system ?? { rename, wait: (milliseconds) => wait(milliseconds) });
  } catch (cause) {
    await unlink(temporary).catch(() => undefined);
    throw cause;
  }
  await flushFolder(folder);
}

/** A rename would put a file in the place of a device or a pipe. */
async function refuseSpecial(path: string, name: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there !== undefined && !there.isFile()) throw notRegular(name);
}

/** What cannot be removed may stay: it hurts nobody. */
async function removeLeftOvers(folder: string, beginning: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(beginning) || !TEMPORARY.test(name.slice(beginning.length))) continue;
    const left = join(folder, name);
    const entry = await lstat(left).catch(() => undefined);
    if (entry?.isFile() !== true || Date.now() - entry.mtimeMs < LEFT_OVER_IN_MILLISECONDS) continue;
    await unlink(left).catch(() => undefined);
  }
}

async function writeWhole(
  name: string,
  temporary: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { mode = 0o600, signal }: ReplaceFileOptions,
): Promise<void> {
  const file = await open(temporary, 'wx', mode).catch((cause: unknown) => {
    throw notWritable(name, cause);
  });
  try {
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      await file.writeFile(chunk).catch((cause: unknown) => {
        throw notWritable(name, cause);
      });
    }
    signal?.throwIfAborted();
    await file.sync().catch((cause: unknown) => {
      throw notWritable(name, cause);
    });
  } finally {
    await file.close();
  }
}

async function renameOver(
  temporary: string,
  path: string,
  name: string,
  system: NonNullable<ReplaceFileOptions['system']>,
): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await system.rename(temporary, path);
      return;
    } catch (cause) {
      if (!LOCKED.has(systemCodeOf(cause))) throw notWritable(name, cause);
      const pause = WAITS_IN_MILLISECONDS[attempt];
      if (pause === undefined) throw locked(name, cause);
      await system.wait(pause);
    }
  }
}

/** Makes the rename itself durable. Windows cannot open a folder; there the file system's journal has to do. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (cause) {
    // Some network file systems refuse to flush a folder.
    if (!['EINVAL', 'ENOTSUP', 'EPERM', 'EISDIR'].includes(systemCodeOf(cause))) throw notWritable(folder, cause);
  } finally {
    await handle.close();
  }
}
