import type { IshurError } from '@ishur/contract';
import type { RecordReceipt, Settlement } from '@ishur/contract/v1';
import type { Delivery } from '@ishur/core';
import { isIshurError } from '@ishur/contract';
import type { Source } from './business.ts';
import { apply, causeOf, changeOf, openCase, summaryOf } from './case-record.ts';
import type { EngineParts } from './engine-parts.ts';
import type { CaseSummary } from './ports/ledger.ts';
import type { Progress } from './progress.ts';
import { sourceFailure } from './source-failure.ts';

/** Settlements handed to a source together. */
const CHUNK = 500;

/**
 * Brings every number that waits for it back to this source. Retried alone: nothing here asks the authority.
 *
 * @returns the failures, one for each document that could not be delivered.
 */
export async function deliver(parts: EngineParts, source: Source, signal: AbortSignal): Promise<readonly IshurError[]> {
  const waiting: { readonly id: string; readonly settlement: Settlement }[] = [];
  const query = { business: parts.business.id, source: source.id, delivery: 'pending' } as const;
  for await (const summary of parts.ledger.list(query)) {
    const stored = await parts.ledger.load(summary.id);
    const state = stored === undefined ? undefined : openCase(stored, parts.business.id).state;
    if (state?.number === undefined || state.ask === undefined) continue;
    // Two numbers for one document: neither may be printed before a person has asked the authority.
    if (state.standing === 'conflict') continue;
    for (const place of state.places) {
      if (place.source !== source.id || place.delivery.kind !== 'pending') continue;
      const settlement = { ref: place.ref, asked: state.ask.fields, number: state.number, notices: [] };
      waiting.push({ id: summary.id, settlement });
    }
  }
  const failures: IshurError[] = [];
  for (let start = 0; start < waiting.length && !signal.aborted; start += CHUNK) {
    failures.push(...(await deliverChunk(parts, source, waiting.slice(start, start + CHUNK), signal)));
  }
  return failures;
}

async function deliverChunk(
  parts: EngineParts,
  source: Source,
  chunk: readonly { readonly id: string; readonly settlement: Settlement }[],
  signal: AbortSignal,
): Promise<readonly IshurError[]> {
  const ids = new Map(chunk.map(({ id, settlement }) => [settlement.ref, id]));
  if (source.session.record === undefined || !source.report.writeBack.possible) {
    for (const [ref, id] of ids) {
      const summary = await keepDelivery(parts, source, id, ref, () => ({ kind: 'impossible', attempts: 0 }));
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
      const summary = await keepDelivery(parts, source, id, receipt.ref, (attempts) => deliveryOf(receipt, attempts));
      if (receipt.kind === 'failed') failures.push(receipt.cause);
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
    throw sourceFailure(source, error);
  }
}

function progressOf(source: Source, receipt: RecordReceipt, summary: CaseSummary): Progress {
  if (receipt.kind === 'failed') return { kind: 'trouble', error: receipt.cause, source: source.id, summary };
  const where = 'where' in receipt ? receipt.where : '';
  return { kind: 'delivered', source: source.id, summary, where };
}

function deliveryOf(receipt: RecordReceipt, attempts: number): Delivery {
  switch (receipt.kind) {
    case 'recorded':
    case 'already-there':
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

/** Makes a receipt durable. `undefined` where the place is settled already: another process delivered meanwhile. */
async function keepDelivery(
  parts: EngineParts,
  source: Source,
  id: string,
  ref: string,
  next: (attempts: number) => Delivery,
): Promise<CaseSummary | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const stored = await parts.ledger.load(id);
    if (stored === undefined) throw new Error(`The ledger lost case ${id} while it was delivered.`);
    const open = openCase(stored, parts.business.id);
    const place = open.state?.places.find((known) => known.source === source.id && known.ref === ref);
    if (place?.delivery.kind !== 'pending') return undefined;
    const delivery = next(place.delivery.attempts + 1);
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
