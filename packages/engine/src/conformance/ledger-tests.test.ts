import { describe, expect, test } from 'vitest';
import { LEDGER_TESTS } from './ledger-tests.ts';
import type { LedgerWorld } from './ledger-tests.ts';
import { journalsOf } from './ledger-world.ts';
import { openMemoryLedger } from './memory-ledger.ts';
import { NO_ENTRY, entryHash } from '../audit/entry-hash.ts';
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
        const inOrder = changes.toSorted((one, other) => one.summary.places.length - other.summary.places.length);
        for (const change of inOrder) await ledger.commit([change]);
        await ledger.commit([], reading);
      },
    })),
  'commit/a stale version is moved': () =>
    twin((ledger) => ({
      // Right about new cases, blind to old ones: the last writer wins.
      commit: async (changes, reading) => ledger.commit(await Promise.all(changes.map(atAnyVersion(ledger))), reading),
    })),
  'commit/a number that is to be sole belongs to one case': () =>
    twin((ledger) => ({
      commit: (changes, reading) =>
        ledger.commit(
          changes.map(({ isNumberSole: _sole, ...change }) => change),
          reading,
        ),
    })),
  'commit/of several at once each stands or falls alone': () => {
    const storage = new Map();
    return {
      open: async (tier) => {
        const ledger = openMemoryLedger(storage, tier);
        // All of one turn together: one that fails takes the others down.
        let group: Promise<void> | undefined;
        let changes: CaseChange[] = [];
        const commit: Ledger['commit'] = async (more, reading) => {
          changes.push(...more);
          group ??= (async () => {
            await Promise.resolve();
            const all = changes;
            [group, changes] = [undefined, []];
            await ledger.commit(all, reading);
          })();
          await group;
        };
        return { ...ledger, commit };
      },
    };
  },
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
  'commit/an id is shared by what rests on its case': () =>
    twin((ledger) => ({
      commit: (changes, reading) => ledger.commit(changes.map(withAction(0)), reading),
    })),
  'commit/what shares an id differs by its reference': () =>
    twin((ledger) => ({
      commit: (changes, reading) => ledger.commit(changes.map(withOwnReference), reading),
    })),
  'commit/a place belongs to one case': () =>
    twin((ledger) => ({
      commit: (changes, reading) => ledger.commit(changes.map(withFirstPlace), reading),
    })),
  'commit/an id and a place go over to another case in one commit': () =>
    twin((ledger) => ({
      // Right where they are let go before they are taken.
      commit: async (changes, reading) => {
        const taken = changes.findIndex(({ summary }) => summary.places.length > 1 && summary.invoiceId !== undefined);
        if (taken === 0 && changes.length > 1) await ledger.commit(changes.slice(0, 1));
        await ledger.commit(taken === 0 && changes.length > 1 ? changes.slice(1) : changes, reading);
      },
    })),
  'frozen/stays until it is let go': () =>
    twin((ledger) => ({ commit: (changes, reading) => ledger.commit(changes.map(withoutRelease), reading) })),
  'frozen/the bytes of a later ask take the place of the earlier': () =>
    twin((ledger) => ({
      commit: async (changes, reading) =>
        ledger.commit(await Promise.all(changes.map(withFirstBytes(ledger))), reading),
    })),
  'close/waits for what is being committed': () => {
    const storage = new Map();
    return {
      open: async (tier) => {
        const ledger = openMemoryLedger(storage, tier);
        let isOpen = true;
        const commit: Ledger['commit'] = async (changes, reading) => {
          await new Promise((resolve) => {
            setImmediate(resolve);
          });
          if (!isOpen) throw new Error('It is closed.');
          await ledger.commit(changes, reading);
        };
        const close = async (): Promise<void> => {
          isOpen = false;
        };
        return { ...ledger, commit, [Symbol.asyncDispose]: close };
      },
    };
  },
  'reading/replaces the reading before': () => twin((ledger) => ({ readings: async () => ledger.readings() })),
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
    return { open: async (tier) => ({ ...openMemoryLedger(storage, 'simulator'), tier }) };
  },
  'journal/every entry is chained to the one before': () =>
    twin((ledger) => ({
      async *journals() {
        for await (const journal of ledger.journals()) {
          const rows = journal.rows.map((row) => {
            return { ...row, hash: entryHash({ tier: ledger.tier, case: journal.id, ...row }, NO_ENTRY) };
          });
          yield rows.length > 2 ? { ...journal, rows } : journal;
        }
      },
    })),
  'journal/comes in the order of the bytes of its ids': () =>
    twin((ledger) => ({
      async *journals() {
        yield* (await journalsOf(ledger)).toSorted((one, other) => (one.id < other.id ? -1 : 1));
      },
    })),
  'journal/is the picture of one moment': () =>
    twin((ledger) => ({
      async *journals() {
        for (let index = 0; ; index += 1) {
          const journal = (await journalsOf(ledger))[index];
          if (journal === undefined) return;
          yield journal;
        }
      },
    })),
  'journal/what cases are found by fits it': () =>
    twin((ledger) => ({
      async *journals() {
        for await (const { projection, ...journal } of ledger.journals()) {
          if (projection === undefined) throw new Error(`${journal.id} has no projection.`);
          const places = projection.found.places.map((place) => ({ ...place, delivery: 'none' as const }));
          yield { ...journal, projection: { ...projection, found: { ...projection.found, places } } };
        }
      },
    })),
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

function withAction(action: 0): (change: CaseChange) => CaseChange {
  return (change) => ({ ...change, summary: { ...change.summary, action } });
}

function withOwnReference(change: CaseChange): CaseChange {
  if (change.summary.action === 0) return change;
  return { ...change, summary: { ...change.summary, reference: change.id } };
}

/** Asks for the first place only, except where one case has two of its own. */
function withFirstPlace(change: CaseChange): CaseChange {
  const [first, second] = change.summary.places;
  const places = first?.source === second?.source ? change.summary.places : change.summary.places.slice(0, 1);
  return { ...change, summary: { ...change.summary, places } };
}

function withFirstBytes(ledger: Ledger): (change: CaseChange) => Promise<CaseChange> {
  return async (change) => {
    const frozen = (await ledger.load(change.id))?.frozen;
    return frozen !== undefined && change.frozen !== undefined && change.frozen !== null
      ? { ...change, frozen }
      : change;
  };
}

function withoutRelease(change: CaseChange): CaseChange {
  const { frozen, ...rest } = change;
  return frozen === null || frozen === undefined ? rest : { ...rest, frozen };
}
