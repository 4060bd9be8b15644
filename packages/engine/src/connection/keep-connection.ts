import { isIshurError } from '@ishur/contract';
import type { Call } from '@ishur/contract/v1';
import type { ConnectionId, TokenPair } from '@ishur/core';
import type { ConnectionStatus, Vault } from '../ports/vault.ts';
import { connectionMissing } from './connection-errors.ts';

export interface ConnectionParts {
  readonly vault: Pick<Vault, 'read' | 'renew'>;
  readonly id: ConnectionId;
  /**
   * Sends the refresh token, once, and brings the next pair. Its signal is that of the refresh, and of no single caller.
   *
   * @throws IshurError `connection/login-needed` where the authority said that the grant is over (`invalid_grant`).
   * Whatever else it throws counts as passing trouble.
   */
  readonly refresh: (pair: TokenPair, call: Call) => Promise<TokenPair>;
  readonly clock: { now(): Date };
  /** Seconds before its end at which a token is exchanged. Default 60, and never more than a tenth of its life. */
  readonly refreshBefore?: number;
  /** Milliseconds that a refresh may take. Default 30,000; far less than the two minutes after which its owner counts as dead. */
  readonly refreshWithinMs?: number;
}

/** The log-in of one business, kept alive by whoever uses it. */
export interface Connection {
  /**
   * The access token to send now. Refreshes it where it is about to end, and never by timer: the number of refreshes is
   * limited and not published. Source: the authority's presentation to software houses of 8.11.2023.
   *
   * @param refused a token that was answered with 401: brings another, by one refresh for all who were refused.
   * @throws IshurError `connection/missing`, `connection/login-needed` (`fix-config`), or what the refresh threw;
   * the signal's reason, where the call is given up. The refresh goes on for the others, and is stored.
   */
  accessToken(call: Call, refused?: string): Promise<string>;
}

/** Milliseconds without another try, where a refresh failed and the token at hand still lives. */
const PAUSE_MS = 5_000;

/** Keeps the connection of one business at one tier. */
export function keepConnection(parts: ConnectionParts): Connection {
  const { vault, id, refresh, clock, refreshBefore = 60, refreshWithinMs = 30_000 } = parts;
  /** The refresh that is under way in this process, and the token that it takes the place of. */
  let underWay: { readonly from: string; readonly pair: Promise<TokenPair> } | undefined;
  let failed: { readonly token: string; readonly pauseUntil: number } | undefined;

  const now = (): number => clock.now().getTime();
  const isAlive = (pair: TokenPair): boolean => now() < Date.parse(pair.accessExpiresAt);

  function isEnding(status: ConnectionStatus): boolean {
    const end = Date.parse(status.accessExpiresAt);
    // 601 seconds in 2023, about four hours in 2026: the life of a token is what the authority says it is.
    const life = end - Date.parse(status.renewedAt);
    return now() >= end - Math.min(refreshBefore * 1_000, life / 10);
  }

  async function renewed(from: TokenPair): Promise<TokenPair> {
    const isAnother = (pair: TokenPair): boolean => pair.accessToken !== from.accessToken && isAlive(pair);
    try {
      return await vault.renew(id, isAnother, (pair) =>
        refresh(pair, { signal: AbortSignal.timeout(refreshWithinMs) }),
      );
    } catch (error) {
      const pause = (isIshurError(error) ? error.retryAfterMs : undefined) ?? PAUSE_MS;
      failed = { token: from.accessToken, pauseUntil: now() + pause };
      throw error;
    }
  }

  function shared(from: TokenPair): Promise<TokenPair> {
    if (underWay?.from === from.accessToken) return underWay.pair;
    const flight = { from: from.accessToken, pair: renewed(from) };
    underWay = flight;
    const landed = (): void => {
      if (underWay === flight) underWay = undefined;
    };
    flight.pair.then(landed, landed);
    return flight.pair;
  }

  return {
    async accessToken({ signal }, refused) {
      signal.throwIfAborted();
      const known = await vault.read(id);
      if (known === undefined) throw connectionMissing(id);
      const { pair, status } = known;
      const isUsable = (): boolean => pair.accessToken !== refused && isAlive(pair);
      const isPaused = failed?.token === pair.accessToken && now() < failed.pauseUntil;
      // The token at hand outlives the log-in: it holds until its own end, whatever became of the refresh (presentation of 8.11.2023).
      if (isUsable() && (status.loginNeeded !== undefined || isPaused || !isEnding(status))) return pair.accessToken;
      try {
        return (await unlessAborted(shared(pair), signal)).accessToken;
      } catch (error) {
        if (signal.aborted || !isUsable()) throw error;
        return pair.accessToken;
      }
    },
  };
}

/** Stops waiting when the signal says so; what was waited for goes on. */
async function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(signal.reason);
  signal.addEventListener('abort', stop);
  try {
    if (signal.aborted) stop();
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
