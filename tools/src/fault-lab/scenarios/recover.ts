import type { World } from '../world/open-world.ts';
import { parseLine } from '../runner/start-runner.ts';

/** More normal runs than any policy of sending again needs, where nothing goes wrong any more. */
const MOST_RUNS = 12;
const HOUR_MS = 3_600_000;

export interface RecoveryOptions {
  /** After so many runs it is left as it is. */
  readonly mostRuns?: number;
  /** How many hours later by the clock the first run is. Default 0: now. */
  readonly firstHour?: number;
}

/**
 * Normal runs, an hour apart by the clock, until one asks for nothing and nothing is left to ask for.
 *
 * @returns how many runs it took, with the one that had nothing to do.
 * @throws Error where a run ends as if the fault were the runner's own or the configuration's.
 */
export async function recover(world: World, options: RecoveryOptions = {}): Promise<number> {
  const { mostRuns = MOST_RUNS, firstHour = 0 } = options;
  let runs = 0;
  let quietRuns = 0;
  while (runs < mostRuns && quietRuns < 2) {
    const before = world.proxy.records.length;
    const { code, out, err } = await world.ishur(['run', '--json'], (firstHour + runs) * HOUR_MS);
    runs += 1;
    if (code === 64 || code === 70 || code === 78) {
      throw new Error(`ishur run ended with ${String(code)}: ${err}\n${out.slice(-2000)}`);
    }
    const isQuiet = world.proxy.records.length === before;
    if (isQuiet && isOver(out)) break;
    quietRuns = isQuiet ? quietRuns + 1 : 0;
  }
  return runs;
}

function isOver(out: string): boolean {
  const last: object = parseLine(out.trimEnd().split('\n').at(-1) ?? '') ?? {};
  return 'queued' in last && last.queued === 0 && 'unconfirmed' in last && last.unconfirmed === 0;
}
