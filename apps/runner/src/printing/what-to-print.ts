import { IshurError } from '@ishur/contract';
import type { LocalizedMessage } from '@ishur/contract';
import type { InvoiceFields } from '@ishur/contract/v1';
import { bucketOf, settlementOf } from '@ishur/core';
import type { CaseState, NoticeText, Standing } from '@ishur/core';
import { NEXT_STEPS, STANDINGS } from '../output/words.ts';

/** What a document in the ledger is printed with. */
export interface ToPrint {
  readonly fields: InvoiceFields;
  readonly number: string | undefined;
  readonly notices: readonly NoticeText[];
}

/**
 * What has to stand on a document, as far as it is settled.
 *
 * @throws IshurError `print/not-settled` (`fix-document`) where the document must not go out, or not yet; it says what to do.
 */
export function whatToPrint(state: CaseState, id: string): ToPrint {
  if (NOT_TO_BE_PRINTED.has(state.standing)) throw notSettled(state.standing, id);
  const settlement = settlementOf(state);
  if (settlement !== undefined) {
    return { fields: settlement.asked, number: settlement.number, notices: settlement.notices };
  }
  if (state.standing === 'already-allocated') {
    const number = state.places.find((place) => place.number !== undefined)?.number;
    if (number !== undefined) return { fields: state.fields, number, notices: [] };
  }
  // Without a number, as the law has it for this document.
  if (state.standing === 'not-required') return { fields: state.fields, number: undefined, notices: [] };
  throw notSettled(state.standing, id);
}

/** Whatever number they have: the books say something else than the paper would. */
const NOT_TO_BE_PRINTED: ReadonlySet<Standing> = new Set<Standing>([
  'cancelled',
  'closed',
  'conflict',
  'diverged',
  'joined',
  'reversed',
]);

/** Where `ishur status` has no word of what to do next, or another one fits paper better. */
const INSTEAD: Readonly<Partial<Record<Standing, LocalizedMessage>>> = {
  reversed: { he: 'הדפיסו את חשבונית היפוך החיוב שבאה במקומו', en: 'print the zero-rate invoice that took its place' },
  joined: { he: 'הדפיסו את המסמך שאליו צורף', en: 'print the document that it was joined to' },
  'awaiting-replacement': {
    he: 'הפיקו במקור את החשבונית בשיעור אפס, ואחרי שתקבל מספר הדפיסו אותה',
    en: 'issue the zero-rate invoice in the source, and print that one when it has its number',
  },
  hearing: {
    he: 'המתינו לתוצאת השימוע, או בחרו להמשיך בלי מספר: ishur choose',
    en: 'wait for the outcome of the hearing, or choose to go on without a number: ishur choose',
  },
  waiting: {
    he: 'השלימו את המסמך במקור והריצו שוב: ishur run',
    en: 'finish the document in the source and run again: ishur run',
  },
};

function notSettled(standing: Standing, id: string): IshurError {
  const next = INSTEAD[standing] ?? NEXT_STEPS[bucketOf(standing)];
  const he = next === undefined ? '' : ` מה לעשות: ${next.he}.`;
  const en = next === undefined ? '' : ` What to do: ${next.en}.`;
  return new IshurError({
    code: 'print/not-settled',
    remedy: 'fix-document',
    message: {
      he: `המסמך ${id} לא הודפס: ${STANDINGS[standing].he}. אין לו מספר או הערה להדפסה, או שאסור למסור אותו כך.${he} פרטים: ishur show ${id}`,
      en: `Document ${id} was not printed: ${STANDINGS[standing].en}. It has neither a number nor a notice to print, or must not go out like this.${en} More: ishur show ${id}`,
    },
  });
}
