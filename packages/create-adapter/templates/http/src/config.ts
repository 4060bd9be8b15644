import type { ConfigSchema } from '@ishur/contract/v1';
import { z } from 'zod';

/** What stands under `with` of a source. */
export interface Config {
  /** Where the system's REST service is: `https://books.example.com/api`. */
  readonly url: string;
  /** Where the token stands. Never the token itself: people show configurations to each other. */
  readonly token: TokenReference;
}

export type TokenReference = { readonly env: string } | { readonly file: string };

const url = z
  .string('expected an address')
  .refine(isPlainAddress, 'expected http(s)://host/path, without a password or ?');
const token = z.union(
  [z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })],
  'never stands here itself; write { env: NAME } or { file: path }',
);

/** Unknown keys are refused: a misspelled setting must not be ignored in silence. */
export const configSchema: ConfigSchema<Config> = z.strictObject({ url, token });

function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === '';
}
