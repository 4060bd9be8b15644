import type { ConfigSchema } from '@ishur/contract/v1';
import type { HebrewOrder } from '@ishur/adapter-kit';

/** What stands under `with` of a source whose adapter is `uniform-file`. */
export interface UniformFileConfig {
  /** Folders, BKMVDATA.TXT files or zip archives, from the folder of the configuration file. A folder is searched at any depth. */
  readonly path: string | readonly string[];
  /** Found out from INI.TXT and the bytes when not given. */
  readonly encoding?: UniformEncoding | undefined;
  /** Found out from the letters that end words when not given. */
  readonly hebrew?: HebrewOrder | undefined;
  /** The business whose file is expected; a file of another one is reported. */
  readonly vatNumber?: string | undefined;
}

/** ISO-8859-8 and CP862 are the rules' own; Windows-1255 and UTF-8 occur. */
export type UniformEncoding = 'iso-8859-8' | 'windows-1255' | 'cp862' | 'utf-8';

/** zod is loaded when a configuration is to be judged, and not before: a command that names a file has none. */
export const uniformFileConfigSchema: ConfigSchema<UniformFileConfig> = {
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
