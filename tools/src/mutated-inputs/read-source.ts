import { isIshurError } from '@ishur/contract';
import type { Adapter, AdapterContext, SourceDocument, UnreadableItem } from '@ishur/contract/v1';

export type Item = SourceDocument | UnreadableItem;

/** What an adapter made of a source. What was read before it failed was already handed on. */
export interface Reading {
  readonly items: readonly Item[];
  /** In `check` or `read`; nothing where both came to their end. */
  readonly failure: unknown;
}

const NOT_ABORTED: AbortSignal = new AbortController().signal;
/** A small file has fewer. */
const MOST_ITEMS = 20_000;

/**
 * As the engine does: the configuration is validated, then open, check, read to the end, dispose. `withCheck` false leaves the
 * check out, which takes half of the time: reading must not rely on what a check has refused.
 */
export async function readSource(
  adapter: Adapter,
  config: unknown,
  folder: string,
  withCheck: boolean,
): Promise<Reading> {
  const items: Item[] = [];
  const context: AdapterContext = {
    folder,
    clock: { now: () => new Date('2026-06-30T12:00:00Z') },
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined },
  };
  try {
    await using session = await adapter.doOpen(config, context);
    if (withCheck) await session.check({ signal: NOT_ABORTED });
    for await (const item of session.read({ signal: NOT_ABORTED })) {
      items.push(item);
      if (items.length > MOST_ITEMS) return { items, failure: new RangeError('it goes on reading for ever') };
    }
    return { items, failure: undefined };
  } catch (failure) {
    return { items, failure };
  }
}

/** Why a failure is no refusal in words; `undefined` where it is one. */
export function failureProblem(failure: unknown): string | undefined {
  if (!isIshurError(failure)) {
    return `thrown: ${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}`;
  }
  return failure.remedy === 'report-bug' ? `report-bug: ${failure.code} ${failure.message}` : undefined;
}
