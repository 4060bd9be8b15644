import type { InvoiceFields } from '@ishur/contract/v1';
import { reason } from '../decide/reasons.ts';
import type { Reason } from '../decide/reasons.ts';
import { TEXT_LIMITS } from '../limits.ts';

/** One advisory for every text that will be shortened when it is sent: it is never done silently. */
export function shortenedTexts(fields: InvoiceFields): readonly Reason[] {
  const { customer, branch, note, items = [] } = fields;
  const reasons: Reason[] = [];
  const look = (text: string | undefined, path: keyof typeof TEXT_LIMITS, fieldHe: string, index?: number): void => {
    const limit = TEXT_LIMITS[path];
    if (!isLonger(text, limit)) return;
    const names =
      index === undefined
        ? { fieldHe, fieldEn: path }
        : { fieldHe: `${fieldHe} בשורה ${index + 1}`, fieldEn: path.replace('items', `items[${index}]`) };
    reasons.push(reason('text-shortened', { ...names, limit: String(limit) }));
  };
  look(customer.name, 'customer.name', 'שם הלקוח');
  look(customer.country, 'customer.country', 'מדינת הלקוח');
  look(branch, 'branch', 'סניף');
  look(note, 'note', 'הערה');
  for (const [index, item] of items.entries()) {
    look(item.catalogNumber, 'items.catalogNumber', 'מספר הפריט', index);
    look(item.description, 'items.description', 'תיאור הפריט', index);
    look(item.unit, 'items.unit', 'יחידת המידה', index);
  }
  return reasons;
}

/** Counted in code points, as the authority does; a text has at least as many units as points, so most need no counting. */
function isLonger(text: string | undefined, limit: number): boolean {
  if (text === undefined || text.length <= limit) return false;
  return [...text.trim()].length > limit;
}
