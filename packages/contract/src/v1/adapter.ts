import { IshurError } from '../errors.ts';
import type { AdapterCapabilities } from './capabilities.ts';
import type { ConfigIssue, ConfigSchema } from './config-schema.ts';
import type { AdapterSession } from './session.ts';

/** Structured log of an adapter. Never give it a secret or a customer's name. */
export interface Log {
  debug(message: string, details?: Readonly<Record<string, unknown>>): void;
  info(message: string, details?: Readonly<Record<string, unknown>>): void;
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
}

/** What the runner lends an adapter. */
export interface AdapterContext {
  readonly log: Log;
  /** The present moment; a test sets it. */
  readonly clock: { now(): Date };
  /** The folder of the configuration file, from which relative paths in the adapter's configuration start. */
  readonly folder: string;
}

/** The beginning of a file that a person named, for `recognise`. */
export interface FileSample {
  /** Absolute path. */
  readonly path: string;
  /** The first bytes, up to 64 KiB. */
  readonly head: Uint8Array;
}

/** What an adapter author writes, and hands to {@link defineAdapter}. */
export interface AdapterDefinition<Config> {
  /** Lower-case, as it stands in the configuration file: `priority`. */
  readonly id: string;
  readonly capabilities: AdapterCapabilities;
  readonly config: ConfigSchema<Config>;
  /** Opens a session. Touches the source no more than it must: `check` proves that it can be reached. */
  open(config: Config, context: AdapterContext): Promise<AdapterSession>;
  /** A configuration for this file when the adapter knows it by its name and first bytes; `undefined` when it does not. */
  recognise?(sample: FileSample): Config | undefined;
}

/** What the runner sees: the configuration's type is erased, so that a list of adapters is just a list. */
export interface Adapter {
  readonly contract: 'v1';
  readonly id: string;
  readonly capabilities: AdapterCapabilities;
  readonly config: ConfigSchema<unknown>;
  /**
   * Called by the runner (hence *do*): validates the configuration, then opens.
   *
   * @throws IshurError `adapter/invalid-config` (`fix-config`), which names every wrong field.
   */
  doOpen(config: unknown, context: AdapterContext): Promise<AdapterSession>;
  recognise?(sample: FileSample): unknown;
}

/** Makes an adapter of its definition. */
export function defineAdapter<Config>(definition: AdapterDefinition<Config>): Adapter {
  // What `recognise` returned is of the right type already: it is opened without loading a schema library first.
  const recognised = new WeakMap<object, Config>();
  return {
    contract: 'v1',
    id: definition.id,
    capabilities: definition.capabilities,
    config: definition.config,
    async doOpen(config, context) {
      const known = typeof config === 'object' && config !== null ? recognised.get(config) : undefined;
      if (known !== undefined) return definition.open(known, context);
      const result = await definition.config['~standard'].validate(config);
      if (result.issues !== undefined) throw invalidConfig(definition.id, result.issues);
      return definition.open(result.value, context);
    },
    ...(definition.recognise === undefined
      ? {}
      : {
          recognise(sample: FileSample) {
            const config = definition.recognise?.(sample);
            if (typeof config === 'object' && config !== null) recognised.set(config, config);
            return config;
          },
        }),
  };
}

function invalidConfig(adapter: string, issues: readonly ConfigIssue[]): IshurError {
  const found = issues.map((issue) => `${pathOf(issue)}: ${issue.message}`).join('; ');
  return new IshurError({
    code: 'adapter/invalid-config',
    remedy: 'fix-config',
    message: {
      he: `ההגדרות של המתאם "${adapter}" (תחת with) אינן תקינות: ${found}. תקנו אותן בקובץ ההגדרות.`,
      en: `The settings of adapter "${adapter}" (under \`with\`) are not valid: ${found}. Mend them in the configuration file.`,
    },
  });
}

function pathOf(issue: ConfigIssue): string {
  const keys = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  return keys.length === 0 ? 'with' : keys.join('.');
}
