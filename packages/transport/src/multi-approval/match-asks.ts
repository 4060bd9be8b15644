import type { FrozenAsk } from '@ishur/core';

/**
 * Finds the ask that an `invoice_id` of an answer means: the very same text, nothing trimmed or folded.
 *
 * Ids go out as texts and come back as texts. A JSON number is taken for the text that spells it, but only where no
 * other ask could be meant: leading zeros do not survive in a number, and digits beyond 2^53 do not either.
 */
export function askFinder(asks: readonly FrozenAsk[]): (id: unknown) => FrozenAsk | undefined {
  const byId = new Map(asks.map((ask) => [ask.invoiceId, ask]));
  const byNumber = Map.groupBy(asks, ({ invoiceId }) => (/^\d+$/.test(invoiceId) ? invoiceId.replace(/^0+/, '') : ''));
  return (id) => {
    if (typeof id === 'string') return byId.get(id);
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || id <= 0) return undefined;
    return byNumber.get(String(id))?.length === 1 ? byId.get(String(id)) : undefined;
  };
}

/** Whether an entry is about one invoice. Errors of the header come with `"0"`; no invoice has such an id. */
export function namesAnInvoice(id: unknown): boolean {
  return typeof id === 'string' ? /[^\s0]/.test(id) : typeof id === 'number' && id !== 0;
}
