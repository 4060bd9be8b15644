import type { Agorot } from '@ishur/core';
import { NO_NUMBER } from '../format/entry.ts';
import type { ReportEntry } from '../format/entry.ts';
import { ENTRY_KINDS } from '../format/letters.ts';
import type { Shekels } from '../shekels.ts';
import { referenceDigits } from './allocation-lookup.ts';
import type { KnownDocument } from './allocation-lookup.ts';

/** What a record and a document do not have in common. */
export type Difference = 'reference' | 'date' | 'counterpart' | 'sum' | 'vat' | 'sign';

/** What the documents that may be the one of a record come to. */
export type Match =
  | { readonly kind: 'one'; readonly document: KnownDocument }
  | { readonly kind: 'several'; readonly documents: readonly KnownDocument[] }
  | { readonly kind: 'different'; readonly document: KnownDocument; readonly differences: readonly Difference[] }
  | { readonly kind: 'none' };

/**
 * Finds the document of a record. It has to agree in everything that both have: number, day, counterpart, direction and
 * amounts. A short number may repeat in another year, and so may a document's number, so neither finds anything by itself.
 */
export function matchRecord(entry: ReportEntry, candidates: Iterable<KnownDocument>): Match {
  const exact: KnownDocument[] = [];
  let nearest: { readonly document: KnownDocument; readonly differences: readonly Difference[] } | undefined;
  for (const document of candidates) {
    const differences = differencesOf(entry, document);
    // Where the number is another, it is just another document.
    if (differences.includes('reference')) continue;
    if (differences.length === 0) exact.push(document);
    else if (nearest === undefined || differences.length < nearest.differences.length) {
      nearest = { document, differences };
    }
  }
  const [first, ...others] = exact;
  if (first === undefined) return nearest === undefined ? { kind: 'none' } : { kind: 'different', ...nearest };
  const isOne = others.every(({ number }) => number !== undefined && number === first.number);
  return isOne ? { kind: 'one', document: first } : { kind: 'several', documents: exact };
}

function differencesOf(entry: ReportEntry, document: KnownDocument): readonly Difference[] {
  const isInput = ENTRY_KINDS[entry.letter].side === 'input';
  const agreements: readonly (readonly [Difference, boolean])[] = [
    ['reference', referenceDigits(document.reference) === entry.reference],
    ['date', document.date === entry.date],
    ['counterpart', (document.counterpart ?? NO_NUMBER) === entry.counterpart],
    ['sum', isRounded(document.net, entry.sum)],
    // Of an input, only the part that may be deducted is reported (PCN874 circular, appendix A).
    ['vat', isRounded(document.vat, entry.vat) || (isInput && entry.vat * 100 < document.vat)],
    ['sign', document.isCredit === (entry.sign === '-')],
  ];
  return agreements.filter(([, agrees]) => !agrees).map(([name]) => name);
}

/** Nearest, and half a shekel either way: which way is not written anywhere. */
function isRounded(amount: Agorot, reported: Shekels): boolean {
  return Math.abs(amount - reported * 100) <= 50;
}
