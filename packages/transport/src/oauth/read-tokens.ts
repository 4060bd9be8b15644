import type { TokenPair } from '@ishur/core';
import { z } from 'zod';
import { pick, textOf } from '../answers/json.ts';
import type { Fields } from '../answers/json.ts';
import { isHeaderToken } from '../http/access-token.ts';

/** A pair as a log-in brings it. */
export interface GrantedPair extends TokenPair {
  /**
   * The instant at which the person agreed, ISO 8601 in UTC, by the authority's clock: `consented_on`, in epoch seconds.
   * The presentation of 8.11.2023 calls it the number of refreshes allowed, which its own example (1697447399, 16.10.2023)
   * cannot be.
   */
  readonly consentedAt?: string;
}

/** What is held before a refresh. */
export type HeldToken = Pick<TokenPair, 'refreshToken'> & { readonly refreshExpiresAt: string | undefined };

/** An end that no clock reaches: the token is good until the authority answers 401. */
const UNTIL_REFUSED = '9999-12-31T23:59:59.999Z';

const SECOND_MS = 1000;
/** Longer lives are mistakes: the longest that the authority ever gave is 90 days. */
const LONGEST_LIFE_S = 10 * 366 * 86_400;

const LONGEST_SCOPE = 1000;

const secret = z.string().refine(isHeaderToken);
const life = z
  .union([
    z.number(),
    z
      .string()
      .trim()
      .regex(/^\d{1,12}(?:\.\d{1,6})?$/)
      .transform(Number),
  ])
  .pipe(z.number().positive().max(LONGEST_LIFE_S));
const epochSeconds = z.union([
  z.number(),
  z
    .string()
    .trim()
    .regex(/^\d{9,11}$/)
    .transform(Number),
]);

/**
 * The pair in an answer of the token service, or `undefined` where it holds none.
 *
 * Forgiving, because the answers were observed in several forms: numbers may be texts. Lives count from `sentAt`, the
 * moment before the request left, so that an expiry is never later than the authority means it. An access token without a
 * life, or with one that cannot be, is used until the authority answers 401, which brings a refresh; no constant is put in
 * its place, because 601 seconds (2023) and four hours (2026) have both been seen.
 */
export function readTokens(answer: Fields, sentAt: Date, held?: HeldToken): GrantedPair | undefined {
  const accessToken = pick(secret, answer['access_token']);
  const renewed = pick(secret, answer['refresh_token']);
  const refreshToken = renewed ?? held?.refreshToken;
  const type = answer['token_type'];
  if (accessToken === undefined || refreshToken === undefined) return undefined;
  if (type !== undefined && (typeof type !== 'string' || type.toLowerCase() !== 'bearer')) return undefined;

  const until = (seconds: number | undefined): string | undefined =>
    seconds === undefined ? undefined : new Date(sentAt.getTime() + seconds * SECOND_MS).toISOString();
  const told = until(pick(life, answer['refresh_token_expires_in']));
  const refreshExpiresAt = told ?? (renewed === undefined ? held?.refreshExpiresAt : undefined);
  const scope = textOf(answer['scope'])?.slice(0, LONGEST_SCOPE);
  const consentedAt = consentIn(pick(epochSeconds, answer['consented_on']), sentAt);
  return {
    accessToken,
    accessExpiresAt: until(pick(life, answer['expires_in'])) ?? UNTIL_REFUSED,
    refreshToken,
    ...(refreshExpiresAt !== undefined && { refreshExpiresAt }),
    ...(scope !== undefined && { scope }),
    ...(consentedAt !== undefined && { consentedAt }),
  };
}

/** Only where it can be a moment: since the service began, in 2023, and not in the future by more than clocks differ. */
function consentIn(seconds: number | undefined, sentAt: Date): string | undefined {
  if (seconds === undefined) return undefined;
  const milliseconds = seconds * SECOND_MS;
  const isMoment = milliseconds > Date.UTC(2023, 0) && milliseconds < sentAt.getTime() + 86_400 * SECOND_MS;
  return isMoment ? new Date(milliseconds).toISOString() : undefined;
}
