/**
 * A schema of an adapter's configuration: the part of Standard Schema (version 1) that Ishur needs, so that zod,
 * valibot, arktype and any other library that follows the standard fit without being a dependency of the contract.
 */
export interface ConfigSchema<Config> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => ConfigResult<Config> | Promise<ConfigResult<Config>>;
    /** The same as JSON Schema, as Standard JSON Schema (version 1) has it: `ishur config schema` puts it in. May be loaded late. */
    readonly jsonSchema?:
      | {
          readonly input: (options: {
            readonly target: string;
          }) => Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>;
        }
      | undefined;
    readonly types?: { readonly input: unknown; readonly output: Config } | undefined;
  };
}

export type ConfigResult<Config> =
  | { readonly value: Config; readonly issues?: undefined }
  | { readonly issues: readonly ConfigIssue[] };

export interface ConfigIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}
