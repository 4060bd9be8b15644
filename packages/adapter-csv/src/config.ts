import type { ConfigSchema } from '@ishur/contract/v1';
import { ENCODING_NAMES, HEADER_FIELDS } from '@ishur/adapter-kit';
import type { DateOrder, EncodingName, HeaderField } from '@ishur/adapter-kit';
import { z } from 'zod';

/** What stands under `with` of a source whose adapter is `csv`. */
export interface CsvConfig {
  /** One or more paths or patterns, from the folder of the configuration file. */
  readonly path: string | readonly string[];
  /** Found out from the bytes when not given. */
  readonly encoding?: EncodingName | undefined;
  /** Found out from the header when not given. */
  readonly delimiter?: Delimiter | undefined;
  /** `day-first` when not given. */
  readonly dateOrder?: DateOrder | undefined;
  /** The header of a field's column, where the names that are known do not find it. */
  readonly columns?: Readonly<Partial<Record<HeaderField, string>>> | undefined;
  /** The number of the type that a text in the type column means, where its words do not say so. */
  readonly documentTypes?: Readonly<Record<string, number>> | undefined;
  /** The type of every document, for files that have no type column. */
  readonly documentType?: number | undefined;
}

export type Delimiter = ',' | ';' | '\t' | '|' | 'tab';

const documentTypeNumber = z.int().min(1).max(9999);

/** Unknown keys are refused: a misspelled setting must not be ignored in silence. */
export const csvConfigSchema: ConfigSchema<CsvConfig> = z.strictObject({
  path: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
  encoding: z.enum(ENCODING_NAMES).optional(),
  delimiter: z.enum([',', ';', '\t', '|', 'tab']).optional(),
  dateOrder: z.enum(['day-first', 'month-first']).optional(),
  columns: z.partialRecord(z.enum(HEADER_FIELDS), z.string().min(1)).optional(),
  documentTypes: z.record(z.string().min(1), documentTypeNumber).optional(),
  documentType: documentTypeNumber.optional(),
});

/** The delimiters to try, the declared one alone where there is one. */
export function delimitersOf(config: CsvConfig): readonly string[] {
  if (config.delimiter === undefined) return [',', ';', '\t'];
  return [config.delimiter === 'tab' ? '\t' : config.delimiter];
}
