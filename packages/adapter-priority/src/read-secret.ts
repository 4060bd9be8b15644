import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Login, PriorityConfig, SecretReference } from './config.ts';
import { secretMissing } from './errors.ts';

/** Reads a secret anew for each session, so that a new one needs no restart. Relative paths start in `folder`. */
export async function readSecret(
  reference: SecretReference,
  folder: string,
  form: RegExp = /^[^\p{Cc}]{1,4096}$/u,
): Promise<string> {
  const place = 'env' in reference ? reference.env : resolve(folder, reference.file);
  const text = 'env' in reference ? process.env[place] : await readFile(place, 'utf8').catch(() => undefined);
  const secret = text?.replace(/^\uFEFF/, '').trim();
  if (secret === undefined || !form.test(secret)) throw secretMissing(place);
  return secret;
}

/** What a header takes; other characters are refused by Node in words that are not ours. */
const VISIBLE = /^[\x21-\x7e]{1,4096}$/;

/** The headers that say who asks. */
export async function readLogin(config: PriorityConfig, folder: string): Promise<Readonly<Record<string, string>>> {
  const { login, application } = config;
  const headers: Record<string, string> = { authorization: `Basic ${encoded(await pairOf(login, folder))}` };
  if (application !== undefined) {
    headers['x-app-id'] = await readSecret(application.id, folder, VISIBLE);
    headers['x-app-key'] = await readSecret(application.key, folder, VISIBLE);
  }
  return headers;
}

/** A token is the *user*, and the word PAT its password (Priority REST documentation, "Authenticate"). */
async function pairOf(login: Login, folder: string): Promise<string> {
  if ('token' in login) return `${await readSecret(login.token, folder)}:PAT`;
  const user = typeof login.user === 'string' ? login.user : await readSecret(login.user, folder);
  return `${user}:${await readSecret(login.password, folder)}`;
}

function encoded(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** Of a shorter one every word would be full, and nobody who has it needs our words for it. */
const SHORTEST_LEFT_OUT = 6;

/** What must not be repeated, of the headers that say who asks: as it was read, and as it is sent. */
export function secretsIn(headers: Readonly<Record<string, string>>): readonly string[] {
  const sent = (headers['authorization'] ?? '').replace(/^Basic /, '');
  const pair = Buffer.from(sent, 'base64').toString('utf8');
  const [, user = '', password = ''] = /^([^:]*):(.*)$/s.exec(pair) ?? [];
  // The user of a token is the token.
  const known = [sent, pair, password === 'PAT' ? user : password, headers['x-app-key'] ?? ''];
  return known.filter(({ length }) => length >= SHORTEST_LEFT_OUT);
}
