import { randomUUID } from 'node:crypto';
import { link, lstat, open, readFile, readdir, rename, rm, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beingWritten, notWritable } from './file-failures.ts';
import { systemCodeOf } from './system-code.ts';

/** The sole right to write a file, until it is released. */
export interface FileLock {
  /** Never throws. */
  release(): Promise<void>;
}

export interface LockFileOptions {
  /** How messages call the file; its path when not given. */
  readonly name?: string;
  readonly signal?: AbortSignal;
  /** Stand-ins for the system's calls, for tests. */
  readonly system?: {
    readonly now: () => number;
    readonly wait: (milliseconds: number) => Promise<unknown>;
  };
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Tells one taking of the lock from all others. */
  readonly id: string;
}

const PATIENCE_IN_MILLISECONDS = 20_000;
const STALE_IN_MILLISECONDS = 60_000;
/** In this rhythm a holder shows that it is alive. */
const TOUCH_IN_MILLISECONDS = 10_000;
const SHORTEST_WAIT_IN_MILLISECONDS = 20;
const LONGEST_WAIT_IN_MILLISECONDS = 200;
/** In bytes. */
const LONGEST_LOCK = 4096;
/** What Windows answers for a lock that is just being removed. */
const BEING_REMOVED: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'EBUSY']);

/**
 * Takes the sole right to write a file, across processes and machines: a lock file beside it, `.<name>.lock`, that says
 * which process holds it. It is waited for up to 20 seconds. The lock of a process of this machine that has ended, and one
 * that was not touched for a minute, count for nothing: what a killed process leaves behind stops nobody for long.
 *
 * @throws IshurError `file/being-written` (`retry`) where another process holds it for longer; `file/not-writable`
 * (`fix-config`) where the folder takes no files. An abort comes through as it is.
 */
export async function lockFile(path: string, options: LockFileOptions = {}): Promise<FileLock> {
  const { signal, name = path } = options;
  const system = options.system ?? {
    now: Date.now,
    wait: (milliseconds) => wait(milliseconds, undefined, signal && { signal }).catch(() => undefined),
  };
  const lock = join(dirname(path), `.${basename(path)}.lock`);
  const own: Holder = { pid: process.pid, host: hostname(), id: randomUUID() };
  const deadline = system.now() + PATIENCE_IN_MILLISECONDS;
  for (;;) {
    signal?.throwIfAborted();
    const refusal = await create(lock, own);
    if (refusal === undefined) return held(lock, own);
    if (!mayBeHeld(refusal)) throw notWritable(name, refusal);
    await removeIfStale(lock, own, system.now);
    if (system.now() >= deadline) {
      throw systemCodeOf(refusal) === 'EEXIST' ? beingWritten(name, basename(lock)) : notWritable(name, refusal);
    }
    // At random, so that those who wait together do not ask together.
    const spread = LONGEST_WAIT_IN_MILLISECONDS - SHORTEST_WAIT_IN_MILLISECONDS;
    await system.wait(SHORTEST_WAIT_IN_MILLISECONDS + Math.random() * spread);
  }
}

/**
 * `undefined` where the lock is ours now, or else what the system says.
 *
 * The lock appears with its holder in it: whoever is killed before leaves a draft, which stops nobody. An empty lock would
 * belong to nobody who could be looked up, and would have to be waited out.
 */
async function create(lock: string, own: Holder): Promise<unknown> {
  const draft = `${lock}.${own.id}`;
  try {
    await write(draft, own);
    await link(draft, lock);
    return undefined;
  } catch (cause) {
    return WITHOUT_LINKS.has(systemCodeOf(cause)) ? createInPlace(lock, own) : cause;
  } finally {
    await remove(draft);
  }
}

/** What file systems without hard links answer: FAT, some network drives. */
const WITHOUT_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EISDIR']);

async function createInPlace(lock: string, own: Holder): Promise<unknown> {
  try {
    await write(lock, own);
    return undefined;
  } catch (cause) {
    return cause;
  }
}

async function write(path: string, own: Holder): Promise<void> {
  const file = await open(path, 'wx', 0o644);
  try {
    await file.writeFile(JSON.stringify(own));
  } catch (cause) {
    // A full disk takes the name of a file and not its content.
    await remove(path);
    throw cause;
  } finally {
    await file.close();
  }
}

function mayBeHeld(refusal: unknown): boolean {
  const code = systemCodeOf(refusal);
  return code === 'EEXIST' || (process.platform === 'win32' && BEING_REMOVED.has(code));
}

function held(lock: string, own: Holder): FileLock {
  const touching = setInterval(() => {
    const now = new Date();
    utimes(lock, now, now).catch(() => undefined);
  }, TOUCH_IN_MILLISECONDS);
  touching.unref();
  return {
    async release() {
      clearInterval(touching);
      // It may have been taken for stale while this machine slept, and belong to another by now.
      if ((await holderOf(lock))?.id === own.id) await remove(lock);
    },
  };
}

/**
 * Removes a lock that counts for nothing. A second lock sees to it that one process at a time judges and removes, so that
 * none removes what another has just taken anew. It is held for a moment only, and counts for nothing where its process has
 * ended, or after a minute.
 */
async function removeIfStale(lock: string, own: Holder, now: () => number): Promise<void> {
  if (!(await isStale(lock, now))) return;
  const removal = `${lock}.removal`;
  if ((await create(removal, own)) !== undefined) {
    await takeAside(removal, own, now);
    return;
  }
  if (await isStale(lock, now)) await remove(lock);
  await removeDrafts(lock, now);
  await remove(removal);
}

/**
 * Takes away the second lock where it counts for nothing. Whoever moves it has it alone, and puts it back where another took it
 * anew after it was judged.
 */
async function takeAside(removal: string, own: Holder, now: () => number): Promise<void> {
  if (!(await isStale(removal, now))) return;
  const aside = `${removal}.${own.id}`;
  try {
    await rename(removal, aside);
    if (!(await isStale(aside, now))) await link(aside, removal);
  } catch {
    // Another was faster, and has it now.
  }
  await remove(aside);
}

/** What killed processes left behind before they held anything. */
async function removeDrafts(lock: string, now: () => number): Promise<void> {
  const names = await readdir(dirname(lock)).catch(() => []);
  const drafts = names.filter((name) => name.startsWith(`${basename(lock)}.`) && DRAFT.test(name));
  for (const name of drafts) {
    const draft = join(dirname(lock), name);
    if (await isOld(draft, now)) await remove(draft);
  }
}

/** Ends in the id of a taking. */
const DRAFT = /\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function isStale(lock: string, now: () => number): Promise<boolean> {
  if (await isOld(lock, now)) return true;
  const holder = await holderOf(lock);
  return holder !== undefined && holder.host === hostname() && !isRunning(holder.pid);
}

/** A time in the future is that of a clock that went wrong. */
async function isOld(lock: string, now: () => number): Promise<boolean> {
  const entry = await lstat(lock).catch(() => undefined);
  return entry !== undefined && Math.abs(now() - entry.mtimeMs) > STALE_IN_MILLISECONDS;
}

/** `undefined` where there is no lock, or not all of it is written yet. */
async function holderOf(lock: string): Promise<Holder | undefined> {
  try {
    const entry = await lstat(lock);
    if (!entry.isFile() || entry.size > LONGEST_LOCK) return undefined;
    const holder: unknown = JSON.parse(await readFile(lock, 'utf8'));
    return isHolder(holder) ? holder : undefined;
  } catch {
    return undefined;
  }
}

function isHolder(value: unknown): value is Holder {
  if (typeof value !== 'object' || value === null) return false;
  if (!('pid' in value && 'host' in value && 'id' in value)) return false;
  const { pid, host, id } = value;
  return (
    typeof pid === 'number' &&
    Number.isSafeInteger(pid) &&
    pid > 0 &&
    typeof host === 'string' &&
    typeof id === 'string'
  );
}

function isRunning(pid: number): boolean {
  try {
    // Signal 0 only asks.
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // EPERM: it runs, and belongs to somebody else.
    return systemCodeOf(cause) !== 'ESRCH';
  }
}

/** Windows refuses for a moment where a virus scanner looks at the file. */
async function remove(lock: string): Promise<void> {
  await rm(lock, { force: true, maxRetries: 5, retryDelay: 20 }).catch(() => undefined);
}
