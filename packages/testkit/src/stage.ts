import type {
  Adapter,
  AdapterSession,
  Call,
  ReadRequest,
  RecordReceipt,
  Settlement,
  SourceDocument,
  UnreadableItem,
} from '@ishur/contract/v1';
import { keyOf } from './sample-document.ts';
import type { SampleDocument } from './sample-document.ts';
import type { AdapterWorld, Lack, WorldDefinition } from './world.ts';

/** All that one test has in its hands. What it opens is closed behind it. */
export interface Stage {
  readonly adapter: Adapter;
  readonly lacks: readonly Lack[];
  readonly world: AdapterWorld;
  /** What the adapter logged, as text. */
  readonly logged: readonly string[];
  readonly call: Call;
  /** Another source of the same kind. */
  readonly openWorld: () => Promise<AdapterWorld>;
  /** A session on this test's source, or on another one. */
  readonly open: (world?: AdapterWorld, config?: unknown) => Promise<AdapterSession>;
}

export interface OpenStage extends Stage, AsyncDisposable {}

/** The moment of every test. */
const NOW = '2026-06-30T10:00:00.000Z';

export async function openStage(adapter: Adapter, definition: WorldDefinition): Promise<OpenStage> {
  const toClose: AsyncDisposable[] = [];
  const logged: string[] = [];
  const write = (message: string, details?: Readonly<Record<string, unknown>>): void =>
    void logged.push(details === undefined ? message : `${message} ${JSON.stringify(details)}`);
  const openWorld = async (): Promise<AdapterWorld> => {
    const world = await definition.open();
    toClose.push(world);
    return world;
  };
  const world = await openWorld();
  return {
    adapter,
    lacks: definition.lacks ?? [],
    world,
    logged,
    call: { signal: new AbortController().signal },
    openWorld,
    async open(of = world, config = of.config) {
      const session = await adapter.doOpen(config, {
        log: { debug: write, info: write, warn: write },
        clock: { now: () => new Date(NOW) },
        folder: of.folder ?? '.',
      });
      // That it can be closed is a test of its own.
      toClose.push({ [Symbol.asyncDispose]: () => close(session) });
      return session;
    },
    async [Symbol.asyncDispose]() {
      for (const each of toClose.toReversed()) await each[Symbol.asyncDispose]();
    },
  };
}

export type Item = SourceDocument | UnreadableItem;

async function close(session: AdapterSession): Promise<void> {
  try {
    await session[Symbol.asyncDispose]();
  } catch {
    // Said above.
  }
}

/** Everything that one reading delivers. */
export async function readItems(session: AdapterSession, request: Partial<ReadRequest> = {}): Promise<Item[]> {
  const items: Item[] = [];
  const signal = request.signal ?? new AbortController().signal;
  for await (const item of session.read({ ...request, signal })) items.push(item);
  return items;
}

/** The documents of one reading, the last state of each, by type and number. */
export async function readDocuments(
  session: AdapterSession,
  request: Partial<ReadRequest> = {},
): Promise<ReadonlyMap<string, SourceDocument>> {
  const items = await readItems(session, request);
  return new Map(items.flatMap((item) => (item.kind === 'document' ? [[keyOf(item.fields), item]] : [])));
}

/** This document as the adapter delivers it. */
export async function readOne(session: AdapterSession, document: SampleDocument): Promise<SourceDocument> {
  const items = await readItems(session);
  const key = keyOf(document.fields);
  // The last state of it, as readDocuments.
  const found = items.findLast((item) => item.kind === 'document' && keyOf(item.fields) === key);
  if (found?.kind === 'document') return found;
  const seen = items.flatMap((item) => (item.kind === 'document' ? [keyOf(item.fields)] : []));
  const read = seen.slice(0, 5).join(', ') || 'no document';
  throw new Error(`The document ${key} was put into the source and not read; read: ${read}.${whyUnreadable(items)}`);
}

/** An author whose mapping is wrong learns more from the adapter's own fault than from a document that is missing. */
function whyUnreadable(items: readonly Item[]): string {
  const unreadable = items.find((item) => item.kind === 'unreadable');
  return unreadable === undefined
    ? ''
    : ` Unreadable: ${unreadable.faults[0]?.message.en ?? unreadable.where}`.slice(0, 500);
}

export async function recordAll(
  session: AdapterSession,
  settlements: readonly Settlement[],
  call: Call = { signal: new AbortController().signal },
): Promise<RecordReceipt[]> {
  const receipts: RecordReceipt[] = [];
  if (session.record === undefined) throw new Error('The session has no `record`, though the capabilities say so.');
  for await (const receipt of session.record(settlements, call)) receipts.push(receipt);
  return receipts;
}

/** The only receipt for one settlement. */
export async function recordOne(session: AdapterSession, settlement: Settlement): Promise<RecordReceipt> {
  const [receipt, ...others] = await recordAll(session, [settlement]);
  if (receipt === undefined || others.length > 0) {
    throw new Error(`One settlement was handed over, and ${others.length + (receipt ? 1 : 0)} receipts came back.`);
  }
  return receipt;
}

export function settlementOf({ ref, fields }: SourceDocument, number?: string): Settlement {
  return { ref, asked: fields, notices: [], ...(number === undefined ? {} : { number }) };
}

/** A part of the world that this test needs, and that its author did not declare as lacking. */
export function part<Part>(value: Part | undefined, name: string): Part {
  if (value === undefined) {
    throw new Error(`The world has no \`${name}\`. Write it, or declare in \`lacks\` what the source is without.`);
  }
  return value;
}

/** The number beside a document, past the adapter. */
export async function recordedIn(world: AdapterWorld, document: SampleDocument): Promise<string | undefined> {
  return await part(world.recorded?.bind(world), 'recorded')(document);
}
