import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { TokenReference } from './config.ts';
import { tokenMissing } from './errors.ts';

/** Reads the token anew for each session, so that a new one needs no restart. Relative paths start in `folder`. */
export async function readToken(reference: TokenReference, folder: string): Promise<string> {
  const place = 'env' in reference ? reference.env : resolve(folder, reference.file);
  const text = 'env' in reference ? process.env[place] : await readFile(place, 'utf8').catch(() => undefined);
  const token = text?.replace(/^\uFEFF/, '').trim();
  // A header takes visible characters of ASCII alone.
  if (token === undefined || !/^[\x21-\x7e]{1,4096}$/.test(token)) throw tokenMissing(place);
  return token;
}
