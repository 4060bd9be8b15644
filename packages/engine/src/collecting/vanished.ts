import { apply, changeOf, openCase, summaryOf } from '../case-record.ts';
import { commitAnew } from '../commit-anew.ts';
import type { Source } from '../business.ts';
import { traceOf } from '../engine-context.ts';
import type { EngineContext } from '../engine-context.ts';
import type { CaseSummary } from '../ports/ledger.ts';
import { isTooEarly } from './reading.ts';

/**
 * Cases that would be asked for, or in which somebody is to mend something: for a document that is not there any more nobody
 * should. What was cancelled or reversed with the authority is awaited to be so in its source, and some sources show that by
 * holding it no more. What has a number, may have one, or needs none is not touched: a folder of last year's files may well be
 * put away.
 */
const CONCERNED = ['waiting', 'queued', 'invalid', 'rejected', 'conflict', 'parked', 'cancelled', 'reversed'] as const;

/** Notes which documents of this source are not in it any more, now that it was read from its start to its end. */
export async function noteVanished(context: EngineContext, source: Source, refs: ReadonlySet<string>): Promise<void> {
  const { business, ledger } = context;
  const vanished: { readonly id: string; readonly ref: string }[] = [];
  const query = { business: business.id, source: source.id, standings: CONCERNED };
  for await (const { id, places } of ledger.list(query)) {
    for (const place of places)
      if (place.source === source.id && !refs.has(place.ref)) vanished.push({ id, ref: place.ref });
  }
  for (const { id, ref } of vanished) {
    const summary = await commitAnew(ledger, async () => noteGone(context, source, id, ref));
    if (summary !== undefined) context.report({ kind: 'read', source: source.id, summary });
  }
}

async function noteGone(
  context: EngineContext,
  source: Source,
  id: string,
  ref: string,
): Promise<{ readonly changes: ReturnType<typeof changeOf>[]; readonly result: CaseSummary | undefined }> {
  const stored = await context.ledger.load(id);
  const record = stored && openCase(stored, context.business.id);
  const place = record?.state?.places.find((known) => known.source === source.id && known.ref === ref);
  const isMissing = place !== undefined && !place.isGone && !place.isOffered && !isTooEarly(source, place);
  if (record === undefined || !isMissing) return { changes: [], result: undefined };
  const gone = apply(record, { kind: 'gone', source: source.id, ref }, traceOf(context));
  return { changes: [changeOf(gone)], result: summaryOf(gone) };
}
