import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { OAuthSettings } from '../settings.ts';
import type { Tier } from '../tier.ts';

/** One log-in of a person for a dealer. */
export interface Grant {
  readonly tier: Tier;
  /** Nine digits. */
  readonly vatNumber: string;
  readonly userName: string;
  readonly clientId: string;
  readonly scope: string;
  /** Milliseconds of the clock. */
  readonly consentedAt: number;
}

/** Something that happened to a token; its text is told by a hash alone. */
export interface TokenEvent {
  readonly at: string;
  readonly tier: Tier;
  readonly vat_number: string;
  readonly user_name: string;
  readonly client_id: string;
  readonly scope: string;
  /** The first twelve hexadecimal digits of the SHA-256. For a reuse: of what was used again. */
  readonly access_token_sha256?: string;
  readonly refresh_token_sha256?: string;
  readonly code_sha256?: string;
}

/** What the token endpoint gives out. Seconds. */
export interface IssuedPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresIn: number;
  readonly refreshTokenExpiresIn: number;
}

type Exchange = { readonly grant: Grant; readonly pair: IssuedPair } | Failure;
export type Failure = 'unknown' | 'used' | 'expired' | 'exhausted' | 'redirect';

export interface TokenStore {
  readonly grants: readonly TokenEvent[];
  readonly refreshes: readonly TokenEvent[];
  /** A code or a refresh token that was used before and came again. */
  readonly reuses: readonly TokenEvent[];
  /** A code for a log-in. `redirectUri` only where the request named one. */
  code(grant: Grant, redirectUri: string | undefined): string;
  exchange(code: string, tier: Tier, clientId: string, redirectUri: string | undefined): Exchange;
  refresh(refreshToken: string, tier: Tier, clientId: string): Exchange;
  access(accessToken: string, tier: Tier): Grant | 'expired' | undefined;
  /** Ends tokens before their time, of one dealer or of all. How many it were. */
  expire(what: 'access' | 'refresh' | 'all', vatNumber: string | undefined): number;
}

interface Access {
  readonly grant: Grant;
  expiresAt: number;
}

interface Refresh extends Access {
  readonly generation: number;
  isUsed: boolean;
}

interface Code {
  readonly grant: Grant;
  readonly redirectUri: string | undefined;
  readonly expiresAt: number;
  isUsed: boolean;
}

export function openTokenStore(clock: Clock, settings: OAuthSettings): TokenStore {
  const codes = new Map<string, Code>();
  const accesses = new Map<string, Access>();
  const refreshes = new Map<string, Refresh>();
  const told = { grants: [] as TokenEvent[], refreshes: [] as TokenEvent[], reuses: [] as TokenEvent[] };
  const now = (): number => clock.now().getTime();

  const issue = (grant: Grant, generation: number, refreshExpiresAt: number): IssuedPair => {
    const [accessToken, refreshToken] = [secret(), secret()];
    accesses.set(accessToken, { grant, expiresAt: now() + settings.expiresIn * 1000 });
    refreshes.set(refreshToken, { grant, generation, expiresAt: refreshExpiresAt, isUsed: false });
    const refreshTokenExpiresIn = Math.max(0, Math.floor((refreshExpiresAt - now()) / 1000));
    return { accessToken, refreshToken, expiresIn: settings.expiresIn, refreshTokenExpiresIn };
  };
  const tell = (list: TokenEvent[], grant: Grant, hashes: Partial<TokenEvent>): void => {
    const { tier, vatNumber, userName, clientId, scope } = grant;
    const at = clock.now().toISOString();
    list.push({ at, tier, vat_number: vatNumber, user_name: userName, client_id: clientId, scope, ...hashes });
  };
  const tellPair = (list: TokenEvent[], grant: Grant, pair: IssuedPair): void =>
    tell(list, grant, {
      access_token_sha256: shortHash(pair.accessToken),
      refresh_token_sha256: shortHash(pair.refreshToken),
    });
  const end = (ends: (grant: Grant) => boolean, tokens: Iterable<Access>): number => {
    let count = 0;
    for (const token of tokens) {
      if (!ends(token.grant) || token.expiresAt <= now()) continue;
      token.expiresAt = now();
      count += 1;
    }
    return count;
  };
  const windowEnd = (): number => now() + settings.refreshTokenExpiresIn * 1000;

  return {
    ...told,
    code(grant, redirectUri) {
      const text = secret();
      codes.set(text, { grant, redirectUri, expiresAt: now() + settings.codeExpiresIn * 1000, isUsed: false });
      return text;
    },
    exchange(text, tier, clientId, redirectUri) {
      const code = codes.get(text);
      if (code === undefined || code.grant.tier !== tier || code.grant.clientId !== clientId) return 'unknown';
      const { grant } = code;
      if (code.isUsed) {
        tell(told.reuses, grant, { code_sha256: shortHash(text) });
        return 'used';
      }
      if (code.expiresAt <= now()) return 'expired';
      if (code.redirectUri !== redirectUri && code.redirectUri !== undefined) return 'redirect';
      code.isUsed = true;
      const pair = issue(grant, 0, windowEnd());
      tellPair(told.grants, grant, pair);
      return { grant, pair };
    },
    refresh(text, tier, clientId) {
      const token = refreshes.get(text);
      if (token === undefined || token.grant.tier !== tier || token.grant.clientId !== clientId) return 'unknown';
      const { grant, generation } = token;
      if (token.isUsed) {
        tell(told.reuses, grant, { refresh_token_sha256: shortHash(text) });
        if (settings.reuseRevokes) {
          end((each) => each === grant, accesses.values());
          end((each) => each === grant, refreshes.values());
        }
        return 'used';
      }
      if (token.expiresAt <= now()) return 'expired';
      if (settings.refreshes !== 'unlimited' && generation >= settings.refreshes) return 'exhausted';
      token.isUsed = true;
      const pair = issue(grant, generation + 1, settings.rotationExtends ? windowEnd() : token.expiresAt);
      tellPair(told.refreshes, grant, pair);
      return { grant, pair };
    },
    access(text, tier) {
      const token = accesses.get(text);
      if (token === undefined || token.grant.tier !== tier) return undefined;
      return token.expiresAt <= now() ? 'expired' : token.grant;
    },
    expire(what, vatNumber) {
      const ends = (grant: Grant): boolean => vatNumber === undefined || grant.vatNumber === vatNumber;
      const live = [...refreshes.values()].filter(({ isUsed }) => !isUsed);
      return (what === 'refresh' ? 0 : end(ends, accesses.values())) + (what === 'access' ? 0 : end(ends, live));
    },
  };
}

/** Not of the seed: after a restart, a token of the last time must not open anything. */
function secret(): string {
  return randomBytes(32).toString('base64url');
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
