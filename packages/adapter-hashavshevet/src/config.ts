import type { ConfigSchema } from '@ishur/contract/v1';
import type { HeaderField, HebrewOrder } from '@ishur/adapter-kit';

/** What stands under `with` of a source whose adapter is `hashavshevet`. */
export interface HashavshevetConfig {
  /** Data files, parameter files (PRM), folders or patterns, from the folder of the configuration file. */
  readonly path: string | readonly string[];
  /** Found out from the file's name and its PRM when not given. */
  readonly format?: Format | undefined;
  /** The PRM, where it does not stand beside the data under the same name. */
  readonly parameters?: string | undefined;
  /** The data file of the accounts' cards (HESHIN.DAT); the one beside the data when not given. */
  readonly accounts?: string | undefined;
  /** Seconds after which a file that has not changed counts as written; 2 when not given. */
  readonly settleSeconds?: number | undefined;
  /** Found out from the bytes when not given. */
  readonly encoding?: DataEncoding | undefined;
  /** Found out from the letters that end words when not given. */
  readonly hebrew?: HebrewOrder | undefined;
  /** The number of the type that a code of the company means: `{ "1": 305, "3": 330 }`. */
  readonly documentTypes?: Readonly<Record<string, number>> | undefined;
  /** The type of every document whose code says nothing. */
  readonly documentType?: number | undefined;
  /** Codes of documents or transactions that are no sales documents. */
  readonly leaveOut?: readonly string[] | undefined;
  /** Whether the prices of IMOVEIN hold VAT; false when not given. */
  readonly pricesIncludeVat?: boolean | undefined;
  /** Per cent, where the documents do not say it. */
  readonly vatRate?: number | undefined;
  /** The accounts of the VAT on sales; when not given the second account of a side is the VAT. */
  readonly vatAccounts?: readonly string[] | undefined;
  /** What the sums of MOVEIN.DAT are where they have no point. */
  readonly sums?: 'shekels' | 'agorot' | undefined;
  /** The currency that a code of the company's table means: `{ "2": USD }`. */
  readonly currencies?: Readonly<Record<string, string>> | undefined;
  /** The header of a field's column in a report, where the names that are known do not find it. */
  readonly columns?: Readonly<Partial<Record<HeaderField, string>>> | undefined;
  /** Where the import pair is put; the folder `ishur-import` beside the data when not given. */
  readonly importFolder?: string | undefined;
}

/** IMOVEIN, MOVEIN with a PRM, MOVEIN.DAT of 180 bytes, a report saved as text. */
export type Format = 'documents' | 'journal' | 'journal-fixed' | 'report';
export type DataEncoding = 'windows-1255' | 'cp862' | 'iso-8859-8' | 'utf-8';

/** zod is loaded when a configuration is to be judged, and not before: a command that names a file has none. */
export const hashavshevetConfigSchema: ConfigSchema<HashavshevetConfig> = {
  '~standard': {
    version: 1,
    vendor: 'zod',
    validate: async (value) => (await import('./config-schema.ts')).schema['~standard'].validate(value),
    jsonSchema: {
      input: async (options) =>
        (await import('./config-schema.ts')).schema['~standard'].jsonSchema?.input(options) ?? { type: 'object' },
    },
  },
};
