import type { IshurError } from '@ishur/contract';

/** Of each code so many are kept: what fails for a hundred thousand documents fails for one reason, and is told once. */
const KEPT_OF_A_CODE = 100;

/** What failed in a run, in the order in which it did, bounded however many documents there are. */
export interface Failures {
  note(...errors: readonly IshurError[]): void;
  readonly kept: readonly IshurError[];
  /** How many more there were. Each is of a code that is among the kept. */
  beyond(): number;
}

export function createFailures(): Failures {
  const counts = new Map<string, number>();
  const kept: IshurError[] = [];
  let beyond = 0;
  return {
    kept,
    beyond: () => beyond,
    note(...errors) {
      for (const error of errors) {
        const count = (counts.get(error.code) ?? 0) + 1;
        counts.set(error.code, count);
        if (count <= KEPT_OF_A_CODE) kept.push(error);
        else beyond += 1;
      }
    },
  };
}
