import type { Random } from './random.ts';
import type { Material, Truth } from './truth.ts';

export type Files = ReadonlyMap<string, Uint8Array>;

/** A small valid source, and everything that is needed to judge what becomes of it. */
export interface GeneratedSource {
  /** The folder that its files are put into, one for each set of names: `csv`, `zip`. */
  readonly variant: string;
  readonly files: Files;
  readonly config: unknown;
  readonly truths: readonly Truth[];
  /** How each truth stands in the source: its text without line ends, one string a line. Told by the order of `truths`. */
  readonly records: readonly (readonly string[])[];
  /** Characters that stand between two values of a record, beside blanks. */
  readonly marks: string;
  /** Whether rows of amounts without any name are totals in this format, and passed over. */
  readonly areTotalsNameless?: boolean;
  /** The lines of the damaged data, as a reader counts them; none where its container is broken. */
  linesOf(files: Files): readonly string[];
  /**
   * Every document that the damaged files plainly say, read by the simplest rules with nothing forgiven. A reader cannot
   * know that what a file says in so many words was once different.
   */
  saidBy(files: Files): readonly Material[];
}

export type Generate = (random: Random) => GeneratedSource;
