import { HEADER_FIELDS } from '@ishur/adapter-kit';
import type { ConfigSchema } from '@ishur/contract/v1';
import { z } from 'zod';
import type { HashavshevetConfig } from './config.ts';

const FORMATS = ['documents', 'journal', 'journal-fixed', 'report'] as const;
const ENCODINGS = ['windows-1255', 'cp862', 'iso-8859-8', 'utf-8'] as const;
const ORDERS = ['logical', 'visual'] as const;
const SUMS = ['shekels', 'agorot'] as const;

/** An issue stands in a Hebrew sentence and in an English one, so it is made of the words of the configuration file. */
const expected = (what: string): string => `expected ${what}`;
const oneOf = (values: readonly string[]): string => expected(values.join(' | '));
/** For a table of settings: which keys are unknown and which there are, or what one looks like. */
const known =
  (keys: readonly string[], example: string) =>
  (issue: { readonly code?: string; readonly keys?: readonly string[] }): string =>
    issue.code === 'unrecognized_keys' ? `${issue.keys?.join(', ')}: ${oneOf(keys)}` : expected(example);

const paths = expected('a path or a list of paths');
const path = z.string(paths).min(1, paths);
const type = expected('a number such as 305');
const documentTypeNumber = z.int(type).min(1, type).max(9999, type);
const codes = (example: string): z.ZodArray<z.ZodString> =>
  z.array(z.string(expected(example)).min(1, expected(example)), expected(example));
const seconds = expected('seconds, from 0 to 3600');
const percent = expected('a percentage such as 18');

const settings = {
  path: z.union([path, z.array(path).min(1, paths)], paths),
  format: z.enum(FORMATS, oneOf(FORMATS)).optional(),
  parameters: path.optional(),
  accounts: path.optional(),
  settleSeconds: z.number(seconds).min(0, seconds).max(3600, seconds).optional(),
  encoding: z.enum(ENCODINGS, oneOf(ENCODINGS)).optional(),
  hebrew: z.enum(ORDERS, oneOf(ORDERS)).optional(),
  documentTypes: z.record(z.string().min(1), documentTypeNumber, expected('"1": 305')).optional(),
  documentType: documentTypeNumber.optional(),
  leaveOut: codes('["30", "40"]').optional(),
  pricesIncludeVat: z.boolean(oneOf(['true', 'false'])).optional(),
  vatRate: z.number(percent).min(0, percent).max(100, percent).optional(),
  vatAccounts: codes('["7000"]').optional(),
  sums: z.enum(SUMS, oneOf(SUMS)).optional(),
  currencies: z
    .record(
      z.string().min(1),
      z.string(expected('"2": USD')).regex(/^[A-Z]{3}$/, expected('"2": USD')),
      expected('"2": USD'),
    )
    .optional(),
  columns: z
    .partialRecord(z.enum(HEADER_FIELDS), z.string(expected('a header of the file')).min(1), {
      error: known(HEADER_FIELDS, 'reference: אסמכתא'),
    })
    .optional(),
  importFolder: path.optional(),
};

/** Unknown keys are refused: a misspelled setting must not be ignored in silence. */
export const schema: ConfigSchema<HashavshevetConfig> = z.strictObject(settings, {
  error: known(Object.keys(settings), 'path: ./IMOVEIN.DOC'),
});
