import type { InvoiceFields } from '@ishur/contract/v1';
import { reason } from '../decide/reasons.ts';
import type { Reason } from '../decide/reasons.ts';
import { TEXT_LIMITS } from '../limits.ts';

/** One advisory for every text that will be shortened when it is sent: it is never done silently. */
export function shortenedTexts(fields: InvoiceFields): readonly Reason[] {
  const texts: [path: string, text: string | undefined, limit: number][] = [
    ['customer.name', fields.customer.name, TEXT_LIMITS['customer.name']],
    ['customer.country', fields.customer.country, TEXT_LIMITS['customer.country']],
    ['branch', fields.branch, TEXT_LIMITS.branch],
    ['note', fields.note, TEXT_LIMITS.note],
  ];
  for (const [index, item] of (fields.items ?? []).entries()) {
    texts.push(
      [`items[${index}].catalogNumber`, item.catalogNumber, TEXT_LIMITS['items.catalogNumber']],
      [`items[${index}].description`, item.description, TEXT_LIMITS['items.description']],
      [`items[${index}].unit`, item.unit, TEXT_LIMITS['items.unit']],
    );
  }
  return texts
    .filter(([, text, limit]) => isLonger(text, limit))
    .map(([field, , limit]) => reason('text-shortened', { field, limit: String(limit) }));
}

/** Counted in code points, as the authority does; a text has at least as many units as points, so most need no counting. */
function isLonger(text: string | undefined, limit: number): boolean {
  if (text === undefined || text.length <= limit) return false;
  return [...text.trim()].length > limit;
}
