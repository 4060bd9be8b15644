import type { ConfigSchema } from '@ishur/contract/v1';

/** What stands under `with` of a source whose adapter is `json`. */
export interface JsonConfig {
  /** One or more paths or patterns, from the folder of the configuration file. */
  readonly path: string | readonly string[];
}

/** zod is loaded when a configuration is to be judged, and not before: a command that names a file has none. */
export const jsonConfigSchema: ConfigSchema<JsonConfig> = {
  '~standard': {
    version: 1,
    vendor: 'zod',
    validate: async (value) => (await import('./config-schema.ts')).schema['~standard'].validate(value),
  },
};
