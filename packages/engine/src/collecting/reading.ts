import type { SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import { createRepetitions, parseBusinessDay } from '@ishur/core';
import type { Repetitions } from '@ishur/core';
import type { Source } from '../business.ts';
import type { SourceReading } from '../ports/ledger.ts';
import { shapeFaults } from './item-shape.ts';
import { toldItem } from './told-item.ts';

/** Rows that cannot be read and are kept with their faults; the rest is counted. Nobody mends more than this one by one. */
const KEPT_UNREADABLE = 1_000;
/** Faults of one such row that are kept. */
const KEPT_FAULTS = 5;

/** One reading of a source as it goes on: what it told so far, and what of it could not be used. */
export interface Reading {
  /** The refs of the documents that it told. */
  readonly refs: ReadonlySet<string>;
  readonly repetitions: Repetitions;
  /** Sorts items: gives back the documents that can be used, and notes the others. */
  take(items: readonly (SourceDocument | UnreadableItem)[]): readonly SourceDocument[];
  /** How the ledger keeps it. */
  toStored(business: string, finishedAt: Date): SourceReading;
}

/**
 * @param after the cursor from which it goes on; `undefined` from the start.
 * @param onUnreadable is told every item that cannot be used.
 */
export function beginReading(
  source: Source,
  after: string | undefined,
  onUnreadable: (item: UnreadableItem) => void,
): Reading {
  const unreadable: UnreadableItem[] = [];
  let beyond = 0;
  let cursor = after;
  let told = 0;
  const repetitions = createRepetitions();
  const refs = new Set<string>();

  const cannotUse = (item: UnreadableItem): void => {
    if (unreadable.length < KEPT_UNREADABLE) unreadable.push(item);
    else beyond += 1;
    onUnreadable(item);
  };
  const use = (item: SourceDocument): SourceDocument | undefined => {
    const faults = shapeFaults(item);
    const fault = faults.length === 0 ? repetitions.faultOf(item) : undefined;
    const all = fault === undefined ? faults : [fault];
    // It stands there all the same, and what is known of it already has not gone.
    refs.add(item.ref);
    if (all.length > 0) cannotUse({ kind: 'unreadable', cursor: item.cursor, where: item.ref, faults: all });
    return all.length > 0 || isTooEarly(source, item) ? undefined : item;
  };

  return {
    refs,
    repetitions,
    take(items) {
      const documents: SourceDocument[] = [];
      for (const any of items) {
        const item = toldItem(any, (told += 1));
        const document = item.kind === 'unreadable' ? undefined : use(item);
        if (item.kind === 'unreadable') cannotUse(item);
        // What reads on after a cursor reads the first thing that it could not use again, until it is mended.
        if ((source.incremental !== true || unreadable.length === 0) && isText(item.cursor)) cursor = item.cursor;
        if (document !== undefined) documents.push(document);
      }
      return documents;
    },
    toStored: (business, finishedAt) => ({
      business,
      source: source.id,
      finishedAt: finishedAt.toISOString(),
      cursor,
      unreadable: unreadable.map(({ where, faults }) => ({ where, faults: faults.slice(0, KEPT_FAULTS) })),
      unreadableBeyond: beyond,
    }),
  };
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

/** What has no readable date is kept, and found invalid: only what is surely early is left out. */
export function isTooEarly(
  { from }: { readonly from?: string | undefined },
  { fields }: Pick<SourceDocument, 'fields'>,
): boolean {
  return from !== undefined && parseBusinessDay(fields.documentDate) !== undefined && fields.documentDate < from;
}
