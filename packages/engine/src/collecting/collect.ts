import { isIshurError } from '@ishur/contract';
import type { SourceDocument } from '@ishur/contract/v1';
import type { Source } from '../business.ts';
import { summaryOf } from '../case-record.ts';
import { commitAnew, isMoved } from '../commit-anew.ts';
import type { EngineContext } from '../engine-context.ts';
import type { CaseChange, CaseSummary } from '../ports/ledger.ts';
import { keep, setAside } from './keep.ts';
import type { Telling } from './keep.ts';
import { readInChunks } from './read-in-chunks.ts';
import { beginReading } from './reading.ts';
import { noteVanished } from './vanished.ts';

/**
 * Reads a source to its end and makes every document durable with its decision. What cannot be read is kept beside them.
 * Stopped by the signal, it keeps the documents that it has, and the reading before.
 *
 * A source that reads on after a cursor goes on where the last reading ended, or ended abruptly; any other is read from the
 * start, and what it does not hold any more is noted.
 *
 * @returns the refs of the documents that the source holds now, or told now where it reads on after a cursor.
 * @throws IshurError of the adapter; what was read until then is kept, and the reading before stays.
 */
export async function collect(
  context: EngineContext,
  source: Source,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const readings = source.incremental === true ? await context.ledger.readings(context.business.id) : [];
  const cursor = readings.find((reading) => reading.source === source.id)?.cursor;
  try {
    return await collectAfter(context, source, cursor, signal);
  } catch (error) {
    if (cursor === undefined || !isIshurError(error) || error.code !== 'adapter/cursor-lost') throw error;
    return await collectAfter(context, source, undefined, signal);
  }
}

async function collectAfter(
  context: EngineContext,
  source: Source,
  after: string | undefined,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const { business, clock, ledger } = context;
  const reading = beginReading(source, after, (item) => {
    context.report({ kind: 'unreadable', source: source.id, item });
  });
  const request = {
    signal,
    ...(source.from === undefined ? {} : { from: source.from }),
    ...(after === undefined ? {} : { after }),
  };
  const deferred: SourceDocument[] = [];
  for await (const items of readInChunks(source, request)) {
    deferred.push(...(await keepAll(context, source, reading.take(items))));
    // What is safe is not read again; a source without a cursor keeps the reading before until this one is whole.
    if (source.incremental === true) await ledger.commit([], reading.toStored(business.id, clock.now()));
  }
  const { refs, repetitions } = reading;
  for (const item of deferred) if (!repetitions.has(item.ref)) await offer(context, source, item, 'read');
  for (const ref of refs) if (repetitions.has(ref)) await keepAside(context, source, ref);
  if (signal.aborted) return refs;
  if (source.incremental !== true) {
    await noteVanished(context, source, refs);
    await ledger.commit([], reading.toStored(business.id, clock.now()));
  }
  return refs;
}

/** Takes one document: durable and decided when it resolves. */
export async function offer(
  context: EngineContext,
  source: Source,
  item: SourceDocument,
  telling: Telling,
): Promise<CaseSummary> {
  const summary = await commitAnew(context.ledger, async () => {
    const { record, changes } = await keep(context, source, item, telling);
    return { changes, result: summaryOf(record) };
  });
  if (telling === 'read') context.report({ kind: 'read', source: source.id, summary });
  return summary;
}

/** Makes it durable that a document was told twice, whoever touches it meanwhile. */
async function keepAside(context: EngineContext, source: Source, ref: string): Promise<void> {
  const summary = await commitAnew(context.ledger, async () => {
    const change = await setAside(context, source, ref);
    return { changes: change === undefined ? [] : [change], result: change?.summary };
  });
  if (summary !== undefined) context.report({ kind: 'read', source: source.id, summary });
}

/** Keeps documents together. Gives back those whose case waits for the end of the reading: told twice, last time. */
async function keepAll(
  context: EngineContext,
  source: Source,
  items: readonly SourceDocument[],
): Promise<readonly SourceDocument[]> {
  const deferred: SourceDocument[] = [];
  const changes = new Map<string, CaseChange>();
  const summaries: CaseSummary[] = [];
  const later: SourceDocument[] = [];
  for (const item of items) {
    const kept = await keep(context, source, item, 'read');
    if (kept.wasToldTwice) {
      deferred.push(item);
      continue;
    }
    // A second row of one case is decided after the first is committed.
    if (changes.has(kept.record.id) || kept.changes.some(({ id }) => changes.has(id))) later.push(item);
    else {
      summaries.push(summaryOf(kept.record));
      for (const change of kept.changes) changes.set(change.id, change);
    }
  }
  try {
    if (changes.size > 0) await context.ledger.commit([...changes.values()]);
    for (const summary of summaries) context.report({ kind: 'read', source: source.id, summary });
  } catch (error) {
    if (!isMoved(error)) throw error;
    later.unshift(...items.filter((item) => !later.includes(item) && !deferred.includes(item)));
  }
  for (const item of later) await offer(context, source, item, 'read');
  return deferred;
}
