import type { Cause, ConnectionId, TokenPair } from '@ishur/core';

/** The log-in of one business, as it can be shown: no token in it. */
export interface ConnectionStatus extends ConnectionId {
  /** The instant of the log-in by a person, ISO 8601 in UTC. Refreshes do not move it: the 90 days run from here. */
  readonly loggedInAt: string;
  /** The instant of the last refresh, or of the log-in. */
  readonly renewedAt: string;
  readonly accessExpiresAt: string;
  readonly refreshExpiresAt: string | undefined;
  readonly scope: string | undefined;
  /** Present where only a person's log-in helps: `invalid_grant`, or a refresh that was cut short by a crash. */
  readonly loginNeeded: Cause | undefined;
}

/**
 * Keeps the tokens of every connection, encrypted. Implementations are proven by `@ishur/engine/conformance`.
 *
 * A refresh token works once, so that two refreshes at a time cost the connection, and so does a pair that was received
 * and not stored. Both are the vault's business.
 */
export interface Vault extends AsyncDisposable {
  /** After a log-in: takes the place of whatever was there. Durable when it resolves. */
  store(id: ConnectionId, pair: TokenPair, loggedInAt: string): Promise<void>;

  /**
   * The pair that is to be used, and whether a person has to log in before another can be had.
   * `undefined`: never logged in.
   *
   * @throws IshurError `key/unknown`, `key/damaged` (`fix-config`); `vault/…`. `list` needs no key.
   */
  read(id: ConnectionId): Promise<{ readonly status: ConnectionStatus; readonly pair: TokenPair } | undefined>;

  /**
   * One refresh at a time, across processes. Whoever comes while one is under way waits for it; under the lock the pair
   * is read again, and where `suffices` it is returned without a swap, also where a log-in is needed.
   *
   * The intent is durable before `swap` is called, and the new pair before this resolves. Where the process dies in
   * between, nobody knows whether the refresh token was used: it is never sent again, and the connection needs a log-in.
   * Whoever swaps for longer than two minutes counts as dead, and is believed when it comes back. What a log-in stored
   * meanwhile stays. docs/decisions/0013.
   *
   * An error of `swap` with the code `connection/login-needed` marks the connection so; after any other, the same token
   * may be tried again.
   *
   * @throws IshurError what `swap` threw; `connection/missing`, `connection/login-needed` (`fix-config`);
   * `connection/busy` (`retry`): another's refresh takes too long; `vault/…`; `key/…`.
   */
  renew(
    id: ConnectionId,
    suffices: (pair: TokenPair) => boolean,
    swap: (current: TokenPair) => Promise<TokenPair>,
  ): Promise<TokenPair>;

  /** Every connection of a tier, in the order of their dealers' numbers. */
  list(tier: string): Promise<readonly ConnectionStatus[]>;

  /** Forgets the tokens. Without effect where there are none. */
  forget(id: ConnectionId): Promise<void>;

  /** Waits for the refreshes of this process, and stores what they bring. Whoever waits for another's goes empty. */
  [Symbol.asyncDispose](): Promise<void>;
}
