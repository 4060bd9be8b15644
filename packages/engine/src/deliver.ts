import { isIshurError } from '@ishur/contract';
import type { IshurError } from '@ishur/contract';
import type { RecordReceipt, Settlement } from '@ishur/contract/v1';
import { settlementOf } from '@ishur/core';
import type { Delivery } from '@ishur/core';
import type { Source } from './business.ts';
import { apply, causeOf, changeOf, openCase, summaryOf } from './case-record.ts';
import type { EngineParts } from './engine-parts.ts';
import type { CaseSummary } from './ports/ledger.ts';
import type { Progress } from './progress.ts';
import { sourceFailure } from './source-failure.ts';

/** Settlements handed to a source together. */
const CHUNK = 500;

/**
 * Brings every number and every notice that waits for it back to this source. Retried alone: nothing here asks the authority.
 *
 * @param present the documents that the source holds now; to them everything is handed over again where a source wants that.
 * @returns the failures, one for each document that could not be delivered.
 */
export async function deliver(
  parts: EngineParts,
  source: Source,
  signal: AbortSignal,
  present: ReadonlySet<string> = new Set(),
): Promise<readonly IshurError[]> {
  const waiting: { readonly id: string; readonly settlement: Settlement }[] = [];
  for await (const summary of toDeliver(parts, source, present)) {
    const stored = await parts.ledger.load(summary.id);
    const state = stored === undefined ? undefined : openCase(stored, parts.business.id).state;
    const due = state === undefined ? undefined : settlementOf(state);
    if (state === undefined || due === undefined) continue;
    const { asked, number, notices } = due;
    for (const place of state.places) {
      if (place.source !== source.id || !isDue(place.delivery.kind, place.ref, source, present)) continue;
      const settlement = { ref: place.ref, asked, notices, ...(number === undefined ? {} : { number }) };
      waiting.push({ id: summary.id, settlement });
    }
  }
  const failures: IshurError[] = [];
  // A file is read and written once for each call, so it gets everything in one.
  const size = source.deliversAgain === true ? Math.max(waiting.length, 1) : CHUNK;
  for (let start = 0; start < waiting.length && !signal.aborted; start += size) {
    failures.push(...(await deliverChunk(parts, source, waiting.slice(start, start + size), signal)));
  }
  return failures;
}

function canRecord(source: Source): boolean {
  return source.session.record !== undefined && source.report.writeBack.possible;
}

/** Handed over before, and perhaps lost since. */
const AGAIN: readonly Delivery['kind'][] = ['handed-over', 'stale'];

async function* toDeliver(
  parts: EngineParts,
  source: Source,
  present: ReadonlySet<string>,
): AsyncGenerator<CaseSummary> {
  const query = { business: parts.business.id, source: source.id };
  yield* parts.ledger.list({ ...query, delivery: 'pending' });
  // It could take none before, and perhaps can now.
  if (canRecord(source)) yield* parts.ledger.list({ ...query, delivery: 'impossible' });
  if (source.deliversAgain !== true || present.size === 0) return;
  for (const delivery of AGAIN) yield* parts.ledger.list({ ...query, delivery });
}

function isDue(delivery: Delivery['kind'], ref: string, source: Source, present: ReadonlySet<string>): boolean {
  if (delivery === 'pending' || (delivery === 'impossible' && canRecord(source))) return true;
  return source.deliversAgain === true && AGAIN.includes(delivery) && present.has(ref);
}

async function deliverChunk(
  parts: EngineParts,
  source: Source,
  chunk: readonly { readonly id: string; readonly settlement: Settlement }[],
  signal: AbortSignal,
): Promise<readonly IshurError[]> {
  const ids = new Map(chunk.map(({ id, settlement }) => [settlement.ref, id]));
  if (!canRecord(source)) {
    for (const [ref, id] of ids) {
      const summary = await keepDelivery(parts, source, id, ref, (before) =>
        before.kind === 'impossible' ? undefined : { kind: 'impossible', attempts: 0 },
      );
      if (summary !== undefined) parts.report({ kind: 'delivered', source: source.id, summary, where: '' });
    }
    return [];
  }
  const failures: IshurError[] = [];
  const settlements = chunk.map(({ settlement }) => settlement);
  try {
    for await (const receipt of receiptsOf(source, settlements, signal)) {
      const id = ids.get(receipt.ref);
      if (id === undefined) continue;
      const summary = await keepDelivery(parts, source, id, receipt.ref, (before) => deliveryOf(receipt, before));
      if (receipt.kind === 'failed' && summary !== undefined) failures.push(receipt.cause);
      if (summary !== undefined) parts.report(progressOf(source, receipt, summary));
    }
  } catch (error) {
    if (!isIshurError(error)) throw error;
    // What has no receipt stays pending and is delivered again.
    parts.report({ kind: 'trouble', error, source: source.id });
    failures.push(error);
  }
  return failures;
}

/** The receipts of a source. Whatever it throws beside them comes as an IshurError, or not at all where it was told to stop. */
async function* receiptsOf(
  source: Source,
  settlements: readonly Settlement[],
  signal: AbortSignal,
): AsyncGenerator<RecordReceipt> {
  try {
    yield* source.session.record?.(settlements, { signal }) ?? [];
  } catch (error) {
    if (signal.aborted && !isIshurError(error)) return;
    throw sourceFailure(source.id, error);
  }
}

function progressOf(source: Source, receipt: RecordReceipt, summary: CaseSummary): Progress {
  if (receipt.kind === 'failed') return { kind: 'trouble', error: receipt.cause, source: source.id, summary };
  const where = 'where' in receipt ? receipt.where : '';
  return { kind: 'delivered', source: source.id, summary, where };
}

/** What a receipt makes of a delivery; `undefined` where it tells nothing new of one that was made before. */
function deliveryOf(receipt: RecordReceipt, before: Delivery): Delivery | undefined {
  const attempts = before.attempts + 1;
  if (before.kind !== 'pending' && before.kind !== 'impossible') {
    // Handed over again. That it stands there, or that its row has gone, is no news; that it was lost and is back, is not either.
    if (receipt.kind === before.kind || receipt.kind === 'failed') return undefined;
    if (receipt.kind === 'already-there' && before.kind === 'handed-over') return undefined;
  }
  switch (receipt.kind) {
    case 'already-there':
      // A file of ours that holds it has not become the source by that.
      return { kind: before.kind === 'stale' ? 'handed-over' : 'recorded', where: receipt.where, attempts };
    case 'recorded':
      return { kind: 'recorded', where: receipt.where, attempts };
    case 'handed-over':
      return { kind: 'handed-over', where: receipt.where, attempts };
    case 'stale':
      return { kind: 'stale', attempts };
    case 'conflict':
      return { kind: 'conflict', existingNumber: receipt.existingNumber, attempts };
    case 'failed':
      return { kind: 'pending', attempts, cause: causeOf(receipt.cause) };
  }
}

/** Makes a receipt durable. `undefined` where it tells nothing new, or another process delivered meanwhile. */
async function keepDelivery(
  parts: EngineParts,
  source: Source,
  id: string,
  ref: string,
  next: (before: Delivery) => Delivery | undefined,
): Promise<CaseSummary | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const stored = await parts.ledger.load(id);
    if (stored === undefined) throw new Error(`The ledger lost case ${id} while it was delivered.`);
    const open = openCase(stored, parts.business.id);
    const place = open.state?.places.find((known) => known.source === source.id && known.ref === ref);
    if (place === undefined) return undefined;
    const { kind } = place.delivery;
    const isOpen =
      kind === 'pending' || kind === 'impossible' || (source.deliversAgain === true && AGAIN.includes(kind));
    if (!isOpen) return undefined;
    const delivery = next(place.delivery);
    if (delivery === undefined) return undefined;
    const trace = { at: parts.clock.now(), by: parts.runner.name };
    const record = apply(open, { kind: 'delivered', source: source.id, ref, delivery }, trace);
    try {
      await parts.ledger.commit([changeOf(record)]);
      return summaryOf(record);
    } catch (error) {
      if (isIshurError(error) && error.code === 'ledger/moved' && attempt < 5) continue;
      throw error;
    }
  }
}
