import { deferConfigSchema } from '@ishur/adapter-kit';
import type { ConfigSchema } from '@ishur/contract/v1';

/** What stands under `with` of a source whose adapter is `json`. */
export interface JsonConfig {
  /** One or more paths or patterns, from the folder of the configuration file. */
  readonly path: string | readonly string[];
}

export const jsonConfigSchema: ConfigSchema<JsonConfig> = deferConfigSchema(
  'zod',
  async () => (await import('./config-schema.ts')).schema,
);
