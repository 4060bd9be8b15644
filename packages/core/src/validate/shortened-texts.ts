import type { InvoiceFields } from '@ishur/contract/v1';
import { countryCodeOf } from '../country-code.ts';
import { reason } from '../decide/reasons.ts';
import type { Reason } from '../decide/reasons.ts';
import { TEXT_LIMITS } from '../limits.ts';

/** In units: of what stands where a code should. */
const LONGEST_QUOTE = 40;

/** One advisory for every text that will be shortened when it is sent, or left out: it is never done silently. */
export function shortenedTexts(fields: InvoiceFields): readonly Reason[] {
  const { customer, branch, note, items = [] } = fields;
  const reasons: Reason[] = [];
  const look = (path: keyof typeof TEXT_LIMITS, fieldHe: string, index?: number): void => {
    const limit = TEXT_LIMITS[path];
    const names =
      index === undefined
        ? { fieldHe, fieldEn: path }
        : { fieldHe: `${fieldHe} בשורה ${index + 1}`, fieldEn: path.replace('items', `items[${index}]`) };
    reasons.push(reason('text-shortened', { ...names, limit: String(limit) }));
  };
  if (isLonger(customer.name, TEXT_LIMITS['customer.name'])) look('customer.name', 'שם הלקוח');
  const country = customer.country?.trim() ?? '';
  if (country !== '' && countryCodeOf(country) === undefined)
    reasons.push(reason('country-not-sent', { country: [...country.slice(0, LONGEST_QUOTE)].join('') }));
  if (isLonger(branch, TEXT_LIMITS.branch)) look('branch', 'סניף');
  if (isLonger(note, TEXT_LIMITS.note)) look('note', 'הערה');
  for (const [index, item] of items.entries()) {
    if (isLonger(item.catalogNumber, TEXT_LIMITS['items.catalogNumber']))
      look('items.catalogNumber', 'מספר הפריט', index);
    if (isLonger(item.description, TEXT_LIMITS['items.description'])) look('items.description', 'תיאור הפריט', index);
    if (isLonger(item.unit, TEXT_LIMITS['items.unit'])) look('items.unit', 'יחידת המידה', index);
  }
  return reasons;
}

/** Counted in code points, as the authority does; a text has at least as many units as points, so most need no counting. */
function isLonger(text: string | undefined, limit: number): boolean {
  if (text === undefined || text.length <= limit) return false;
  return [...text.trim()].length > limit;
}
