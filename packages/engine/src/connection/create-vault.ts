import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { isIshurError } from '@ishur/contract';
import type { Cause, ConnectionId, TokenPair } from '@ishur/core';
import { causeOf } from '../case-record.ts';
import type { Runner } from '../engine-parts.ts';
import type { Sealer } from '../ports/sealer.ts';
import type { ConnectionStatus, Vault } from '../ports/vault.ts';
import {
  LOGIN_NEEDED,
  connectionBusy,
  connectionMissing,
  loginNeeded,
  refreshCutShort,
  vaultClosed,
} from './connection-errors.ts';
import type { ConnectionShelf, ShelvedConnection } from './connection-shelf.ts';

export interface VaultParts {
  /** The vault owns it and disposes of it. */
  readonly shelf: ConnectionShelf;
  readonly sealer: Sealer;
  readonly runner: Runner;
  readonly now: () => Date;
  /** Milliseconds to wait for the refresh of another process. Default 60,000. */
  readonly patienceMs?: number;
  /** Milliseconds between two looks at another process's refresh: so many, and up to as many again. Default 25. */
  readonly lookAgainMs?: number;
}

/** A vault whose tokens can be sealed anew. */
export interface SealedVault extends Vault {
  /** Seals every token with the newest key, so that older keys can go. Says how many connections there are. */
  reseal(): Promise<number>;
}

/**
 * Milliseconds after which the owner of a refresh is taken for dead, whatever we know of it: it may be on another machine, or
 * its process number may have been given to another program.
 */
const OWNER_SILENT_MS = 120_000;

type SealedPair = Pick<
  ShelvedConnection,
  'accessToken' | 'accessExpiresAt' | 'refreshToken' | 'refreshExpiresAt' | 'scope'
>;

/**
 * A vault on a shelf: the order of steps that keeps single-use tokens single.
 *
 * The row of a connection is lock and intent at once. Whoever refreshes writes its name there first (compare and set), then
 * sends the token, then stores the new pair and takes the name away in one write. A name whose process is gone says that a
 * token may have been used: docs/decisions/0013.
 */
export function createVault({
  shelf,
  sealer,
  runner,
  now,
  patienceMs = 60_000,
  lookAgainMs = 25,
}: VaultParts): SealedVault {
  /** Refreshes of this process, by connection. */
  const underWay = new Map<string, Promise<TokenPair | undefined>>();
  /** Endings that could not be written, such as on a full disk: they come before anything else happens there. */
  const owed = new Map<string, () => Promise<boolean>>();
  const calls = new Set<Promise<TokenPair>>();
  const closing = new AbortController();

  function sealed(id: ConnectionId, pair: TokenPair): SealedPair {
    return {
      accessToken: sealer.seal(pair.accessToken, placeOf(id, 'access-token')),
      accessExpiresAt: pair.accessExpiresAt,
      refreshToken: sealer.seal(pair.refreshToken, placeOf(id, 'refresh-token')),
      refreshExpiresAt: pair.refreshExpiresAt,
      scope: pair.scope,
    };
  }

  function opened(row: ShelvedConnection): TokenPair {
    return {
      accessToken: sealer.open(row.accessToken, placeOf(row, 'access-token')),
      accessExpiresAt: row.accessExpiresAt,
      refreshToken: sealer.open(row.refreshToken, placeOf(row, 'refresh-token')),
      ...(row.refreshExpiresAt === undefined ? {} : { refreshExpiresAt: row.refreshExpiresAt }),
      ...(row.scope === undefined ? {} : { scope: row.scope }),
    };
  }

  /** Why a person has to log in: it was said, or whoever refreshes is gone. */
  function loginNeededOf(row: ShelvedConnection): Cause | undefined {
    const { renewing } = row;
    if (row.loginNeeded !== undefined || renewing === undefined) return row.loginNeeded;
    // The clock may have been set back: an instant far ahead is as silent as one long past.
    const silence = Math.abs(now().getTime() - Date.parse(renewing.since));
    // An instant that is none, in a damaged row, is silent too.
    const isSilent = !(silence <= OWNER_SILENT_MS);
    return isSilent || !runner.isAlive(renewing.by) ? refreshCutShort(row, renewing.since) : undefined;
  }

  function shown(row: ShelvedConnection): ConnectionStatus {
    const { tier, vatNumber, loggedInAt, renewedAt, accessExpiresAt, refreshExpiresAt, scope } = row;
    const needed = loginNeededOf(row);
    return { tier, vatNumber, loggedInAt, renewedAt, accessExpiresAt, refreshExpiresAt, scope, loginNeeded: needed };
  }

  /** Writes how a refresh ended, unless a log-in took the place of its pair meanwhile. Says whether it was written. */
  async function end(begun: ShelvedConnection, ending: Partial<ShelvedConnection>): Promise<boolean> {
    const write = async (): Promise<boolean> => {
      for (;;) {
        const row = await shelf.get(begun);
        if (row?.pairId !== begun.pairId) return false;
        // Also where somebody took us for dead: we are back, and know how it ended.
        if (await shelf.replace(row, next(row, { renewing: undefined, ...ending }))) return true;
      }
    };
    try {
      return await write();
    } catch (error) {
      owed.set(keyOf(begun), write);
      throw error;
    }
  }

  async function settleWhatIsOwed(key: string): Promise<void> {
    await owed.get(key)?.();
    owed.delete(key);
  }

  /** `undefined`: another was first, or the pair was replaced meanwhile. */
  async function refresh(
    seen: ShelvedConnection,
    swap: (current: TokenPair) => Promise<TokenPair>,
  ): Promise<TokenPair | undefined> {
    const pair = opened(seen);
    const renewing = { by: runner.name, since: now().toISOString() };
    if (!(await shelf.replace(seen, next(seen, { renewing })))) return undefined;
    let brought: TokenPair;
    try {
      brought = await swap(pair);
    } catch (error) {
      const needed = isIshurError(error) && error.code === LOGIN_NEEDED ? causeOf(error) : undefined;
      // Should the ending not be written now, it is owed; why there is no new pair matters more.
      await end(seen, { loginNeeded: needed }).catch(() => {});
      throw error;
    }
    const renewedAt = now().toISOString();
    const fresh = { ...sealed(seen, brought), pairId: randomUUID(), renewedAt, loginNeeded: undefined };
    return (await end(seen, fresh)) ? brought : undefined;
  }

  async function renewed(...[id, suffices, swap]: Parameters<Vault['renew']>): Promise<TokenPair> {
    const key = keyOf(id);
    const begun = performance.now();
    for (;;) {
      await settleWhatIsOwed(key);
      const seen = await shelf.get(id);
      if (seen === undefined) throw connectionMissing(id);
      const pair = opened(seen);
      if (suffices(pair)) return pair;
      if (seen.loginNeeded !== undefined) throw loginNeeded(seen.loginNeeded);
      if (closing.signal.aborted) throw vaultClosed();
      const mine = underWay.get(key);
      if (mine !== undefined) {
        await mine.catch(() => {});
      } else if (seen.renewing === undefined) {
        const attempt = refresh(seen, swap).finally(() => underWay.delete(key));
        underWay.set(key, attempt);
        const brought = await attempt;
        if (brought !== undefined) return brought;
      } else {
        const needed = loginNeededOf(seen);
        if (needed !== undefined) await shelf.replace(seen, next(seen, { renewing: undefined, loginNeeded: needed }));
        else if (performance.now() - begun > patienceMs) throw connectionBusy(id, seen.renewing.since);
        else await pause(lookAgainMs * (1 + Math.random()), undefined, { signal: closing.signal }).catch(() => {});
      }
    }
  }

  return {
    async store(id, pair, loggedInAt) {
      const { tier, vatNumber } = id;
      const ids = { tier, vatNumber, revision: randomUUID(), pairId: randomUUID() };
      const since = { loggedInAt, renewedAt: loggedInAt };
      await shelf.put({ ...ids, ...sealed(id, pair), ...since, renewing: undefined, loginNeeded: undefined });
    },

    async read(id) {
      const row = await shelf.get(id);
      return row === undefined ? undefined : { status: shown(row), pair: opened(row) };
    },

    renew(...parameters) {
      const call = renewed(...parameters).finally(() => calls.delete(call));
      calls.add(call);
      return call;
    },

    async list(tier) {
      return (await shelf.all(tier)).map(shown);
    },

    async forget(id) {
      await shelf.remove(id);
      await shelf.scrub();
    },

    async reseal() {
      const rows = await shelf.all();
      for (const { tier, vatNumber } of rows) {
        for (let isDone = false; !isDone;) {
          const row = await shelf.get({ tier, vatNumber });
          isDone = row === undefined || (await shelf.replace(row, next(row, sealed(row, opened(row)))));
        }
      }
      await shelf.scrub();
      return rows.length;
    },

    /** Waits for the refreshes of this process: what they bring is not to be lost. Whoever waits for others goes empty. */
    async [Symbol.asyncDispose]() {
      closing.abort();
      await Promise.allSettled(calls);
      for (const key of [...owed.keys()]) await settleWhatIsOwed(key).catch(() => {});
      await shelf[Symbol.asyncDispose]();
    },
  };
}

function next(row: ShelvedConnection, changes: Partial<ShelvedConnection>): ShelvedConnection {
  return { ...row, ...changes, revision: randomUUID() };
}

function keyOf({ tier, vatNumber }: ConnectionId): string {
  return `${tier}/${vatNumber}`;
}

/** A token that is copied to another tier, dealer or column cannot be opened there. */
function placeOf(id: ConnectionId, column: 'access-token' | 'refresh-token'): string {
  return `vault/${keyOf(id)}/${column}`;
}
