import type { Fault } from '@ishur/contract';
import type { AdapterSession } from '@ishur/contract/v1';
import { parsePurchase } from '@ishur/core';
import type { VatNumber } from '@ishur/core';
import type { PurchaseLine } from '@ishur/engine';

/** A line of a list of purchases of which nothing can be asked. */
export interface UnreadableLine {
  readonly where: string;
  readonly faults: readonly Fault[];
}

/**
 * The purchases that a source holds, as they are verified. What the supplier cancelled, and drafts, deduct nothing and are left
 * out; what cannot be read is told to `onUnreadable`.
 */
export async function* purchaseLinesOf(
  session: AdapterSession,
  buyer: VatNumber,
  from: string | undefined,
  signal: AbortSignal,
  onUnreadable: (line: UnreadableLine) => void,
): AsyncGenerator<PurchaseLine> {
  for await (const item of session.read({ signal, ...(from === undefined ? {} : { from }) })) {
    if (item.kind === 'unreadable') {
      onUnreadable({ where: item.where, faults: item.faults });
      continue;
    }
    if (item.standing !== 'final' || (from !== undefined && item.fields.documentDate < from)) continue;
    const parsed = parsePurchase(item.fields, item.existingNumber, buyer);
    if (parsed.ok) yield { where: item.ref, purchase: parsed.purchase, needsNumber: parsed.needsNumber };
    else onUnreadable({ where: item.ref, faults: parsed.faults });
  }
}
