import { readFileSync, readdirSync } from 'node:fs';

/** What a process uses, as the system says. */
export interface Sample {
  /** Resident memory, in MiB. */
  readonly memory: number;
  readonly descriptors: number;
}

/** Where the system has no /proc, or the process is gone: nothing. */
export function sampleProcess(pid: number): Sample | undefined {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    const kibibytes = Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1] ?? Number.NaN);
    const descriptors = readdirSync(`/proc/${String(pid)}/fd`).length;
    return Number.isNaN(kibibytes) ? undefined : { memory: kibibytes / 1024, descriptors };
  } catch {
    return undefined;
  }
}

export interface Growth {
  /** Medians of the first and of the last quarter of what was sampled. */
  readonly first: number;
  readonly last: number;
}

/** A beginning in which everything is loaded and the heap finds its size, as a part of all samples. */
const LOADING = 0.25;
/** With fewer samples nothing can be said: a heap grows for a while before it is first cleared in earnest. */
const FEWEST = 90;

export function growthOf(values: readonly number[]): Growth | undefined {
  const steady = values.slice(Math.floor(values.length * LOADING));
  if (steady.length < FEWEST) return undefined;
  const quarter = Math.floor(steady.length / 4);
  return { first: median(steady.slice(0, quarter)), last: median(steady.slice(-quarter)) };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
