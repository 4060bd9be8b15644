import { mkdirSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Report, Task } from './worker.ts';

export type Range = Omit<Task, 'progress'>;

/** What runs the cases. Times in milliseconds. */
export interface Machine {
  readonly worker: URL;
  /** Longer than this no small file may take; the machine may be busy, so a slow case has a second try. */
  readonly longest: number;
  /** The first case waits for the libraries to be loaded. */
  readonly start: number;
}

const MACHINE: Machine = { worker: new URL('worker.ts', import.meta.url), longest: 2000, start: 120_000 };
const LOOKS_EVERY = 250;

type Ending =
  | { readonly kind: 'done' }
  | { readonly kind: 'hangs'; readonly at: number }
  | { readonly kind: 'died'; readonly at: number; readonly cause: unknown };

/**
 * Runs a range of seeds in a thread of its own, which is stopped where a case hangs, and started again behind it. Memory that
 * both see says which case it is at, so that a loop without an end is seen as well.
 */
export async function runRange(
  range: Range,
  tell: (report: Report) => void,
  machine: Machine = MACHINE,
): Promise<void> {
  mkdirSync(range.folder, { recursive: true });
  const suspects = new Set<number>();
  for (let { from } = range; from < range.to;) {
    const ending = await runOnce({ ...range, from }, tell, machine);
    if (ending.kind === 'done') return;
    const { at } = ending;
    from = at;
    if (ending.kind === 'hangs' && !suspects.has(at)) {
      suspects.add(at);
      continue;
    }
    from += 1;
    const what = ending.kind === 'hangs' ? 'hang' : 'crash of the process';
    const detail = ending.kind === 'hangs' ? `over ${String(machine.longest)} ms, twice` : String(ending.cause);
    tell({ kind: 'finding', seed: at, what, detail, damage: 'run it alone' });
  }
}

function runOnce(range: Range, tell: (report: Report) => void, machine: Machine): Promise<Ending> {
  const progress = new SharedArrayBuffer(4);
  const seen = new Int32Array(progress);
  const worker = new Worker(machine.worker, {
    workerData: { ...range, progress } satisfies Task,
    execArgv: ['--conditions=@ishur/source'],
  });
  return new Promise((resolve) => {
    let [last, since, limit] = [-1, performance.now(), machine.start];
    const timer = setInterval(() => {
      const at = Atomics.load(seen, 0);
      const now = performance.now();
      if (at !== last) [last, since, limit] = [at, now, at === 0 ? machine.start : machine.longest];
      else if (now - since > limit) end({ kind: 'hangs', at: range.from + at });
    }, LOOKS_EVERY);
    let isEnded = false;
    const end = (ending: Ending): void => {
      // Whoever is stopped ends as well; the first reason counts.
      if (isEnded) return;
      isEnded = true;
      clearInterval(timer);
      void worker.terminate().then(() => resolve(ending));
    };
    worker.on('message', tell);
    worker.on('error', (cause) => end({ kind: 'died', at: range.from + Atomics.load(seen, 0), cause }));
    worker.on('exit', () => {
      const at = range.from + Atomics.load(seen, 0);
      end(at >= range.to - 1 ? { kind: 'done' } : { kind: 'died', at, cause: 'the thread ended' });
    });
  });
}
