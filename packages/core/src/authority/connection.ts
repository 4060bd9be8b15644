/**
 * What a business holds after its log-in: an access token, and the refresh token that brings the next pair. Both are
 * secrets: they stand in the vault and in the Authorization header, and nowhere else.
 *
 * A refresh token works once. Every refresh brings a new pair, which has to be durable before it is used. Source: the
 * authority's presentation to software houses of 8.11.2023; the answer of its token service.
 */
export interface TokenPair {
  readonly accessToken: string;
  /** The instant, ISO 8601 in UTC, from `expires_in`. Observed: 601 seconds in 2023, about four hours in 2026. */
  readonly accessExpiresAt: string;
  readonly refreshToken: string;
  /** The instant, ISO 8601 in UTC, from `refresh_token_expires_in`; absent where the authority did not say it. */
  readonly refreshExpiresAt?: string;
  /** What was granted, as the authority spells it. */
  readonly scope?: string;
}

/** One business at one tier: there is one log-in for each, whatever the business is called in a configuration. */
export interface ConnectionId {
  /** `simulator`, `sandbox` or `production`. */
  readonly tier: string;
  /** The dealer, nine digits. */
  readonly vatNumber: string;
}
