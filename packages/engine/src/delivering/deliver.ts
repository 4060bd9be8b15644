import { isIshurError } from '@ishur/contract';
import type { RecordReceipt, Settlement } from '@ishur/contract/v1';
import { settlementOf } from '@ishur/core';
import type { Delivery, Place } from '@ishur/core';
import type { Source } from '../business.ts';
import { apply, changeOf, openCase, summaryOf } from '../case-record.ts';
import { commitAnew } from '../commit-anew.ts';
import type { Failures } from '../failures.ts';
import { traceOf } from '../engine-context.ts';
import type { EngineContext } from '../engine-context.ts';
import type { CaseSummary } from '../ports/ledger.ts';
import type { Progress } from '../progress.ts';
import { restOf } from '../timing/rests.ts';
import { deliveryOf } from './delivery-of.ts';
import { NO_RECEIPT, missingReceipt } from './no-receipt.ts';
import { receiptsOf } from './receipts-of.ts';
import { someAtOnce } from './some-at-once.ts';

/** Settlements handed to a source together. */
const CHUNK = 500;
/** A file is read and written once for each call, so it gets more at once: so many as 40 MB hold. */
const FILE_CHUNK = 25_000;
/** Receipts that are made durable together. A source that gives them slowly waits for none of them. */
const RECEIPTS_AT_ONCE = 64;

/** How a source is delivered to. */
export interface DeliverOptions {
  /** Nothing more is handed over, and the source is told to end. */
  readonly signal: AbortSignal;
  /** Only what is due by its journal. */
  readonly dueOnly: boolean;
  /** The documents that the source holds now; to them everything is handed over again where a source wants that. */
  readonly present?: ReadonlySet<string> | undefined;
}

/**
 * Brings every number and every notice that waits for it back to this source. Retried alone: nothing here asks the authority.
 *
 * @param failures gets one for each document that could not be delivered.
 */
export async function deliver(
  context: EngineContext,
  source: Source,
  options: DeliverOptions,
  failures: Failures,
): Promise<void> {
  const { signal, dueOnly, present = new Set() } = options;
  if (dueOnly && context.rests.until(restOf(source.id)) > context.clock.now().getTime()) return;
  const size = source.deliversAgain === true ? FILE_CHUNK : CHUNK;
  for await (const chunk of chunksOf(settlementsFor(context, source, dueOnly, present), size)) {
    if (signal.aborted) break;
    // A source that is down is not called again for every chunk. What it did not get stays pending.
    if (!(await deliverChunk(context, source, chunk, signal, failures))) break;
  }
}

/** Whatever is to be handed over, as it stands now. Another process may have delivered it by the time it is handed over. */
async function* settlementsFor(
  context: EngineContext,
  source: Source,
  dueOnly: boolean,
  present: ReadonlySet<string>,
): AsyncGenerator<Waiting> {
  for await (const summary of toDeliver(context, source, present)) {
    const stored = await context.ledger.load(summary.id);
    const state = stored === undefined ? undefined : openCase(stored, context.business.id).state;
    const due = state === undefined ? undefined : settlementOf(state);
    if (state === undefined || due === undefined) continue;
    const { asked, number, notices, withdrawn } = due;
    for (const place of state.places) {
      if (place.source !== source.id || !isDue(place, source, present)) continue;
      if (dueOnly && isTooSoon(context, place.delivery)) continue;
      const settlement = {
        ...{ ref: place.ref, asked, notices },
        ...(number === undefined ? {} : { number }),
        ...(withdrawn.length === 0 ? {} : { withdrawn }),
      };
      yield { id: summary.id, settlement };
    }
  }
}

async function* chunksOf<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<readonly Item[]> {
  let chunk: Item[] = [];
  for await (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

interface Waiting {
  readonly id: string;
  readonly settlement: Settlement;
}

function canRecord(source: Source): boolean {
  return source.session.record !== undefined && source.report.writeBack.possible;
}

/** Handed over before, and perhaps lost since. */
const AGAIN: readonly Delivery['kind'][] = ['handed-over', 'stale'];

async function* toDeliver(
  { ledger, business }: EngineContext,
  source: Source,
  present: ReadonlySet<string>,
): AsyncGenerator<CaseSummary> {
  const query = { business: business.id, source: source.id };
  // While these are gone through, what is delivered becomes handed over: listed in this order, nothing comes twice.
  if (source.deliversAgain === true && present.size > 0) {
    for (const delivery of AGAIN) yield* ledger.list({ ...query, delivery });
  }
  // It could take none before, and perhaps can now.
  if (canRecord(source)) yield* ledger.list({ ...query, delivery: 'impossible' });
  yield* ledger.list({ ...query, delivery: 'pending' });
}

function isDue({ ref, delivery: { kind } }: Place, source: Source, present: ReadonlySet<string>): boolean {
  if (kind === 'pending' || (kind === 'impossible' && canRecord(source))) return true;
  return source.deliversAgain === true && AGAIN.includes(kind) && present.has(ref);
}

function isTooSoon({ clock }: EngineContext, { notBefore }: Delivery): boolean {
  return notBefore !== undefined && Date.parse(notBefore) > clock.now().getTime();
}

/** Gives back whether the source took it: `false` where itself failed, and not only documents of it. */
async function deliverChunk(
  context: EngineContext,
  source: Source,
  chunk: readonly Waiting[],
  signal: AbortSignal,
  failures: Failures,
): Promise<boolean> {
  const ids = new Map(chunk.map(({ id, settlement }) => [settlement.ref, id]));
  if (!canRecord(source)) {
    for (const [ref, id] of ids) {
      const summary = await keepDelivery(context, source, id, ref, (before) =>
        before.kind === 'impossible' ? undefined : { kind: 'impossible', attempts: 0 },
      );
      if (summary !== undefined) context.report({ kind: 'delivered', source: source.id, summary, where: '' });
    }
    return true;
  }
  const settlements = chunk.map(({ settlement }) => settlement);
  try {
    let isSilent = false;
    const receipts = receiptsOf(source, settlements, signal, (refs, instead) => {
      isSilent = refs.length === settlements.length;
      failures.note(missingReceipt(source, refs, settlements.length, instead));
    });
    await someAtOnce(receipts, RECEIPTS_AT_ONCE, async (receipt) => {
      const id = ids.get(receipt.ref);
      if (id === undefined) return;
      const next = (before: Delivery): Delivery | undefined => deliveryOf(context, receipt, before);
      const summary = await keepDelivery(context, source, id, receipt.ref, next);
      // What is missing was noted once for all of them.
      const isNoted = receipt.kind === 'failed' && receipt.cause.code === NO_RECEIPT;
      if (receipt.kind === 'failed' && summary !== undefined && !isNoted) failures.note(receipt.cause);
      if (summary !== undefined) context.report(progressOf(source, receipt, summary));
    });
    if (!isSilent) context.rests.went(restOf(source.id));
    else context.rests.failed(restOf(source.id), undefined);
    return !isSilent;
  } catch (error) {
    if (!isIshurError(error)) throw error;
    // What has no receipt stays pending and is delivered again.
    context.rests.failed(restOf(source.id), error);
    context.report({ kind: 'trouble', error, source: source.id });
    failures.note(error);
    return false;
  }
}

function progressOf(source: Source, receipt: RecordReceipt, summary: CaseSummary): Progress {
  if (receipt.kind === 'failed') return { kind: 'trouble', error: receipt.cause, source: source.id, summary };
  const where = 'where' in receipt ? receipt.where : '';
  return { kind: 'delivered', source: source.id, summary, where };
}

/** Makes a receipt durable. `undefined` where it tells nothing new, or another process delivered meanwhile. */
async function keepDelivery(
  context: EngineContext,
  source: Source,
  id: string,
  ref: string,
  next: (before: Delivery) => Delivery | undefined,
): Promise<CaseSummary | undefined> {
  return commitAnew(context.ledger, async () => {
    const stored = await context.ledger.load(id);
    if (stored === undefined) throw new Error(`The ledger lost case ${id} while it was delivered.`);
    const open = openCase(stored, context.business.id);
    const place = open.state?.places.find((known) => known.source === source.id && known.ref === ref);
    const delivery = place !== undefined && isOpen(place.delivery, source) ? next(place.delivery) : undefined;
    if (delivery === undefined) return { changes: [], result: undefined };
    const record = apply(open, { kind: 'delivered', source: source.id, ref, delivery }, traceOf(context));
    return { changes: [changeOf(record)], result: summaryOf(record) };
  });
}

function isOpen({ kind }: Delivery, source: Source): boolean {
  return kind === 'pending' || kind === 'impossible' || (source.deliversAgain === true && AGAIN.includes(kind));
}
