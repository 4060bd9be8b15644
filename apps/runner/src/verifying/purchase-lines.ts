import type { Fault } from '@ishur/contract';
import type { AdapterSession, SourceDocument } from '@ishur/contract/v1';
import { parsePurchase } from '@ishur/core';
import { isTooEarly } from '@ishur/engine';
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
    if (item.standing !== 'final' || isTooEarly({ from }, item)) continue;
    const where = placeOf(item);
    const parsed = parsePurchase(item.fields, item.existingNumber, buyer);
    if (parsed.ok) yield { where, purchase: parsed.purchase, needsNumber: parsed.needsNumber };
    else onUnreadable({ where, faults: parsed.faults });
  }
}

/**
 * Where a person finds it. Two suppliers may have the same number, and an invoice that is entered twice has one name for both
 * lines; so it is the line of the file, which file adapters have for their cursor.
 */
function placeOf({ ref, cursor }: SourceDocument): string {
  return /^[^\r\n]{1,300}:\d{1,9}$/.test(cursor) ? cursor : ref;
}
