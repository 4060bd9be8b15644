export interface Contestant {
  readonly name: string;
  /** The most that its median may be, as a multiple of the first contestant's. */
  readonly goal?: number;
  readonly run: () => void;
}

export interface Standing {
  readonly name: string;
  readonly medianMs: number;
  /** Median as a multiple of the first contestant's median. */
  readonly ratio: number;
  readonly goal: number | undefined;
}

/**
 * Runs the contestants in turn, so that a slow minute of the machine hits all of them alike, and compares the medians
 * with the first. One round before is not counted: it warms the disk.
 */
export function alternate(contestants: readonly Contestant[], rounds: number): readonly Standing[] {
  const times = contestants.map((): number[] => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, { run }] of contestants.entries()) {
      const start = performance.now();
      run();
      if (round >= 0) times[index]?.push(performance.now() - start);
    }
  }
  const medians = times.map(median);
  return contestants.map(({ name, goal }, index) => {
    const medianMs = medians[index] ?? Number.NaN;
    return { name, medianMs, ratio: medianMs / (medians[0] ?? Number.NaN), goal };
  });
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const around = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return around.reduce((sum, value) => sum + value, 0) / around.length;
}

export function formatStandings(standings: readonly Standing[]): string {
  return standings
    .map(({ name, medianMs, ratio, goal }) => {
      const goalText = goal === undefined ? '' : `, goal at most ${String(goal)}: ${ratio <= goal ? 'met' : 'MISSED'}`;
      return `${medianMs.toFixed(1).padStart(8)} ms  ${ratio.toFixed(2).padStart(5)} times${goalText}  ${name}`;
    })
    .join('\n');
}
