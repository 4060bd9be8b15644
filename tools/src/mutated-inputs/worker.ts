import { parentPort, workerData } from 'node:worker_threads';
import { runCase, SUBJECTS } from './cases.ts';
import type { Verdict } from './judge.ts';

/** What a worker is to do, and where it tells how far it is. */
export interface Task {
  readonly adapter: string;
  readonly folder: string;
  /** First and behind the last. */
  readonly from: number;
  readonly to: number;
  /** The seed that it is at, less the first one; read by main at any moment. */
  readonly progress: SharedArrayBuffer;
}

/** Findings as they come; counts at the end. */
export type Report =
  | {
      readonly kind: 'finding';
      readonly seed: number;
      readonly what: string;
      readonly detail: string;
      readonly damage: string;
    }
  | { readonly kind: 'counts'; readonly counts: ReadonlyMap<string, number>; readonly done: number };

const TOLD_EVERY = 500;

async function work({ adapter, folder, from, to, progress }: Task): Promise<void> {
  const subject = SUBJECTS[adapter];
  if (subject === undefined) throw new RangeError(`no adapter ${adapter}`);
  const at = new Int32Array(progress);
  let counts = new Map<string, number>();
  let told = from;
  for (let seed = from; seed < to; seed += 1) {
    Atomics.store(at, 0, seed - from);
    const { verdict, damage } = await runCase(subject, seed, folder);
    if (verdict.kind === 'finding') {
      const { finding, detail } = verdict;
      tell({ kind: 'finding', seed, what: finding, detail, damage });
    }
    const name = nameOf(verdict);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    if (seed + 1 - told < TOLD_EVERY && seed + 1 < to) continue;
    tell({ kind: 'counts', counts, done: seed + 1 - told });
    told = seed + 1;
    counts = new Map();
  }
}

function nameOf(verdict: Verdict): string {
  if (verdict.kind === 'excused') return `excused: ${verdict.excuse}`;
  return verdict.kind === 'finding' ? `FINDING: ${verdict.finding}` : verdict.kind;
}

function tell(report: Report): void {
  parentPort?.postMessage(report);
}

await work(workerData as Task);
