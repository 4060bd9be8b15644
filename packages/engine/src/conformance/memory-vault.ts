import { randomBytes } from 'node:crypto';
import type { ConnectionId } from '@ishur/core';
import type { ConnectionShelf, ShelvedConnection } from '../connection/connection-shelf.ts';
import { createVault } from '../connection/create-vault.ts';
import type { SealedVault } from '../connection/create-vault.ts';
import { createSealer } from '../sealing/create-sealer.ts';
import type { VaultProcess } from './vault-stage.ts';

/** The storage behind memory vaults, by tier and dealer. */
export type VaultStorage = Map<string, ShelvedConnection>;

const sealer = createSealer([randomBytes(32)]);

/** A vault that forgets when the process ends. For tests: it keeps every promise but durability. */
export function openMemoryVault(storage: VaultStorage, process: VaultProcess): SealedVault {
  return createVault({ shelf: memoryShelf(storage), sealer, ...process, lookAgainMs: 1 });
}

export function memoryShelf(storage: VaultStorage): ConnectionShelf {
  return {
    async get(id) {
      return storage.get(keyOf(id));
    },
    async all(tier) {
      const rows = [...storage.values()].filter((row) => tier === undefined || row.tier === tier);
      return rows.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
    },
    async put(connection) {
      storage.set(keyOf(connection), connection);
    },
    async replace(before, after) {
      const stands = storage.get(keyOf(before))?.revision === before.revision;
      if (stands) storage.set(keyOf(after), after);
      return stands;
    },
    async remove(id) {
      storage.delete(keyOf(id));
    },
    async scrub() {},
    async [Symbol.asyncDispose]() {},
  };
}

function keyOf({ tier, vatNumber }: ConnectionId): string {
  return `${tier}/${vatNumber}`;
}
