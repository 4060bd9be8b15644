import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { IshurError } from '@ishur/contract';
import { z } from 'zod';
import { both } from './localized-issues.ts';

/** Where a secret stands: never in the configuration itself, which people show to each other. */
export type SecretReference = { readonly env: string } | { readonly file: string };

/** A secret never stands in the file itself: it comes from the environment or from a file of its own. */
export const secret: z.ZodType<SecretReference> = z.union(
  [z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })],
  both({
    he: 'סוד אינו נכתב כאן; כתבו { env: NAME } או { file: path }, ושימו אותו שם',
    en: 'never stands here itself; write { env: NAME } or { file: path }, and put it there',
  }),
);

/** No key and no password is larger; what is, is another file. */
const LARGEST_SECRET = 16 * 1024;

/** What came from outside and must not be shown again. Shorter texts would tear holes into every message. */
const SHORTEST_HIDDEN = 6;
const known = new Set<string>();

/**
 * Reads a secret, and remembers it so that {@link hideSecrets} finds it wherever it turns up.
 *
 * @param key the setting that refers to it, for messages: `client.secret`.
 * @param folder the configuration's, where relative paths start.
 * @throws IshurError `config/secret-missing` (`fix-config`), which names the setting and the place and never the content.
 */
export function readSecret(
  key: string,
  reference: SecretReference,
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const value = readIfThere(reference, folder, environment);
  if (value === undefined) throw missing(key, reference, folder);
  remember(value);
  return value;
}

/** What a reference refers to; `undefined` where it is missing or empty. */
export function readIfThere(
  reference: SecretReference,
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const text = 'env' in reference ? environment[reference.env] : textOf(resolve(folder, reference.file));
  const value = text?.replace(/^\uFEFF/, '').trim();
  return value === '' ? undefined : value;
}

export function isSecretReference(value: unknown): value is SecretReference {
  return secret.safeParse(value).success;
}

/** Hides a text wherever it turns up from now on: a secret, or a part of one. */
export function remember(value: string): void {
  if (value.length >= SHORTEST_HIDDEN) known.add(value);
}

/** A text without any secret that was read. For logs and for whatever is shown of an unexpected failure. */
export function hideSecrets(text: string): string {
  let clean = text;
  for (const value of known) {
    clean = clean.replaceAll(value, '***').replaceAll(JSON.stringify(value).slice(1, -1), '***');
    clean = clean.replaceAll(encodeURIComponent(value), '***');
  }
  return clean;
}

function textOf(file: string): string | undefined {
  try {
    return statSync(file).size > LARGEST_SECRET ? undefined : readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function missing(key: string, reference: SecretReference, folder: string): IshurError {
  const place = 'env' in reference ? reference.env : resolve(folder, reference.file);
  const he = 'env' in reference ? `משתנה הסביבה ${place} אינו מוגדר או ריק` : `הקובץ ${place} חסר, ריק או גדול מדי`;
  const en =
    'env' in reference
      ? `the environment variable ${place} is not set, or is empty`
      : `the file ${place} is missing, empty or too large`;
  return new IshurError({
    code: 'config/secret-missing',
    remedy: 'fix-config',
    message: {
      he: `${key} בקובץ ההגדרות: ${he}. הגדירו אותו ונסו שוב.`,
      en: `${key} in the configuration: ${en}. Set it and try again.`,
    },
  });
}
