import { isSecretReference, readIfThere, remember } from './secret.ts';

/** Settings of adapters are nested by people, and not more than this. */
const DEEPEST = 8;

/**
 * Remembers every secret to which the settings of an adapter refer (`{ env: NAME }`, `{ file: path }`, wherever they stand), so
 * that it is hidden wherever it turns up. The adapter reads it itself, from the environment of the process; what is missing is
 * for it to say.
 */
export function rememberSecretsWithin(
  settings: unknown,
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
  depth = 0,
): void {
  if (typeof settings !== 'object' || settings === null || depth > DEEPEST) return;
  if (isSecretReference(settings)) {
    const value = readIfThere(settings, folder, environment);
    if (value !== undefined) remember(value);
    return;
  }
  for (const value of Object.values(settings)) rememberSecretsWithin(value, folder, environment, depth + 1);
}

/** The variables of the environment to which a setting refers as a secret, wherever in it they stand. */
export function secretVariablesWithin(settings: unknown, depth = 0): readonly string[] {
  if (typeof settings !== 'object' || settings === null || depth > 2 * DEEPEST) return [];
  if (isSecretReference(settings)) return 'env' in settings ? [settings.env] : [];
  return Object.values(settings).flatMap((value) => secretVariablesWithin(value, depth + 1));
}
