import type { ConfigSchema } from '@ishur/contract/v1';
import { z } from 'zod';
import type { UniformFileConfig } from './config.ts';

const ENCODINGS = ['iso-8859-8', 'windows-1255', 'cp862', 'utf-8'] as const;
const ORDERS = ['logical', 'visual'] as const;

/** An issue stands in a Hebrew sentence and in an English one, so it is made of the words of the configuration file. */
const expected = (what: string): string => `expected ${what}`;
const oneOf = (values: readonly string[]): string => expected(values.join(' | '));
const paths = expected('a path or a list of paths');
const path = z.string(paths).min(1, paths);
const dealer = expected('nine digits in quotation marks');

const settings = {
  path: z.union([path, z.array(path).min(1, paths)], paths),
  encoding: z.enum(ENCODINGS, oneOf(ENCODINGS)).optional(),
  hebrew: z.enum(ORDERS, oneOf(ORDERS)).optional(),
  vatNumber: z
    .string(dealer)
    .regex(/^\d{9}$/, dealer)
    .optional(),
};

/** Unknown keys are refused: a misspelled setting must not be ignored in silence. */
export const schema: ConfigSchema<UniformFileConfig> = z.strictObject(settings, {
  error: (issue) =>
    issue.code === 'unrecognized_keys'
      ? `${issue.keys.join(', ')}: ${oneOf(Object.keys(settings))}`
      : expected('path: ./OPENFRMT'),
});
