import type { RecordReceipt } from '@ishur/contract/v1';
import type { Delivery } from '@ishur/core';
import { causeOf } from '../case-record.ts';
import type { EngineContext } from '../engine-context.ts';
import { backOff, isToBeParked } from '../timing/back-off.ts';

/** What a receipt makes of a delivery; `undefined` where it tells nothing new of one that was made before. */
export function deliveryOf(
  context: Pick<EngineContext, 'policies' | 'clock' | 'random'>,
  receipt: RecordReceipt,
  before: Delivery,
): Delivery | undefined {
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
      return failed(context, receipt, before, attempts);
  }
}

/** Tried again after a pause that grows, and in the end by a person. */
function failed(
  { policies, clock, random }: Pick<EngineContext, 'policies' | 'clock' | 'random'>,
  { cause }: Extract<RecordReceipt, { kind: 'failed' }>,
  before: Delivery,
  attempts: number,
): Delivery {
  const now = clock.now();
  const failingSince = before.failingSince ?? now.toISOString();
  const failure = { attempts, cause: causeOf(cause), failingSince };
  if (isToBeParked(policies.retries, { count: attempts, since: failingSince }, now))
    return { kind: 'parked', ...failure };
  const pause = backOff(policies.retries, attempts, random, cause.retryAfterMs);
  return { kind: 'pending', ...failure, notBefore: new Date(now.getTime() + pause).toISOString() };
}
