import { randomBytes } from 'node:crypto';
import type { Call } from '@ishur/contract/v1';
import type { TokenPair } from '@ishur/core';
import { openChannel } from '../http/open-gateway.ts';
import { addressOf, serviceUrl } from '../service-url.ts';
import { DEFAULT_PATHS, DEFAULT_SCOPE } from '../settings.ts';
import type { LoginOptions, ServicePaths } from '../settings.ts';
import { requestTokens } from './request-tokens.ts';
import type { TokenService } from './request-tokens.ts';
import type { GrantedPair } from './read-tokens.ts';

/** The authority's log-in, for one client at one tier: OAuth 2.0, authorization code with refresh (RFC 6749). */
export interface Login {
  /**
   * Where a person logs in, in a browser.
   *
   * @param redirectUri one of those registered in the portal, to the letter. Needed where more than one is.
   * @param state what comes back with the answer and proves that it belongs to this log-in: {@link newState}.
   */
  authorizeUrl(request: { readonly redirectUri?: string; readonly state: string }): URL;

  /**
   * The first pair, for the code that a log-in brought. A code works once, and not for long.
   *
   * @param redirectUri the same as in {@link authorizeUrl}.
   * @throws IshurError `connection/code-refused`, `connection/client-refused`, `connection/redirect-refused`,
   * `connection/scope-refused` (`fix-config`), `connection/request-refused` (`report-bug`), and `transport/…` where the
   * token service gave no verdict.
   */
  exchangeCode(code: string, redirectUri: string, call: Call): Promise<GrantedPair>;

  /**
   * The next pair. Sends the refresh token, which works once: store the answer before it is used.
   *
   * Where the answer holds no new refresh token, the old one stays in the pair (RFC 6749, section 6). The authority always
   * sends a new one; where it did not, the access token is good all the same, and the next refresh tells.
   *
   * @throws IshurError `connection/login-needed` (`fix-config`) only where the authority said `invalid_grant`; otherwise as
   * {@link exchangeCode}. The message says where the refresh token may have been used up although no answer came.
   */
  refresh(pair: Pick<TokenPair, 'refreshToken' | 'refreshExpiresAt'>, call: Call): Promise<TokenPair>;
}

/** @throws IshurError `transport/invalid-address`, `transport/other-tier` where the settings cannot be right. */
export function createLogin(options: LoginOptions): Login {
  const paths: ServicePaths = { ...DEFAULT_PATHS, ...options.paths };
  const at = (path: string): URL => serviceUrl(options.tier, addressOf('login', options), path);
  const scope = options.scope ?? DEFAULT_SCOPE;
  const authorize = at(paths.authorize);
  const service: TokenService = {
    channel: openChannel(options),
    url: at(paths.token),
    client: options.client,
    clientAuthentication: options.clientAuthentication,
    scope,
  };
  return {
    authorizeUrl({ redirectUri, state }) {
      const url = new URL(authorize);
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: options.client.id,
        scope,
        state,
        ...(redirectUri !== undefined && { redirect_uri: redirectUri }),
      }).toString();
      return url;
    },
    exchangeCode: (code, redirectUri, call) => requestTokens(service, { grant: 'code', code, redirectUri }, call),
    refresh: async ({ refreshToken, refreshExpiresAt }, call) => {
      const held = { refreshToken, refreshExpiresAt };
      const { consentedAt: _, ...pair } = await requestTokens(service, { grant: 'refresh-token', held }, call);
      return pair;
    },
  };
}

/** A state that nobody guesses: 256 bits, safe in a URL. */
export function newState(): string {
  return randomBytes(32).toString('base64url');
}
