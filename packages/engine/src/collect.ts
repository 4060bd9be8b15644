import { isIshurError } from '@ishur/contract';
import type { ReadRequest, SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import { createRepetitions, parseBusinessDay } from '@ishur/core';
import type { Source } from './business.ts';
import { summaryOf } from './case-record.ts';
import type { EngineParts } from './engine-parts.ts';
import { shapeFaults } from './item-shape.ts';
import { keep, setAside } from './keep.ts';
import type { CaseChange, CaseSummary } from './ports/ledger.ts';
import { sourceFailure } from './source-failure.ts';

/** Items of a reading that are committed together. */
const CHUNK = 200;
/** Rows that cannot be read and are kept with their faults; the rest is counted. Nobody mends more than this one by one. */
const KEPT_UNREADABLE = 1_000;
/** Faults of one such row that are kept. */
const KEPT_FAULTS = 5;
/** How often a commit is tried again when another process was first. */
const TRIES = 5;

/**
 * Reads a source to its end and makes every document durable with its decision. What cannot be read is kept beside them.
 * Stopped by the signal, it keeps the documents that it has, and the reading before.
 *
 * @returns the refs of the documents that the source holds now.
 * @throws IshurError of the adapter; what was read until then is kept, and the reading before stays.
 */
export async function collect(parts: EngineParts, source: Source, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const unreadable: UnreadableItem[] = [];
  let beyond = 0;
  const repetitions = createRepetitions();
  const deferred: SourceDocument[] = [];
  const refs = new Set<string>();
  let cursor: string | undefined;
  const cannotUse = (item: UnreadableItem): void => {
    if (unreadable.length < KEPT_UNREADABLE) unreadable.push(item);
    else beyond += 1;
    parts.report({ kind: 'unreadable', source: source.id, item });
  };
  const request = source.from === undefined ? { signal } : { signal, from: source.from };
  for await (const items of readInChunks(source, request)) {
    const documents: SourceDocument[] = [];
    for (const item of items) {
      cursor = item.cursor;
      if (item.kind === 'unreadable') {
        cannotUse(item);
        continue;
      }
      const faults = shapeFaults(item);
      const fault = faults.length === 0 ? repetitions.faultOf(item) : undefined;
      const all = fault === undefined ? faults : [fault];
      if (all.length > 0) cannotUse({ kind: 'unreadable', cursor: item.cursor, where: item.ref, faults: all });
      else if (!isTooEarly(source, item)) documents.push(item);
    }
    for (const { ref } of documents) refs.add(ref);
    deferred.push(...(await keepAll(parts, source, documents)));
  }
  for (const item of deferred) if (!repetitions.has(item.ref)) await offer(parts, source, item);
  for (const ref of refs) if (repetitions.has(ref)) await keepAside(parts, source, ref);
  if (signal.aborted) return refs;
  await parts.ledger.commit([], {
    business: parts.business.id,
    source: source.id,
    finishedAt: parts.clock.now().toISOString(),
    cursor,
    unreadable: unreadable.map(({ where, faults }) => ({ where, faults: faults.slice(0, KEPT_FAULTS) })),
    unreadableBeyond: beyond,
  });
  return refs;
}

/** Takes one document the moment it is made: durable and decided when it resolves. */
export async function offer(parts: EngineParts, source: Source, item: SourceDocument): Promise<CaseSummary> {
  for (let attempt = 1; ; attempt += 1) {
    const { record, change } = await keep(parts, source, item);
    if (change === undefined) return summaryOf(record);
    try {
      await parts.ledger.commit([change]);
      return change.summary;
    } catch (error) {
      if (!isMoved(error) || attempt >= TRIES) throw error;
    }
  }
}

/** Makes it durable that a document was told twice, whoever touches it meanwhile. */
async function keepAside(parts: EngineParts, source: Source, ref: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const change = await setAside(parts, source, ref);
    if (change === undefined) return;
    try {
      await parts.ledger.commit([change]);
      parts.report({ kind: 'read', source: source.id, summary: change.summary });
      return;
    } catch (error) {
      if (!isMoved(error) || attempt >= TRIES) throw error;
    }
  }
}

/** What a source holds, some items at a time. What it read before it failed comes before its error. */
async function* readInChunks(
  source: Source,
  request: ReadRequest,
): AsyncGenerator<readonly (SourceDocument | UnreadableItem)[]> {
  let chunk: (SourceDocument | UnreadableItem)[] = [];
  try {
    for await (const item of source.session.read(request)) {
      chunk.push(item);
      if (request.signal.aborted) break;
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = [];
    }
  } catch (error) {
    yield chunk;
    // A source that is told to stop may throw whatever it likes.
    if (request.signal.aborted && !isIshurError(error)) return;
    throw sourceFailure(source.id, error);
  }
  yield chunk;
}

/** What has no readable date is kept, and found invalid: only what is surely early is left out. */
function isTooEarly({ from }: Source, { fields }: SourceDocument): boolean {
  return from !== undefined && parseBusinessDay(fields.documentDate) !== undefined && fields.documentDate < from;
}

/** Keeps documents together. Gives back those whose case waits for the end of the reading: told twice, last time. */
async function keepAll(
  parts: EngineParts,
  source: Source,
  items: readonly SourceDocument[],
): Promise<readonly SourceDocument[]> {
  const deferred: SourceDocument[] = [];
  const changes = new Map<string, CaseChange>();
  const summaries: CaseSummary[] = [];
  const later: SourceDocument[] = [];
  for (const item of items) {
    const { record, change, wasToldTwice } = await keep(parts, source, item);
    if (wasToldTwice) {
      deferred.push(item);
      continue;
    }
    // A second row of one case is decided after the first is committed.
    if (changes.has(record.id)) later.push(item);
    else {
      summaries.push(summaryOf(record));
      if (change !== undefined) changes.set(record.id, change);
    }
  }
  try {
    if (changes.size > 0) await parts.ledger.commit([...changes.values()]);
    for (const summary of summaries) parts.report({ kind: 'read', source: source.id, summary });
  } catch (error) {
    if (!isMoved(error)) throw error;
    later.unshift(...items.filter((item) => !later.includes(item)));
  }
  for (const item of later) {
    parts.report({ kind: 'read', source: source.id, summary: await offer(parts, source, item) });
  }
  return deferred;
}

function isMoved(error: unknown): boolean {
  return isIshurError(error) && error.code === 'ledger/moved';
}
