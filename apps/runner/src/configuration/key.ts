import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { IshurError } from '@ishur/contract';
import { createSealer, newKey, parseKeys } from '@ishur/engine';
import type { Sealer } from '@ishur/engine';
import { keyFile, ledgerFile, vaultFile } from './files.ts';
import type { LoadedConfiguration } from './load-configuration.ts';
import { readSecret, remember } from './secret.ts';

type WithKey = Pick<LoadedConfiguration, 'key' | 'folder' | 'ledger' | 'vault'>;
type Environment = Readonly<Record<string, string | undefined>>;

/** A command that only looks makes no key; one that keeps something makes it at first need. */
export type Purpose = 'read' | 'write';

/** From this version on a ledger holds sealed bytes. */
const FIRST_SEALED = 2;

/**
 * What encrypts tokens and frozen bytes: the `key` of the configuration, or a file beside it that is made at first need and
 * that only its owner can read. Where something may have been sealed already, a missing key is never made anew: the new one
 * would open nothing.
 *
 * @throws IshurError `config/secret-missing`, `config/key-missing`, `config/key-not-written`, `key/unreadable` (`fix-config`).
 */
export async function openSealer(
  configuration: WithKey,
  environment: Environment,
  purpose: Purpose = 'write',
): Promise<Sealer> {
  const keys = await readKeys(configuration, environment, purpose);
  // Nothing is there that it could open, and nothing is kept by whoever only looks.
  return createSealer(keys ?? [randomBytes(32)]);
}

/** The keys of the configuration, newest first; undefined where there is none yet, and whoever asks only looks. */
export async function readKeys(
  configuration: WithKey,
  environment: Environment,
  purpose: Purpose,
): Promise<readonly Uint8Array[] | undefined> {
  const { key, folder } = configuration;
  if (key !== undefined) {
    const text = readSecret('key', key, folder, environment);
    return keysIn(text, 'env' in key ? key.env : (keyFile(configuration) ?? ''));
  }
  const file = keyFile(configuration) ?? '';
  if (!existsSync(file)) {
    const sealed = await sealedFileOf(configuration);
    if (sealed !== undefined) throw keyMissing(file, sealed);
    if (purpose === 'read') return undefined;
    writeKey(file);
  }
  return keysIn(textOf(file), file);
}

function keysIn(text: string, where: string): readonly Uint8Array[] {
  for (const line of text.split(/\r?\n/)) remember(line.trim());
  return parseKeys(text, where);
}

/** A file that may hold what was sealed with a key. */
async function sealedFileOf(configuration: WithKey): Promise<string | undefined> {
  const vault = vaultFile(configuration);
  if (isFile(vault)) return vault;
  const ledger = ledgerFile(configuration);
  if (ledger === undefined || !isFile(ledger)) return undefined;
  const { ledgerVersion } = await import('@ishur/ledger-sqlite');
  return ((await ledgerVersion(ledger)).found ?? 0) >= FIRST_SEALED ? ledger : undefined;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function writeKey(file: string): void {
  try {
    // `wx`: where another process was first, its key is the one.
    writeFileSync(file, `${newKey()}\n`, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!isThere) throw notWritten(file, error);
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw notWritten(file, error);
  }
}

function keyMissing(file: string, sealed: string): IshurError {
  return new IshurError({
    code: 'config/key-missing',
    remedy: 'fix-config',
    message: {
      he: `קובץ המפתח ${file} חסר, אבל ${sealed} כבר קיים ומוצפן בו. החזירו את המפתח מהעותק שנשמר, או תקנו את key בקובץ ההגדרות. אם אבד לצמיתות: ishur keys new, ואחר כך ishur connect; עסק שיש לו בקשה שטרם נענתה ייעצר עד שהמפתח יוחזר.`,
      en: `The key file ${file} is missing, while ${sealed} is there and is sealed with it. Put the key back from the copy that was kept, or correct \`key\` in the configuration. If it is lost for good: ishur keys new, then ishur connect; a business with an ask that was not answered yet stays stopped until the key is back.`,
    },
  });
}

export function notWritten(file: string, cause: unknown): IshurError {
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
