import { availableParallelism, loadavg } from 'node:os';
import { median } from './alternate.ts';

/** What a job took. */
export interface Taken {
  readonly ms: number;
  /** Milliseconds of processor that this process used meanwhile, on all its threads. */
  readonly cpuMs: number;
}

/** Does a job and tells what it took. */
export async function timed(job: () => Promise<unknown>): Promise<Taken> {
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  await job();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuMs: (user + system) / 1000 };
}

/** Somebody who does a job as well as it can, once in each round. */
export interface AsyncContestant {
  readonly name: string;
  /** Prepares, does the job, and gives back what counts: what the job alone took. */
  readonly run: () => Promise<Taken>;
}

export interface AsyncStanding {
  readonly name: string;
  readonly medianMs: number;
  readonly medianCpuMs: number;
  /** How many times as fast as the first contestant: the median over the rounds. */
  readonly speed: number;
}

/**
 * Lets the contestants do their job in turn, so that a slow minute of the machine hits all alike, and compares each with what the
 * first did in the same round. One round before is not counted: it warms up.
 */
export async function contest(
  contestants: readonly AsyncContestant[],
  rounds: number,
): Promise<readonly AsyncStanding[]> {
  const times = contestants.map((): Taken[] => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, { run }] of contestants.entries()) {
      const taken = await run();
      if (round >= 0) times[index]?.push(taken);
    }
  }
  return contestants.map(({ name }, index) => {
    const own = times[index] ?? [];
    const speeds = own.map(({ ms }, round) => (times[0]?.[round]?.ms ?? Number.NaN) / ms);
    const medianCpuMs = median(own.map(({ cpuMs }) => cpuMs));
    return { name, medianMs: median(own.map(({ ms }) => ms)), medianCpuMs, speed: median(speeds) };
  });
}

/**
 * Prints how many of `count` things a second each of them did, how the second does beside the first, and the processor time of
 * each thing: what is left of a rate where the machine has other work.
 */
export function printRates(title: string, standings: readonly AsyncStanding[], count: number, goal: number): void {
  console.log(`\n${title}`);
  for (const [index, { name, medianMs, medianCpuMs, speed }] of standings.entries()) {
    const ratio = index === 0 ? '' : `, ${speed.toFixed(2)} times as many`;
    const verdict = index === 1 ? `, ${atLeast(speed, goal)}` : '';
    const rate = `${spelled((count / medianMs) * 1000).padStart(7)} a second`;
    const cpu = `${((medianCpuMs / count) * 1000).toFixed(0).padStart(5)} µs of processor each`;
    console.log(`  ${name.padEnd(34)} ${rate}, ${cpu}${ratio}${verdict}`);
  }
}

/** How much work waits for the machine's processors: what is measured while others work says less. */
export function tellLoad(): void {
  const [minute = 0] = loadavg();
  console.log(`The machine has ${availableParallelism()} processors, and ${minute.toFixed(1)} at work on average.`);
}

export function atLeast(value: number, goal: number): string {
  return `goal at least ${goal}: ${value >= goal ? 'met' : 'MISSED'}`;
}

export function atMost(value: number, goal: number, unit: string): string {
  return `goal at most ${goal} ${unit}: ${value <= goal ? 'met' : 'MISSED'}`;
}

/** `10,000` */
export function spelled(value: number): string {
  return Math.round(value).toLocaleString('en');
}

/** The value that so great a share of them, 0 to 1, does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
