import type { Fault } from '@ishur/contract';
import type { SourceDocument } from '@ishur/contract/v1';
import { materialDifference } from './workflow/material-difference.ts';

/** Finds documents that one reading tells twice, each time differently. */
export interface Repetitions {
  /** The fault of an item whose ref was told before with other details; `undefined` for all others. */
  faultOf(item: SourceDocument): Fault | undefined;
  /** Whether this ref was told differently. */
  has(ref: string): boolean;
}

/** For one reading. It remembers what a number would be asked for of each document, and nothing else. */
export function createRepetitions(): Repetitions {
  const told = new Map<string, SourceDocument['fields']>();
  const repeated = new Set<string>();
  return {
    faultOf(item) {
      const before = told.get(item.ref);
      if (before === undefined) {
        told.set(item.ref, materialFields(item.fields));
        return undefined;
      }
      const difference = materialDifference(before, item.fields);
      if (difference.length === 0) return undefined;
      repeated.add(item.ref);
      return toldTwice(item.ref, difference);
    },
    has: (ref) => repeated.has(ref),
  };
}

/** Only what is compared is kept, so that a long source needs little memory. */
function materialFields(fields: SourceDocument['fields']): SourceDocument['fields'] {
  const { documentType, reference, documentDate, netAmount, vatAmount, grossAmount, customer } = fields;
  const { vatNumber } = customer;
  const kept = { documentType, reference, documentDate, netAmount, vatAmount, grossAmount };
  return { ...kept, customer: vatNumber === undefined ? {} : { vatNumber } };
}

function toldTwice(ref: string, difference: readonly string[]): Fault {
  return {
    code: TOLD_TWICE,
    path: difference[0] ?? 'reference',
    message: {
      he: `המסמך ${ref} מופיע במקור יותר מפעם אחת, בפרטים שונים (${difference.join(', ')}). תקנו או מחקו את הכפילות; עד אז לא יתבקש לו מספר.`,
      en: `Document ${ref} stands in the source more than once, with different details (${difference.join(', ')}). Mend or remove the copy; until then no number is asked for it.`,
    },
  };
}

/** Permanent code of a document that its source tells twice. */
export const TOLD_TWICE = 'engine/told-twice';
