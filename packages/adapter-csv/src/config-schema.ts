import { ENCODING_NAMES, HEADER_FIELDS } from '@ishur/adapter-kit';
import type { ConfigSchema } from '@ishur/contract/v1';
import { z } from 'zod';
import type { CsvConfig } from './config.ts';

const documentTypeNumber = z.int().min(1).max(9999);

/** Unknown keys are refused: a misspelled setting must not be ignored in silence. */
export const schema: ConfigSchema<CsvConfig> = z.strictObject({
  path: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
  encoding: z.enum(ENCODING_NAMES).optional(),
  delimiter: z.enum([',', ';', '\t', '|', 'tab']).optional(),
  dateOrder: z.enum(['day-first', 'month-first']).optional(),
  columns: z.partialRecord(z.enum(HEADER_FIELDS), z.string().min(1)).optional(),
  documentTypes: z.record(z.string().min(1), documentTypeNumber).optional(),
  documentType: documentTypeNumber.optional(),
});
