import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from '../lab.ts';
import { sampleProcess } from '../runner/sample-process.ts';
import type { Sample } from '../runner/sample-process.ts';
import { startRunner } from '../runner/start-runner.ts';
import type { ToldLine } from '../runner/start-runner.ts';
import type { Dice } from '../seeded-dice.ts';
import { LEDGER_FILE } from '../world/open-world.ts';
import type { World } from '../world/open-world.ts';

const SAMPLED_EVERY_MS = 500;
const MOST_DEATHS = 3;

export interface SoakRuns {
  readonly kills: number;
  /** What processes that died without being killed said last: of memory, above all. */
  readonly deaths: readonly string[];
  /** Exit codes of the runs that ended by themselves. */
  readonly codes: readonly number[];
  /** Of the process that lived longest. */
  readonly samples: readonly Sample[];
  /** Of the ledger's write-ahead log, in MiB. */
  readonly largestLog: number;
  /** By reference: answers that a killed process had been given whole and had not told. */
  readonly unheard: ReadonlyMap<string, number>;
}

/**
 * Runs one after another, each killed after a life of the dice's choice, until one ends by itself and has asked for nothing.
 *
 * @param lifeMs how long a process lives on average.
 * @param heap the most that the heap of a process may hold, in MiB.
 */
export async function runUntilQuiet(
  lab: Lab,
  world: World,
  dice: Dice,
  { lifeMs, heap }: { readonly lifeMs: number; readonly heap: number },
): Promise<SoakRuns> {
  const unheard = new Map<string, number>();
  const codes: number[] = [];
  const deaths: string[] = [];
  let kills = 0;
  let samples: readonly Sample[] = [];
  let largestLog = 0;
  for (;;) {
    const first = world.proxy.records.length;
    const told = new Set<string>();
    const runner = startRunner(lab, {
      folder: world.folder,
      argv: ['run', '--json'],
      keepsLines: false,
      heap,
      onLine: ({ event, id = '' }: ToldLine) => {
        if (event === 'answered' || event === 'trouble') told.add(id.slice(id.lastIndexOf(':') + 1));
      },
    });
    const own: Sample[] = [];
    const sampling = setInterval(() => {
      const sample = sampleProcess(runner.pid);
      if (sample !== undefined) own.push(sample);
      largestLog = Math.max(largestLog, logOf(world));
    }, SAMPLED_EVERY_MS);
    let isKilled = false;
    const kill = (): void => {
      isKilled = true;
      runner.kill();
    };
    const killing = setTimeout(kill, lifeMs * (0.2 + 1.6 * (dice.below(1000) / 1000)));
    const { code, err } = await runner.ended;
    clearInterval(sampling);
    clearTimeout(killing);
    if (own.length > samples.length) samples = own;
    const records = world.proxy.records.slice(first);
    if (code !== undefined) {
      codes.push(code);
      if (records.length === 0) return { kills, deaths, codes, samples, largestLog, unheard };
      continue;
    }
    if (isKilled) kills += 1;
    else deaths.push(/.*out of memory.*/.exec(err)?.[0] ?? err.trim().split('\n')[0] ?? '');
    // What dies at every start would be started for ever.
    if (deaths.length >= MOST_DEATHS) return { kills, deaths, codes, samples, largestLog, unheard };
    for (const { references, isWhole } of records) {
      for (const reference of references) {
        if (isWhole && !told.has(reference)) unheard.set(reference, (unheard.get(reference) ?? 0) + 1);
      }
    }
  }
}

function logOf({ folder }: World): number {
  const file = statSync(join(folder, `${LEDGER_FILE}-wal`), { throwIfNoEntry: false });
  return (file?.size ?? 0) / 2 ** 20;
}
