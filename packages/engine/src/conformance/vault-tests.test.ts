import { describe, expect, test } from 'vitest';
import type { ConnectionShelf, ShelvedConnection } from '../connection/connection-shelf.ts';
import { createVault } from '../connection/create-vault.ts';
import type { Vault } from '../ports/vault.ts';
import { createSealer } from '../sealing/create-sealer.ts';
import { memoryShelf, openMemoryVault } from './memory-vault.ts';
import type { VaultStorage } from './memory-vault.ts';
import { failure } from './vault-stage.ts';
import type { VaultProcess, VaultWorld } from './vault-stage.ts';
import { VAULT_TESTS } from './vault-tests.ts';

const sealer = createSealer([Buffer.alloc(32, 1)]);

/** Vaults that break one promise each, by the test that must find them out. */
const TWINS: Readonly<Record<string, () => VaultWorld>> = {
  'store/keeps what it was given': () =>
    twin((vault) => ({
      read: async (id) => {
        const known = await vault.read(id);
        return known === undefined ? undefined : { ...known, status: { ...known.status, scope: undefined } };
      },
    })),
  'store/survives reopening': () => {
    let storage: VaultStorage = new Map();
    let open = 0;
    return {
      open: async (process) => {
        open += 1;
        const vault = openMemoryVault(storage, process);
        const close = async (): Promise<void> => {
          await vault[Symbol.asyncDispose]();
          open -= 1;
          if (open === 0) storage = new Map();
        };
        return { ...vault, [Symbol.asyncDispose]: close };
      },
    };
  },
  // A second log-in counts as a refresh.
  'store/takes the place of whatever was there': () =>
    twin((vault) => ({
      store: async (id, pair, loggedInAt) =>
        vault.store(id, pair, (await vault.read(id))?.status.loggedInAt ?? loggedInAt),
    })),
  'tier/every tier and dealer has its own': () =>
    twin((vault) => ({
      store: ({ vatNumber }, pair, loggedInAt) => vault.store({ tier: 'simulator', vatNumber }, pair, loggedInAt),
      read: ({ vatNumber }) => vault.read({ tier: 'simulator', vatNumber }),
      list: () => vault.list('simulator'),
    })),
  'list/in the order of the dealers': () =>
    twin((vault) => ({ list: async (tier) => (await vault.list(tier)).toReversed() })),
  'forget/nothing is left': () => {
    const forgotten = new Set<string>();
    return twin((vault) => ({
      // Hidden from `read`, and there all the same.
      forget: async (id) => void ((await vault.read(id)) === undefined || forgotten.add(id.tier + id.vatNumber)),
      read: async (id) => (forgotten.has(id.tier + id.vatNumber) ? undefined : vault.read(id)),
      renew: async (id, suffices, swap) => {
        const pair = await vault.renew(id, suffices, swap);
        if (forgotten.has(id.tier + id.vatNumber)) throw failure('connection/missing');
        return pair;
      },
    }));
  },
  'renew/without a connection there is nothing to renew': () =>
    twin((vault) => ({
      renew: async (id, suffices, swap) => {
        if ((await vault.read(id)) === undefined) throw new TypeError('x is undefined');
        return vault.renew(id, suffices, swap);
      },
    })),
  'renew/the new pair is stored before it is used': () =>
    twinOnShelf((shelf) => {
      const writing: Promise<void>[] = [];
      const write = async (before: ShelvedConnection, after: ShelvedConnection): Promise<void> => {
        for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
        await shelf.replace(before, after);
      };
      return {
        replace: async (before, after) => {
          if (before.pairId === after.pairId) return shelf.replace(before, after);
          writing.push(write(before, after));
          return true;
        },
        [Symbol.asyncDispose]: async () => void (await Promise.all(writing)),
      };
    }),
  'renew/does not move the log-in': () =>
    twinOnShelf((shelf) => ({
      replace: (before, after) =>
        shelf.replace(before, after.pairId === before.pairId ? after : { ...after, loggedInAt: after.renewedAt }),
    })),
  'renew/a pair that suffices is not exchanged': () =>
    twin((vault) => ({
      renew: async (id, suffices, swap) => {
        // Looks only after it had to wait.
        let looks = (await vault.read(id))?.status.loginNeeded === undefined ? 0 : 1;
        return vault.renew(id, (pair) => (looks += 1) > 1 && suffices(pair), swap);
      },
    })),
  // Takes its own name for its own lock, whichever of its callers wrote it.
  'renew/one at a time in a process': () => {
    const storage: VaultStorage = new Map();
    return {
      open: async (process) => {
        const shelf = withoutMarker(memoryShelf(storage), ({ by }) => by === process.runner.name);
        const opened: Vault[] = [];
        const open = (): Vault => {
          const vault = createVault({ shelf, sealer, ...process });
          opened.push(vault);
          return vault;
        };
        return {
          ...open(),
          renew: (...args) => open().renew(...args),
          [Symbol.asyncDispose]: async () => {
            for (const vault of opened) await vault[Symbol.asyncDispose]();
          },
        };
      },
    };
  },
  'renew/one at a time across processes': () =>
    twinOnShelf((shelf, { runner, now }) =>
      withoutMarker(shelf, ({ by, since }) => {
        const isNew = now().getTime() === Date.parse(since);
        return by !== runner.name && runner.isAlive(by) && isNew;
      }),
    ),
  'renew/after passing trouble the same token may be tried again': () =>
    twinOnShelf((shelf) => ({
      // Whatever ended without another pair counts as used.
      replace: (before, after) => {
        const isOver = before.renewing !== undefined && after.renewing === undefined;
        const isLost = isOver && after.pairId === before.pairId && after.loginNeeded === undefined;
        const { code, remedy, text: message } = failure('connection/login-needed');
        return shelf.replace(before, isLost ? { ...after, loginNeeded: { code, remedy, message } } : after);
      },
    })),
  'renew/a token that the authority refused is not sent again': () =>
    twinOnShelf((shelf) => ({
      // Remembers crashes, and forgets what the authority said.
      replace: (before, after) => {
        const isTold = after.loginNeeded?.message.en.startsWith('A failure for a test') === true;
        return shelf.replace(before, isTold ? { ...after, loginNeeded: undefined } : after);
      },
    })),
  'crash/a token that may have been used is not sent again': () =>
    twin((vault, process, storage) => ({
      // Shows the crash, and goes on all the same.
      renew: (...args) => {
        const shelf = withoutMarker(memoryShelf(storage), ({ by }) => !process.runner.isAlive(by));
        const isCrash = [...storage.values()].some(({ renewing }) => renewing && !process.runner.isAlive(renewing.by));
        return isCrash ? createVault({ shelf, sealer, ...process }).renew(...args) : vault.renew(...args);
      },
    })),
  'crash/the pair at hand is given to whom it suffices': () =>
    twin((vault) => ({
      renew: async (id, suffices, swap) => {
        if ((await vault.read(id))?.status.loginNeeded !== undefined) throw failure('connection/login-needed');
        return vault.renew(id, suffices, swap);
      },
    })),
  'crash/is seen before anybody needs the token': () =>
    twin((_vault, process, storage) => {
      const runner = { ...process.runner, isAlive: () => true };
      const trusting = createVault({ shelf: memoryShelf(storage), sealer, ...process, runner });
      return { read: (id) => trusting.read(id), list: (tier) => trusting.list(tier) };
    }),
  'silence/an owner counts as alive for two minutes': () =>
    twinOnShelf((shelf) => withMarker(shelf, (since) => new Date(Date.parse(since) - 60_000).toISOString())),
  'silence/an owner counts as dead after two minutes': () =>
    twinOnShelf((shelf, { now }) => withMarker(shelf, () => now().toISOString())),
  'late/what the owner brings after all is stored': () =>
    twin((vault) => ({
      renew: (id, suffices, swap) =>
        vault.renew(id, suffices, async (current) => {
          const brought = await swap(current);
          if ((await vault.read(id))?.status.loginNeeded !== undefined) throw failure('test/too-late');
          return brought;
        }),
    })),
  'meanwhile/a log-in is not overwritten': () =>
    twinOnShelf((shelf) => ({
      get: async (id) => shelf.get(id),
      put: async (connection) => {
        // Keeps the name of the pair that was there.
        const { pairId = connection.pairId } = (await shelf.get(connection)) ?? {};
        await shelf.put({ ...connection, pairId });
      },
    })),
  'meanwhile/what was forgotten stays forgotten': () =>
    twin((vault) => ({
      renew: async (id, suffices, swap) => {
        const before = await vault.read(id);
        return vault.renew(id, suffices, async (current) => {
          const brought = await swap(current);
          if (before !== undefined && (await vault.read(id)) === undefined) {
            await vault.store(id, brought, before.status.loggedInAt);
          }
          return brought;
        });
      },
    })),
  'close/waits for a refresh that is under way': () =>
    twin((vault) => {
      let isClosed = false;
      return {
        renew: (id, suffices, swap) =>
          vault.renew(id, suffices, async (current) => {
            const brought = await swap(current);
            if (isClosed) throw failure('test/closed');
            return brought;
          }),
        [Symbol.asyncDispose]: async () => {
          isClosed = true;
        },
      };
    }),
};

describe('the conformance suite of vaults', () => {
  test('has a broken twin for every test', () => {
    expect(Object.keys(TWINS)).toEqual(VAULT_TESTS.map(({ name }) => name));
  });

  for (const promise of VAULT_TESTS) {
    const { name } = promise;
    test(`the reference passes: ${name}`, async () => {
      const storage: VaultStorage = new Map();
      await promise.run({ open: async (process) => openMemoryVault(storage, process) });
    });

    test(`its broken twin fails this test and no other: ${name}`, async () => {
      const failed: string[] = [];
      for (const each of VAULT_TESTS) {
        const world = TWINS[name]?.();
        if (world === undefined) throw new Error(`No twin for ${name}`);
        await each.run(world).catch(() => failed.push(each.name));
      }
      expect(failed).toEqual([name]);
    });
  }
});

function twin(breakage: (vault: Vault, process: VaultProcess, storage: VaultStorage) => Partial<Vault>): VaultWorld {
  const storage: VaultStorage = new Map();
  return {
    open: async (process) => {
      const vault = createVault({ shelf: memoryShelf(storage), sealer, ...process });
      return { ...vault, ...breakage(vault, process, storage) };
    },
  };
}

function twinOnShelf(
  breakage: (shelf: ConnectionShelf, process: VaultProcess) => Partial<ConnectionShelf>,
): VaultWorld {
  const storage: VaultStorage = new Map();
  return {
    open: async (process) => {
      const shelf = memoryShelf(storage);
      return createVault({ shelf: { ...shelf, ...breakage(shelf, process) }, sealer, ...process });
    },
  };
}

type Marker = NonNullable<ShelvedConnection['renewing']>;

/** A shelf that does not see some of the markers. */
function withoutMarker(shelf: ConnectionShelf, isHidden: (marker: Marker) => boolean): ConnectionShelf {
  return {
    ...shelf,
    async get(id) {
      const row = await shelf.get(id);
      return row?.renewing !== undefined && isHidden(row.renewing) ? { ...row, renewing: undefined } : row;
    },
  };
}

/** A shelf that shows another age of a marker than it has. */
function withMarker(shelf: ConnectionShelf, ageOf: (since: string) => string): ConnectionShelf {
  return {
    ...shelf,
    async get(id) {
      const row = await shelf.get(id);
      if (row?.renewing === undefined) return row;
      return { ...row, renewing: { by: row.renewing.by, since: ageOf(row.renewing.since) } };
    },
  };
}
