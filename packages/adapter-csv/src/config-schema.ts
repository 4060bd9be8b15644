import { ENCODING_NAMES, HEADER_FIELDS } from '@ishur/adapter-kit';
import type { ConfigSchema } from '@ishur/contract/v1';
import { z } from 'zod';
import type { CsvConfig } from './config.ts';

const DELIMITERS = [',', ';', '\t', '|', 'tab'] as const;
const HEBREW_ORDERS = ['logical', 'visual'] as const;
const NUMBERS = ['whole', 'short'] as const;
const DATE_ORDERS = ['day-first', 'month-first'] as const;

/**
 * An issue has one string, which stands in a Hebrew sentence and in an English one. So it is short, and made of the words of
 * the configuration file.
 */
const expected = (what: string): string => `expected ${what}`;
const oneOf = (values: readonly string[]): string => expected(values.join(' | '));
/** For a table of settings: which keys are unknown and which there are, or what one looks like. */
const known =
  (keys: readonly string[], example: string) =>
  (issue: { readonly code?: string; readonly keys?: readonly string[] }): string =>
    issue.code === 'unrecognized_keys' ? `${issue.keys?.join(', ')}: ${oneOf(keys)}` : expected(example);

const paths = expected('a path or a list of paths');
const path = z.string(paths).min(1, paths);
const header = z.string(expected('a header of the file')).min(1, expected('a header of the file'));
const type = expected('a number such as 305');
const documentTypeNumber = z.int(type).min(1, type).max(9999, type);

const seconds = expected('seconds, from 0 to 3600');

const HOLDS = ['sales', 'purchases'] as const;

const settings = {
  path: z.union([path, z.array(path).min(1, paths)], paths),
  holds: z.enum(HOLDS, oneOf(HOLDS)).optional(),
  encoding: z.enum(ENCODING_NAMES, oneOf(ENCODING_NAMES)).optional(),
  hebrew: z.enum(HEBREW_ORDERS, oneOf(HEBREW_ORDERS)).optional(),
  delimiter: z.enum(DELIMITERS, oneOf(DELIMITERS.map((delimiter) => JSON.stringify(delimiter)))).optional(),
  dateOrder: z.enum(DATE_ORDERS, oneOf(DATE_ORDERS)).optional(),
  settleSeconds: z.number(seconds).min(0, seconds).max(3600, seconds).optional(),
  columns: z
    .partialRecord(z.enum(HEADER_FIELDS), header, { error: known(HEADER_FIELDS, 'reference: אסמכתא') })
    .optional(),
  otherColumns: z.array(header, expected('["ת.ז. סוכן"]')).optional(),
  shortRows: z.enum(['accept'], oneOf(['accept'])).optional(),
  importFile: z.enum(NUMBERS, oneOf(NUMBERS)).optional(),
  documentTypes: z.record(z.string().min(1), documentTypeNumber, expected('חשבונית: 305')).optional(),
  documentType: documentTypeNumber.optional(),
};

/** Unknown keys are refused: a misspelled setting must not be ignored in silence. */
export const schema: ConfigSchema<CsvConfig> = z.strictObject(settings, {
  error: known(Object.keys(settings), 'path: ./invoices/*.csv'),
});
