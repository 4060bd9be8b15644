import { IshurError } from '@ishur/contract';
import { isSameAllocationNumber } from '@ishur/core';
import type { AllocationNumber } from '@ishur/core';
import { NO_ENTRY, compareIds, entryHash } from '../audit/entry-hash.ts';
import { fitsQuery } from '../ports/fits-query.ts';
import type {
  CaseChange,
  CaseSummary,
  JournalRow,
  Ledger,
  SourceReading,
  StoredCase,
  StoredJournal,
} from '../ports/ledger.ts';

interface Kept {
  readonly stored: StoredCase;
  readonly rows: readonly JournalRow[];
  readonly summary: CaseSummary;
}

interface Shelf {
  readonly tier: string;
  readonly cases: Map<string, Kept>;
  /** The case that has an invoice id or a place, by its name below. */
  readonly holders: Map<string, string>;
  readonly readings: Map<string, SourceReading>;
}

/** The storage behind memory ledgers: the reference that the conformance suite is tried on, and a ledger for tests. */
export type MemoryStorage = Map<string, Shelf>;

/** A ledger that forgets when the process ends. For tests: it keeps every promise but durability. */
export function openMemoryLedger(storage: MemoryStorage, tier: string): Ledger {
  const shelf = storage.get(tier) ?? { tier, cases: new Map(), holders: new Map(), readings: new Map() };
  storage.set(tier, shelf);
  return {
    tier,
    async commit(changes, reading) {
      const draft: Draft = { shelf, cases: new Map(), holders: new Map() };
      for (const change of changes) draftChange(draft, change);
      for (const change of changes) {
        takeNames(draft, change);
        assertSole(draft, change);
      }
      // All or none: only now does anything show.
      for (const [id, kept] of draft.cases) shelf.cases.set(id, kept);
      for (const [name, holder] of draft.holders) {
        if (holder === undefined) shelf.holders.delete(name);
        else shelf.holders.set(name, holder);
      }
      if (reading !== undefined) shelf.readings.set(`${reading.business}/${reading.source}`, reading);
    },
    async load(id) {
      return shelf.cases.get(id)?.stored;
    },
    async *list(query) {
      for (const { summary } of [...shelf.cases.values()]) if (fitsQuery(summary, query)) yield summary;
    },
    async readings(business) {
      return [...shelf.readings.values()].filter((reading) => business === undefined || reading.business === business);
    },
    async *journals() {
      const kept = [...shelf.cases.values()].map(journalOf);
      yield* kept.toSorted((one, other) => compareIds(one.id, other.id));
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** What a commit would change. */
interface Draft {
  readonly shelf: Shelf;
  readonly cases: Map<string, Kept>;
  readonly holders: Map<string, string | undefined>;
}

function draftChange({ shelf, cases, holders }: Draft, change: CaseChange): void {
  const { id, expectedVersion, entries, summary, frozen } = change;
  const before = cases.get(id) ?? shelf.cases.get(id);
  if ((before?.stored.version ?? 0) !== expectedVersion) throw moved(id);
  for (const name of namesOf(before?.summary)) holders.set(name, undefined);
  const stored = {
    id,
    version: expectedVersion + entries.length,
    entries: [...(before?.stored.entries ?? []), ...entries],
    frozen: frozen === undefined ? before?.stored.frozen : (frozen ?? undefined),
  };
  const rows = [...(before?.rows ?? [])];
  for (const { at, by, event } of entries) {
    const row = { version: rows.length + 1, at, by, event: JSON.stringify(event) };
    rows.push({ ...row, hash: entryHash({ tier: shelf.tier, case: id, ...row }, rows.at(-1)?.hash ?? NO_ENTRY) });
  }
  cases.set(id, { stored, rows, summary });
}

/** When all changes have let go of what they had: an id or a place may go over to another case. */
function takeNames({ shelf, holders }: Draft, { id, summary }: CaseChange): void {
  for (const name of namesOf(summary)) {
    if ((holders.has(name) ? holders.get(name) : shelf.holders.get(name)) !== undefined) throw moved(id);
    holders.set(name, id);
  }
}

/** A number that no other case may have. */
function assertSole({ shelf, cases }: Draft, { id, summary: { number }, isNumberSole }: CaseChange): void {
  if (isNumberSole !== true || number === undefined) return;
  for (const { stored, summary } of [...shelf.cases.values(), ...cases.values()]) {
    const held = summary.number;
    if (stored.id === id || held === undefined) continue;
    if (isSameAllocationNumber(held as AllocationNumber, number as AllocationNumber)) throw moved(id);
  }
}

/** What one case at most may have. */
function namesOf(summary: CaseSummary | undefined): readonly string[] {
  if (summary === undefined) return [];
  const { business, invoiceId, action, reference, places } = summary;
  const names = places.map(({ source, ref }) => JSON.stringify(['place', business, source, ref]));
  if (invoiceId !== undefined) names.push(JSON.stringify([action, invoiceId, action === 0 ? '' : reference]));
  return names;
}

function journalOf({ stored, rows, summary }: Kept): StoredJournal {
  const { business, invoiceId, action, reference, standing, places } = summary;
  const found = { business, invoiceId, action, reference, standing, places };
  const projection = { version: stored.version, summary: JSON.parse(JSON.stringify(summary)) as unknown, found };
  return { id: stored.id, rows, projection };
}

function moved(id: string): IshurError {
  return new IshurError({
    code: 'ledger/moved',
    remedy: 'retry',
    message: { he: `המסמך ${id} עודכן בינתיים.`, en: `Case ${id} was changed meanwhile.` },
  });
}
