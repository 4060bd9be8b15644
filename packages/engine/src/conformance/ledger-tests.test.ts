import { describe, expect, test } from 'vitest';
import { LEDGER_TESTS } from './ledger-tests.ts';
import type { LedgerWorld } from './ledger-tests.ts';
import { openMemoryLedger } from './memory-ledger.ts';
import type { CaseChange, Ledger } from '../ports/ledger.ts';

/** Ledgers that break one promise each, by the test that must find them out. */
const TWINS: Readonly<Record<string, () => LedgerWorld>> = {
  'commit/keeps what it was given': () =>
    twin((ledger) => ({
      load: async (id) => {
        const stored = await ledger.load(id);
        return stored === undefined ? undefined : { ...stored, entries: stored.entries.toReversed() };
      },
    })),
  'commit/survives reopening': () => {
    let storage = new Map();
    let open = 0;
    return {
      open: async (tier) => {
        open += 1;
        const ledger = openMemoryLedger(storage, tier);
        const close = async (): Promise<void> => {
          open -= 1;
          if (open === 0) storage = new Map();
        };
        return { ...ledger, [Symbol.asyncDispose]: close };
      },
    };
  },
  'commit/all or none': () =>
    twin((ledger) => ({
      commit: async (changes, reading) => {
        for (const change of changes) await ledger.commit([change]);
        await ledger.commit([], reading);
      },
    })),
  'commit/a stale version is moved': () =>
    twin((ledger) => ({
      // Right about new cases, blind to old ones: the last writer wins.
      commit: async (changes, reading) => ledger.commit(await Promise.all(changes.map(atAnyVersion(ledger))), reading),
    })),
  'commit/an invoice id belongs to one case': () =>
    twin((ledger) => ({
      commit: async (changes, reading) =>
        ledger.commit(
          changes.map((change) =>
            change.id.startsWith('acme/other/')
              ? { ...change, summary: { ...change.summary, invoiceId: undefined } }
              : change,
          ),
          reading,
        ),
    })),
  'frozen/stays until it is let go': () =>
    twin((ledger) => ({ commit: (changes, reading) => ledger.commit(changes.map(withoutRelease), reading) })),
  'list/finds by every field of a query': () =>
    twin((ledger) => ({ list: ({ delivery: _ignored, ...query }) => ledger.list(query) })),
  'list/shows each case once, in the order in which it came': () =>
    twin((ledger) => ({
      async *list(query) {
        let count = 0;
        for await (const summary of ledger.list(query)) if ((count += 1) <= 1_000) yield summary;
      },
    })),
  'tier/another tier is invisible': () => {
    const storage = new Map();
    return { open: async () => openMemoryLedger(storage, 'one for all') };
  },
  'reading/replaces the reading before': () => twin((ledger) => ({ readings: async () => ledger.readings() })),
};

describe('the conformance suite of ledgers', () => {
  test('has a broken twin for every test', () => {
    expect(Object.keys(TWINS)).toEqual(LEDGER_TESTS.map(({ name }) => name));
  });

  for (const promise of LEDGER_TESTS) {
    const { name } = promise;
    test(`the reference passes: ${name}`, async () => {
      const storage = new Map();
      await promise.run({ open: async (tier) => openMemoryLedger(storage, tier) });
    });

    test(`its broken twin fails this test and no other: ${name}`, async () => {
      const failed: string[] = [];
      for (const each of LEDGER_TESTS) {
        const world = TWINS[name]?.();
        if (world === undefined) throw new Error(`No twin for ${name}`);
        await each.run(world).catch(() => failed.push(each.name));
      }
      expect(failed).toEqual([name]);
    });
  }
});

function twin(breakage: (ledger: Ledger) => Partial<Ledger>): LedgerWorld {
  const storage = new Map();
  return {
    open: async (tier) => {
      const ledger = openMemoryLedger(storage, tier);
      return { ...ledger, ...breakage(ledger) };
    },
  };
}

function atAnyVersion(ledger: Ledger): (change: CaseChange) => Promise<CaseChange> {
  return async (change) => {
    const stored = await ledger.load(change.id);
    return stored === undefined || change.expectedVersion === 0
      ? change
      : { ...change, expectedVersion: stored.version };
  };
}

function withoutRelease(change: CaseChange): CaseChange {
  const { frozen, ...rest } = change;
  return frozen === null || frozen === undefined ? rest : { ...rest, frozen };
}
