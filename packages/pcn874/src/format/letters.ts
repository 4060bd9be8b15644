import type { LocalizedMessage } from '@ishur/contract';

/** The first character of a transaction record: what kind of document it reports. */
export type EntryLetter = 'S' | 'L' | 'M' | 'Y' | 'I' | 'T' | 'C' | 'K' | 'R' | 'P' | 'H';

/** What the circular's appendix C wants of the records of one letter. */
export interface EntryKind {
  readonly side: 'sale' | 'input';
  readonly name: LocalizedMessage;
  /** Who or what stands in columns 2-10. */
  readonly counterpart: 'customer' | 'supplier' | 'nobody' | 'export-entry' | 'import-entry';
  /** What stands in columns 23-31. */
  readonly reference: 'number' | 'number-or-count' | 'count' | 'zeros' | 'number-or-zeros';
  /** False where the VAT is always zero. */
  readonly hasVat: boolean;
  /** Whether an allocation number may stand in columns 52-60: where one document of one dealer is reported. */
  readonly takesNumber: boolean;
}

/** All eleven letters. Source: PCN874 circular, table of values and appendix C; Hebrew names as in use. */
export const ENTRY_KINDS: Readonly<Record<EntryLetter, EntryKind>> = {
  S: kind('sale', 'עסקה רגילה', 'regular sale', 'customer', 'number'),
  L: kind('sale', 'לקוחות לא מזוהים', 'unidentified customers', 'nobody', 'number-or-count', { takesNumber: false }),
  M: kind('sale', 'חשבונית עצמית (עסקה)', 'self-invoice, sale', 'supplier', 'number'),
  Y: kind('sale', 'ייצוא', 'export', 'export-entry', 'number', { hasVat: false, takesNumber: false }),
  I: kind('sale', 'לקוח רש"פ', 'Palestinian Authority customer', 'customer', 'number'),
  T: kind('input', 'תשומה רגילה', 'regular input', 'supplier', 'number'),
  C: kind('input', 'חשבונית עצמית (תשומה)', 'self-invoice, input', 'supplier', 'number'),
  K: kind('input', 'קופה קטנה', 'petty cash', 'nobody', 'count', { takesNumber: false }),
  R: kind('input', 'רשימון יבוא', 'import entry', 'import-entry', 'zeros', { takesNumber: false }),
  P: kind('input', 'ספק רש"פ', 'Palestinian Authority supplier', 'supplier', 'number'),
  H: kind('input', 'מסמך אחר לפי חוק', 'other document by law', 'supplier', 'number-or-zeros'),
};

/** Whether a character is one of the eleven letters. */
export function isEntryLetter(letter: string): letter is EntryLetter {
  return letter.length === 1 && Object.hasOwn(ENTRY_KINDS, letter);
}

function kind(
  side: EntryKind['side'],
  he: string,
  en: string,
  counterpart: EntryKind['counterpart'],
  reference: EntryKind['reference'],
  { hasVat = true, takesNumber = true }: { readonly hasVat?: boolean; readonly takesNumber?: boolean } = {},
): EntryKind {
  return { side, name: { he, en }, counterpart, reference, hasVat, takesNumber };
}
