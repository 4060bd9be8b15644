import { setTimeout as wait } from 'node:timers/promises';
import type { FileHandle } from 'node:fs/promises';
import type { FileErrors } from './file-errors.ts';
import type { NamedFile } from './named-file.ts';
import { openFile } from './open-file.ts';

export interface WaitUntilWrittenOptions {
  /** A file that has not changed for so long is as its program left it. */
  readonly settleMilliseconds: number;
  /**
   * Whether a document may go on in the next line. A file of such lines is whole only when nothing has come for the settle
   * time: cut between two of them, it holds a smaller invoice. Default: every line is a document of its own.
   */
  readonly linesBelongTogether?: boolean;
  readonly errors: FileErrors;
  readonly signal: AbortSignal;
  /** Stand-ins for the system's calls, for tests. */
  readonly system?: {
    readonly now: () => number;
    readonly wait: (milliseconds: number) => Promise<unknown>;
  };
}

/** In milliseconds: how often a file is looked at while it is waited for. */
const PAUSE = 100;
/** So many times the settle time a file that goes on growing is waited for. */
const PATIENCE = 5;
const LINE_ENDS: ReadonlySet<number> = new Set([0x0a, 0x0d]);
/** DOS programs end a file with it (Ctrl-Z). */
const END_OF_FILE = 0x1a;

/**
 * Waits for a text file that another program is still writing: one that changed a moment ago and whose last line has no end,
 * or that is still empty. A file that ends with a line end is not waited for, whenever it changed: all its rows are whole.
 * Nor is one that has not changed for the settle time, because some programs leave the last line end out. Where lines belong
 * together, only the settle time counts.
 *
 * @throws IshurError `…/file-being-written` (`retry`) where it goes on changing for five times the settle time; and as
 * `openFile`, `…/file-busy` (`retry`) above all, where its program keeps it for itself. An abort comes through as it is.
 */
export async function waitUntilWritten(file: NamedFile, options: WaitUntilWrittenOptions): Promise<void> {
  const { settleMilliseconds, errors, signal } = options;
  const system = options.system ?? {
    now: Date.now,
    wait: (milliseconds) => wait(milliseconds, undefined, { signal }),
  };
  const deadline = system.now() + settleMilliseconds * PATIENCE;
  for (;;) {
    signal.throwIfAborted();
    const remaining = await unsettledFor(file, options, system.now);
    if (remaining <= 0) return;
    if (system.now() >= deadline) throw errors.beingWritten(file.name);
    await system.wait(Math.min(remaining, PAUSE));
  }
}

/** In milliseconds: how long the file has to stay as it is before it counts as written; 0 where it does. */
async function unsettledFor(
  file: NamedFile,
  { settleMilliseconds, linesBelongTogether = false, errors }: WaitUntilWrittenOptions,
  now: () => number,
): Promise<number> {
  const handle = await openFile(file, errors);
  try {
    const { size, mtimeMs } = await handle.stat();
    // A time in the future is that of a clock that goes wrong.
    const age = Math.abs(now() - mtimeMs);
    if (age >= settleMilliseconds || (!linesBelongTogether && (await endsWithLine(handle, size)))) return 0;
    return settleMilliseconds - age;
  } catch (cause) {
    throw errors.fileNotReadable(file.name, cause);
  } finally {
    await handle.close();
  }
}

/** In any encoding: a line end is the last byte, or the one before it in UTF-16 LE. */
async function endsWithLine(handle: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const length = Math.min(size, 2);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, length, size - length);
  const last = buffer[bytesRead - 1] ?? 0;
  return LINE_ENDS.has(last) || last === END_OF_FILE || (last === 0 && LINE_ENDS.has(buffer[bytesRead - 2] ?? 0));
}
