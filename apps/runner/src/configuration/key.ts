import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { IshurError } from '@ishur/contract';
import { createSealer, newKey, parseKeys } from '@ishur/engine';
import type { Sealer } from '@ishur/engine';
import type { LoadedConfiguration } from './load-configuration.ts';
import { readSecret, remember } from './secret.ts';

/** The key file of a configuration that names none. */
const DEFAULT_FILE = 'ishur.key';

/**
 * What encrypts tokens and frozen bytes: the `key` of the configuration, or a file beside it that is made at first need and
 * that only its owner can read.
 *
 * @throws IshurError `config/secret-missing`, `config/key-not-written`, `key/unreadable` (`fix-config`).
 */
export function openSealer(
  { key, folder }: Pick<LoadedConfiguration, 'key' | 'folder'>,
  environment: Readonly<Record<string, string | undefined>>,
): Sealer {
  const file = resolve(folder, DEFAULT_FILE);
  const where = key === undefined ? file : 'env' in key ? key.env : resolve(folder, key.file);
  const text = key === undefined ? ownKey(file) : readSecret('key', key, folder, environment);
  for (const line of text.split(/\r?\n/)) remember(line.trim());
  return createSealer(parseKeys(text, where));
}

function ownKey(file: string): string {
  try {
    // `wx`: where another process was first, its key is the one.
    writeFileSync(file, `${newKey()}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!isThere) throw notWritten(file, error);
  }
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw notWritten(file, error);
  }
}

function notWritten(file: string, cause: unknown): IshurError {
  const detail = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return new IshurError({
    code: 'config/key-not-written',
    remedy: 'fix-config',
    message: {
      he: `לא ניתן ליצור או לקרוא את קובץ המפתח ${file} (${detail}). בדקו הרשאות בתיקייה, או הגדירו key בקובץ ההגדרות.`,
      en: `The key file ${file} cannot be made or read (${detail}). Check the folder's permissions, or set \`key\` in the configuration.`,
    },
    cause,
  });
}
