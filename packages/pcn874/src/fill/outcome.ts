import type { LocalizedMessage } from '@ishur/contract';
import { formatAmount } from '@ishur/core';
import { NO_NUMBER } from '../format/entry.ts';
import type { ReportEntry } from '../format/entry.ts';
import { ENTRY } from '../format/layout.ts';
import type { KnownDocument } from './allocation-lookup.ts';
import type { Difference } from './match.ts';

/** What becomes of one record. Only `filled` and `left-out` change anything. */
export type FillOutcome = { readonly record: number; readonly entry: ReportEntry } & (
  | { readonly kind: 'filled'; readonly number: string; readonly document: KnownDocument }
  | { readonly kind: 'left-out'; readonly other: number }
  | { readonly kind: 'already-there'; readonly document: KnownDocument }
  | { readonly kind: 'other-number'; readonly number: string; readonly document: KnownDocument }
  | { readonly kind: 'no-number'; readonly document: KnownDocument }
  | { readonly kind: 'several'; readonly documents: readonly KnownDocument[] }
  | { readonly kind: 'same-document'; readonly document: KnownDocument; readonly others: readonly number[] }
  | { readonly kind: 'different'; readonly document: KnownDocument; readonly differences: readonly Difference[] }
  | { readonly kind: 'unknown' }
);

/** A few names are enough to see what it is about. */
const NAMED = 5;

/** What became of a record, and why, in words. */
export function describeOutcome(outcome: FillOutcome): LocalizedMessage {
  switch (outcome.kind) {
    case 'filled':
      return both(
        `מולא ${outcome.number} לפי ${outcome.document.name}`,
        `filled with ${outcome.number}, from ${outcome.document.name}`,
      );
    case 'left-out':
      return both(
        `הושמטה: מסמך שבוטל, יחד עם שורה ${outcome.other}`,
        `left out: a cancelled document, together with line ${outcome.other}`,
      );
    case 'already-there':
      return both('המספר כבר רשום', 'the number stands there already');
    case 'other-number':
      return both(
        `לא שונתה: רשום ${outcome.entry.allocation ?? ''}, ולמסמך ${outcome.document.name} מספר ${outcome.number}. בדקו מה נכון`,
        `not changed: ${outcome.entry.allocation ?? ''} stands there, and ${outcome.document.name} has ${outcome.number}. Find out which is right`,
      );
    case 'no-number': {
      const { name, why } = outcome.document;
      return both(
        `לא מולא: ל־${name} אין מספר לדיווח${why === undefined ? '' : ` (${why.he})`}`,
        `not filled: ${name} has no number to report${why === undefined ? '' : ` (${why.en})`}`,
      );
    }
    case 'several': {
      const names = outcome.documents
        .slice(0, NAMED)
        .map(({ name }) => name)
        .join(', ');
      return both(`לא מולא: כמה מסמכים מתאימים (${names})`, `not filled: several documents fit (${names})`);
    }
    case 'same-document': {
      const lines = outcome.others.slice(0, NAMED).join(', ');
      const { name } = outcome.document;
      return both(`לא מולא: גם שורות ${lines} מתאימות ל־${name}`, `not filled: lines ${lines} fit ${name} as well`);
    }
    case 'different': {
      const { document } = outcome;
      const [he, en] = [compared(outcome, 'he'), compared(outcome, 'en')];
      return both(
        `לא מולא: ${document.name} שונה מהרשומה: ${he}`,
        `not filled: ${document.name} differs from the record: ${en}`,
      );
    }
    case 'unknown':
      return both('לא מולא: לא נמצא מסמך עם מספר כזה', 'not filled: no document of that number is known');
  }
}

const FIELDS: Readonly<Record<Difference, LocalizedMessage>> = {
  reference: ENTRY.reference.name,
  date: ENTRY.date.name,
  counterpart: ENTRY.counterpart.name,
  sum: ENTRY.sum.name,
  vat: ENTRY.vat.name,
  sign: ENTRY.sign.name,
};

/** What differs, with what stands in the record and what in the document. */
function compared(
  { entry, document, differences }: Extract<FillOutcome, { kind: 'different' }>,
  language: keyof LocalizedMessage,
): string {
  const values: Readonly<Record<Difference, readonly [record: string, document: string]>> = {
    reference: [entry.reference, document.reference],
    date: [entry.date, document.date],
    counterpart: [entry.counterpart, document.counterpart ?? NO_NUMBER],
    sum: [String(entry.sum), formatAmount(document.net)],
    vat: [String(entry.vat), formatAmount(document.vat)],
    sign: [entry.sign, document.isCredit ? '-' : '+'],
  };
  return differences.map((name) => `${FIELDS[name][language]} ${values[name].join(' ≠ ')}`).join(', ');
}

function both(he: string, en: string): LocalizedMessage {
  return { he, en };
}
