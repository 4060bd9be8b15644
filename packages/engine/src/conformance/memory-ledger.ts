import { IshurError } from '@ishur/contract';
import type { CaseChange, CaseQuery, CaseSummary, Ledger, SourceReading, StoredCase } from '../ports/ledger.ts';

interface Shelf {
  readonly cases: Map<string, { stored: StoredCase; summary: CaseSummary }>;
  readonly readings: Map<string, SourceReading>;
}

/** The storage behind memory ledgers: the reference that the conformance suite is tried on, and a ledger for tests. */
export type MemoryStorage = Map<string, Shelf>;

/** A ledger that forgets when the process ends. For tests: it keeps every promise but durability. */
export function openMemoryLedger(storage: MemoryStorage, tier: string): Ledger {
  const shelf = storage.get(tier) ?? { cases: new Map(), readings: new Map() };
  storage.set(tier, shelf);
  return {
    async commit(changes, reading) {
      const cases = new Map(shelf.cases);
      for (const change of changes) cases.set(change.id, changed(cases, change));
      // All or none: only now does anything show.
      for (const [id, value] of cases) shelf.cases.set(id, value);
      if (reading !== undefined) shelf.readings.set(`${reading.business}/${reading.source}`, reading);
    },
    async load(id) {
      return shelf.cases.get(id)?.stored;
    },
    async *list(query) {
      for (const { summary } of [...shelf.cases.values()]) if (fits(summary, query)) yield summary;
    },
    async readings(business) {
      return [...shelf.readings.values()].filter((reading) => business === undefined || reading.business === business);
    },
    async [Symbol.asyncDispose]() {},
  };
}

function changed(cases: Shelf['cases'], change: CaseChange): { stored: StoredCase; summary: CaseSummary } {
  const before = cases.get(change.id)?.stored;
  const { invoiceId } = change.summary;
  const isTaken =
    invoiceId !== undefined &&
    [...cases.values()].some(({ summary }) => summary.id !== change.id && summary.invoiceId === invoiceId);
  if ((before?.version ?? 0) !== change.expectedVersion || isTaken) throw moved(change.id);
  const stored = {
    id: change.id,
    version: change.expectedVersion + change.entries.length,
    entries: [...(before?.entries ?? []), ...change.entries],
    frozen: change.frozen === undefined ? before?.frozen : (change.frozen ?? undefined),
  };
  return { stored, summary: change.summary };
}

function fits(summary: CaseSummary, query: CaseQuery): boolean {
  const isPlace =
    (query.source ?? query.ref ?? query.delivery) === undefined ||
    summary.places.some(
      ({ source, ref, delivery }) =>
        (query.source ?? source) === source && (query.ref ?? ref) === ref && (query.delivery ?? delivery) === delivery,
    );
  return (
    isPlace &&
    (query.business ?? summary.business) === summary.business &&
    (query.invoiceId === undefined || query.invoiceId === summary.invoiceId) &&
    (query.standings === undefined || query.standings.includes(summary.standing))
  );
}

function moved(id: string): IshurError {
  return new IshurError({
    code: 'ledger/moved',
    remedy: 'retry',
    message: { he: `המסמך ${id} עודכן בינתיים.`, en: `Case ${id} was changed meanwhile.` },
  });
}
