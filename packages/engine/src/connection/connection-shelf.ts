import type { Cause, ConnectionId } from '@ishur/core';

/** One connection as it is stored. The tokens are sealed. */
export interface ShelvedConnection extends ConnectionId {
  /** Unique to every write: what a compare-and-set compares. */
  readonly revision: string;
  /** Names the pair. A log-in and a refresh bring another. */
  readonly pairId: string;
  readonly accessToken: string;
  readonly accessExpiresAt: string;
  readonly refreshToken: string;
  readonly refreshExpiresAt: string | undefined;
  readonly scope: string | undefined;
  readonly loggedInAt: string;
  readonly renewedAt: string;
  /** The intent to use the refresh token, and the lock: who took it, and the instant. */
  readonly renewing: { readonly by: string; readonly since: string } | undefined;
  readonly loginNeeded: Cause | undefined;
}

/** What a vault stands on: rows that are written one at a time. Every write is on the disk when it resolves. */
export interface ConnectionShelf extends AsyncDisposable {
  get(id: ConnectionId): Promise<ShelvedConnection | undefined>;
  /** All, or those of one tier, in the order of their tiers and dealers' numbers. */
  all(tier?: string): Promise<readonly ShelvedConnection[]>;
  /** Takes the place of whatever was there. */
  put(connection: ShelvedConnection): Promise<void>;
  /** Compare and set: writes only where `before.revision` still stands, and says whether it did. */
  replace(before: ShelvedConnection, after: ShelvedConnection): Promise<boolean>;
  remove(id: ConnectionId): Promise<void>;
  /** Overwrites the remains of what was replaced and removed, as far as the storage can. */
  scrub(): Promise<void>;
}
