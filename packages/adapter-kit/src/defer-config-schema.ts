import type { ConfigSchema } from '@ishur/contract/v1';

/**
 * A schema that is loaded when a configuration is to be judged or described, and not before: a command that names a file has
 * none, and a schema library takes longer to load than the file to read.
 *
 * @param vendor the library, as Standard Schema names it: `zod`.
 */
export function deferConfigSchema<Config>(
  vendor: string,
  load: () => Promise<ConfigSchema<Config>>,
): ConfigSchema<Config> {
  return {
    '~standard': {
      version: 1,
      vendor,
      validate: async (value) => (await load())['~standard'].validate(value),
      jsonSchema: {
        input: async (options) => (await load())['~standard'].jsonSchema?.input(options) ?? { type: 'object' },
      },
    },
  };
}
