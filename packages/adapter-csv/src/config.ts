import { deferConfigSchema } from '@ishur/adapter-kit';
import type { ConfigSchema } from '@ishur/contract/v1';
import type { DateOrder, EncodingName, HeaderField, HebrewOrder } from '@ishur/adapter-kit';

/** What stands under `with` of a source whose adapter is `csv`. */
export interface CsvConfig {
  /** One or more paths or patterns, from the folder of the configuration file. */
  readonly path: string | readonly string[];
  /** `sales` when not given: documents of the business. `purchases`: invoices that it received, for `ishur verify`. */
  readonly holds?: 'sales' | 'purchases' | undefined;
  /** Found out from the bytes when not given. */
  readonly encoding?: EncodingName | undefined;
  /** Found out from the header and the words when not given. */
  readonly hebrew?: HebrewOrder | undefined;
  /** Found out from the header when not given. */
  readonly delimiter?: Delimiter | undefined;
  /** `day-first` when not given. */
  readonly dateOrder?: DateOrder | undefined;
  /** A file that changed less than so many seconds ago, and whose last line has no end, is still being written; 2 when not given. */
  readonly settleSeconds?: number | undefined;
  /** The header of a field's column, where the names that are known do not find it. */
  readonly columns?: Readonly<Partial<Record<HeaderField, string>>> | undefined;
  /** Headers of columns that are nothing of ours, whatever they are called and hold. */
  readonly otherColumns?: readonly string[] | undefined;
  /** Takes a row that ends before the header does; it is refused when not given, because a missing delimiter looks the same. */
  readonly shortRows?: 'accept' | undefined;
  /** Which of the two numbers a second file, for the accounting system to import, holds; no such file when not given. */
  readonly importFile?: 'whole' | 'short' | undefined;
  /** The number of the type that a text in the type column means, where its words do not say so. */
  readonly documentTypes?: Readonly<Record<string, number>> | undefined;
  /** The type of every document, for files that have no type column. */
  readonly documentType?: number | undefined;
}

export type Delimiter = ',' | ';' | '\t' | '|' | 'tab';

export const csvConfigSchema: ConfigSchema<CsvConfig> = deferConfigSchema(
  'zod',
  async () => (await import('./config-schema.ts')).schema,
);

/** The delimiters to try, the declared one alone where there is one. */
export function delimitersOf(config: CsvConfig): readonly string[] {
  if (config.delimiter === undefined) return [',', ';', '\t', '|'];
  return [config.delimiter === 'tab' ? '\t' : config.delimiter];
}
