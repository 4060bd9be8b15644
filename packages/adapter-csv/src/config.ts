import type { ConfigSchema } from '@ishur/contract/v1';
import type { DateOrder, EncodingName, HeaderField } from '@ishur/adapter-kit';

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

/** zod is loaded when a configuration is to be judged, and not before: a command that names a file has none. */
export const csvConfigSchema: ConfigSchema<CsvConfig> = {
  '~standard': {
    version: 1,
    vendor: 'zod',
    validate: async (value) => (await import('./config-schema.ts')).schema['~standard'].validate(value),
  },
};

/** The delimiters to try, the declared one alone where there is one. */
export function delimitersOf(config: CsvConfig): readonly string[] {
  if (config.delimiter === undefined) return [',', ';', '\t'];
  return [config.delimiter === 'tab' ? '\t' : config.delimiter];
}
