import { join } from 'node:path';
import type { SourceDocument } from '@ishur/contract/v1';
import { businessDayOf, deriveInvoiceId, parseDocument, parseVatNumber } from '@ishur/core';
import type { FrozenAsk } from '@ishur/core';
import { createEngine, createSealer, newKey, parseKeys } from '@ishur/engine';
import type { Business, Engine, EngineParts, Ledger, PolicySettings, Sealer, Source } from '@ishur/engine';
import { openSqliteLedger } from '@ishur/ledger-sqlite';
import { createAuthority } from '@ishur/transport';
import { temporaryFolder } from '../workspace/temporary-folder.ts';

const vatNumber = parseVatNumber('777777715');
if (vatNumber === undefined) throw new Error('The benchmark is wrong.');

export const BUSINESS: Business = { id: 'acme', vatNumber, operator: { name: 'acme-office' }, ask: 'required' };
export const SOURCE = 'office';

type HttpAuthority = ReturnType<typeof createAuthority>;

/** So many invoices, each of which needs a number, from reference 1001 on. */
export function documents(count: number): readonly SourceDocument[] {
  return Array.from({ length: count }, (_, index) => {
    const reference = String(1001 + index);
    return {
      kind: 'document',
      ref: `305:${reference}`,
      cursor: reference,
      standing: 'final',
      fields: {
        documentType: 305,
        reference,
        documentDate: '2026-06-10',
        netAmount: '10000.00',
        vatAmount: '1800.00',
        grossAmount: '11800.00',
        customer: { name: 'מאפיית הכפר בע"מ', vatNumber: '511111118' },
      },
    };
  });
}

/** What would be sent for them, by whoever keeps nothing. */
export function frozenAsks(items: readonly SourceDocument[], { spell }: Pick<HttpAuthority, 'spell'>): FrozenAsk[] {
  const { operator } = BUSINESS;
  const issuedOn = businessDayOf(new Date());
  return items.map(({ fields }) => {
    const parsed = parseDocument(fields);
    if (!parsed.ok) throw new Error('The benchmark is wrong.');
    const { document } = parsed;
    const { vatNumber: dealer } = BUSINESS;
    const invoiceId = deriveInvoiceId({ vatNumber: dealer, type: document.type, reference: document.reference });
    return spell({ invoiceId, vatNumber: dealer, operator, softwareNumber: dealer, action: 0, issuedOn, document });
  });
}

/** Transport as it is, without a pace: it would be what is measured. */
export function authorityAt(address: string, atOnce: number): HttpAuthority {
  const limits = { perSecond: Infinity, atOnce };
  return createAuthority({ tier: 'simulator', address, limits, accessToken: () => Promise.resolve('a-token') });
}

/** A new ledger in a file of its own, removed at the end. */
export interface Desk extends AsyncDisposable {
  readonly ledger: Ledger;
  readonly file: string;
  engine(parts: EnginePartsOfBench): Engine;
  /** Reads and decides these documents, and asks for none of them. */
  queue(items: readonly SourceDocument[]): Promise<void>;
}

export type EnginePartsOfBench = Pick<EngineParts, 'authority'> &
  PolicySettings & { readonly business?: Business; readonly sources?: readonly Source[] };

export async function openDesk(): Promise<Desk> {
  const folder = temporaryFolder('bench');
  const file = join(folder.path, 'ishur.db');
  const ledger = await openSqliteLedger({ file, tier: 'simulator', sealer: newSealer() });
  const engine = (parts: EnginePartsOfBench): Engine => engineOn(ledger, parts);
  return {
    ledger,
    file,
    engine,
    async queue(items) {
      const reader = engine({
        business: { ...BUSINESS, ask: 'nothing' },
        sources: [sourceOf(items)],
        authority: authorityAt('http://127.0.0.1:9', 1),
      });
      const { failures } = await reader.run(new AbortController().signal);
      if (failures.length > 0) throw failures[0] ?? new Error('Nothing was read.');
    },
    async [Symbol.asyncDispose]() {
      await ledger[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}

export function newSealer(key: string = newKey()): Sealer {
  return createSealer(parseKeys(key));
}

function engineOn(ledger: Ledger, parts: EnginePartsOfBench): Engine {
  return createEngine({
    business: BUSINESS,
    sources: [],
    ledger,
    clock: { now: () => new Date() },
    runner: { name: `bench ${process.pid}`, isAlive: (name) => name === `bench ${process.pid}` },
    report: () => {},
    ...parts,
  });
}

/** A source that holds these documents and takes no numbers: bringing them back is not what is measured. */
export function sourceOf(items: readonly SourceDocument[]): Source {
  const reason = { he: 'המקור לקריאה בלבד.', en: 'The source is read-only.' };
  const report: Source['report'] = { writeBack: { possible: false, reason }, notes: [] };
  return {
    id: SOURCE,
    report,
    session: {
      check: () => Promise.resolve(report),
      async *read() {
        for (const item of items) yield await Promise.resolve(item);
      },
      async [Symbol.asyncDispose]() {},
    },
  };
}

/** Counts where a ledger's cases stand. */
export async function standingsOf(ledger: Ledger): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for await (const { standing } of ledger.list({})) found.set(standing, (found.get(standing) ?? 0) + 1);
  return found;
}
