import { IshurError, isIshurError } from '@ishur/contract';
import type { Call } from '@ishur/contract/v1';
import type { TokenSource } from './token-source.ts';

/** A header's worth of visible ASCII; anything else would be refused by Node in words that we do not choose. */
const TOKEN = /^[\x21-\x7e]{1,8192}$/;

/** Whether a text can be sent as a token. */
export function isHeaderToken(text: string): boolean {
  return TOKEN.test(text);
}

/**
 * The token for one call.
 *
 * @param refused see {@link TokenSource.accessToken}.
 * @throws IshurError `transport/no-access-token` (`fix-config`), and what the source itself throws.
 */
export async function readToken(source: Required<TokenSource>, call: Call, refused?: string): Promise<string> {
  let token: string;
  try {
    token = await source.accessToken(call, refused);
  } catch (error) {
    if (isIshurError(error)) throw error;
    // Without its cause: what failed while holding a token may hold the token.
    throw noToken(
      'לא התקבל אסימון גישה לרשות המסים. התחברו מחדש לרשות המסים עבור העסק הזה.',
      'No access token for the authority could be had. Log in to the authority again for this business.',
    );
  }
  if (isHeaderToken(token)) return token;
  throw noToken(
    'אסימון הגישה לרשות המסים ריק או פגום. בדקו אותו בהגדרות, או התחברו מחדש.',
    'The access token for the authority is empty or damaged. Check it in the settings, or log in again.',
  );
}

function noToken(he: string, en: string): IshurError {
  return new IshurError({ code: 'transport/no-access-token', remedy: 'fix-config', message: { he, en } });
}
