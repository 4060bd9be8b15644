import type { ConfigSchema } from '@ishur/contract/v1';
import { z } from 'zod';
import type { JsonConfig } from './config.ts';

/** One string stands in a Hebrew sentence and in an English one: short, and made of the words of the configuration file. */
const paths = 'expected a path or a list of paths';
const path = z.string(paths).min(1, paths);

/** Unknown keys are refused: a misspelled setting must not be ignored in silence. */
export const schema: ConfigSchema<JsonConfig> = z.strictObject(
  { path: z.union([path, z.array(path).min(1, paths)], paths) },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.join(', ')}: expected path`
        : 'expected path: ./invoices/*.json',
  },
);
