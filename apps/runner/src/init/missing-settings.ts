import type { Adapter } from '@ishur/contract/v1';
import { isSettings } from './settings-of-flags.ts';
import type { Settings } from './settings-of-flags.ts';

/** A setting that an adapter cannot do without. */
export interface MissingSetting {
  readonly path: readonly string[];
  /** Refers to the environment or to a file: its value stands nowhere in the configuration. */
  readonly isSecret: boolean;
  readonly example: string | undefined;
}

/** What an adapter's own schema requires and the settings do not have; nothing where it tells none. */
export async function missingSettings(adapter: Adapter, given: Settings): Promise<readonly MissingSetting[]> {
  const schema = await adapter.config['~standard'].jsonSchema?.input({ target: 'draft-2020-12' });
  return missingIn(schema, given, []);
}

function missingIn(schema: unknown, given: unknown, path: readonly string[]): readonly MissingSetting[] {
  if (!isSettings(schema)) return [];
  const choices = schema['anyOf'];
  if (!Array.isArray(choices)) return missingInOne(schema, given, path);
  if (path.length > 0 && (given === undefined || isSecretChoice(choices))) {
    if (given !== undefined) return [];
    if (isSecretChoice(choices)) return [leaf(schema, path, true)];
    if (choices.some((choice) => isSettings(choice) && choice['type'] === 'string')) return [leaf(schema, path, false)];
  }
  // The one that has most in common with what was named; the first where nothing was.
  const named = isSettings(given) ? Object.keys(given) : [];
  const fits = (choice: unknown): number => requiredIn(choice).filter((key) => named.includes(key)).length;
  const best = choices.reduce<unknown>((one, other) => (fits(other) > fits(one) ? other : one), choices[0]);
  return missingIn(best, given, path);
}

function missingInOne(schema: Settings, given: unknown, path: readonly string[]): readonly MissingSetting[] {
  if (given !== undefined && !isSettings(given)) return [];
  const { properties } = schema;
  if (!isSettings(properties)) return given === undefined ? [leaf(schema, path, false)] : [];
  return requiredIn(schema).flatMap((key) => missingIn(properties[key], given?.[key], [...path, key]));
}

function requiredIn(schema: unknown): readonly string[] {
  const required = isSettings(schema) ? schema['required'] : undefined;
  return Array.isArray(required) ? required.filter((key): key is string => typeof key === 'string') : [];
}

/** `{ env: NAME }` or `{ file: path }`. */
function isSecretChoice(choices: readonly unknown[]): boolean {
  const only = choices.map((choice) => requiredIn(choice).join());
  return only.includes('env') && only.includes('file');
}

function leaf(schema: Settings, path: readonly string[], isSecret: boolean): MissingSetting {
  const examples = schema['examples'];
  const [example]: readonly unknown[] = Array.isArray(examples) ? examples : [];
  return { path, isSecret, example: typeof example === 'string' ? example : undefined };
}
