import type { ConfigSchema } from '@ishur/contract/v1';
import { z } from 'zod';

/** What stands under `with` of a source. */
export interface Config {
  /** A path or a pattern, from the folder of the configuration file. REPLACE the example, here and in README.md: `./invoices/*.jsonl`. */
  readonly path: string;
}

/** Unknown keys are refused: a misspelled setting must not be ignored in silence. */
export const configSchema: ConfigSchema<Config> = z.strictObject({
  path: z.string('expected a path').min(1, 'expected a path'),
});
