import type { LocalizedMessage } from '@ishur/contract';
import type { Outcome } from '../checked.ts';
import { documentType } from '@ishur/core';
import type { Bucket, Delivery, Standing } from '@ishur/core';
import type { CaseSummary } from '@ishur/engine';
import type { Language } from '../language.ts';

/** What a decision is called. */
export const DECISIONS: Readonly<
  Record<'required' | 'not-required' | 'invalid' | 'already-allocated', LocalizedMessage>
> = {
  required: { he: 'נדרש מספר', en: 'number required' },
  'not-required': { he: 'לא נדרש', en: 'not required' },
  invalid: { he: 'לא תקין', en: 'to be mended' },
  'already-allocated': { he: 'כבר הוקצה', en: 'has a number' },
};

/** What a run would make of a document that is checked. */
export const OUTCOMES: Readonly<Record<Outcome, LocalizedMessage>> = {
  ...DECISIONS,
  draft: { he: 'טיוטה', en: 'a draft' },
  cancelled: { he: 'מבוטל', en: 'cancelled' },
  'told-twice': { he: 'מופיע פעמיים', en: 'stands there twice' },
};

/** What a standing is called. */
export const STANDINGS: Readonly<Record<Standing, LocalizedMessage>> = {
  waiting: { he: 'טיוטה במקור', en: 'a draft in the source' },
  'not-required': { he: 'לא נדרש מספר', en: 'no number required' },
  invalid: { he: 'לא תקין: לתיקון במקור', en: 'to be mended in the source' },
  'already-allocated': { he: 'כבר הוקצה מספר קודם', en: 'had a number before' },
  joined: { he: 'אותו מסמך כמו אחר', en: 'the same document as another' },
  queued: { he: 'ממתין לבקשה', en: 'to be asked for' },
  asking: { he: 'בבקשה', en: 'being asked for' },
  allocated: { he: 'הוקצה מספר', en: 'allocated' },
  held: { he: 'מעוכב ברשות המסים', en: 'held by the Tax Authority' },
  'settled-elsewhere': { he: 'מעוכב, ונבחרה דרך מחוץ לאישור', en: 'held, and settled outside of Ishur' },
  choosing: { he: 'הבחירה נשלחת לרשות המסים', en: 'the choice is being told' },
  cancelled: { he: 'בוטל אחרי עיכוב', en: 'cancelled after it was held' },
  continued: { he: 'יצא בלי מספר, עם הערה', en: 'went out without a number, with a notice' },
  'awaiting-replacement': {
    he: 'היפוך חיוב: ממתין לחשבונית בשיעור אפס',
    en: 'reverse charge: awaits the zero-rate invoice',
  },
  replaced: { he: 'היפוך חיוב: החשבונית החלופית בבקשה', en: 'reverse charge: its replacement is being asked for' },
  reversed: { he: 'הוחלף בחשבונית של היפוך חיוב', en: 'replaced by the invoice of a reverse charge' },
  hearing: { he: 'בשימוע', en: 'in a hearing' },
  'hearing-won': { he: 'השימוע התקבל, וטרם נרשם ברשות', en: 'hearing won, not yet registered' },
  rejected: { he: 'נדחה: פרטים לתיקון', en: 'rejected: details to be mended' },
  unconfirmed: { he: 'לא התקבלה תשובה', en: 'no readable answer yet' },
  parked: { he: 'ממתין להחלטת אדם', en: 'waits for a person' },
  closed: { he: 'בוטל במקור', en: 'cancelled in the source' },
  diverged: { he: 'שונה אחרי ההקצאה', en: 'changed after its number came' },
  conflict: { he: 'סתירה: דרוש בירור', en: 'in conflict' },
};

/** Where a document stands: of one that waits, whether it is a draft or something has to come before it. */
export function standingOf({ standing, waitsFor }: Pick<CaseSummary, 'standing' | 'waitsFor'>): LocalizedMessage {
  return standing === 'waiting' && waitsFor === 'base' ? WAITS_FOR_BASE : STANDINGS[standing];
}

const WAITS_FOR_BASE: LocalizedMessage = { he: 'ממתין למסמך שהוא נסמך עליו', en: 'waits for what it rests on' };

/** What a person does about a bucket; absent where there is nothing to do. */
export const NEXT_STEPS: Readonly<Partial<Record<Bucket | 'unreadable', LocalizedMessage>>> = {
  unreadable: { he: 'תקנו את השורה בקובץ המקור והריצו שוב', en: 'mend the row in the source and run again' },
  invalid: { he: 'תקנו את המסמך במקור והריצו שוב', en: 'mend the document in the source and run again' },
  queued: { he: 'הריצו שוב: ishur run', en: 'run again: ishur run' },
  held: {
    he: 'בחרו דרך: ishur choose. אל תמסרו את החשבונית לפני כן',
    en: 'choose a way: ishur choose. Do not hand the invoice out before',
  },
  rejected: { he: 'תקנו את הפרטים במקור והריצו שוב', en: 'mend the details in the source and run again' },
  unconfirmed: { he: 'הריצו שוב: אותה בקשה בדיוק תישלח', en: 'run again: the very same ask is sent' },
  parked: { he: 'בדקו באזור האישי ברשות המסים אם הוקצה מספר', en: "look in the Tax Authority's personal area" },
  diverged: {
    he: 'החזירו את המסמך לקדמותו, או זכו אותו והפיקו חדש',
    en: 'put the document back as it was, or credit it and issue a new one',
  },
  conflict: { he: 'בדקו לפני שמדפיסים מספר', en: 'check before any number is printed' },
};

/** What a delivery is called. */
export const DELIVERIES: Readonly<Record<Delivery['kind'], LocalizedMessage>> = {
  none: { he: '', en: '' },
  pending: { he: 'טרם נמסר למקור', en: 'not yet brought to the source' },
  'handed-over': { he: 'נרשם בקובץ תוצאה', en: 'written to a result file' },
  recorded: { he: 'רשום במקור', en: 'recorded in the source' },
  stale: { he: 'המסמך השתנה מאז; לא נכתב', en: 'the document changed since; not written' },
  conflict: { he: 'במקור כתוב מספר אחר; לא נכתב', en: 'another number stands there; not written' },
  impossible: { he: 'המקור אינו מקבל מספר', en: 'the source cannot take a number' },
  parked: { he: 'המסירה ממתינה לאדם', en: 'delivery waits for a person' },
};

/** The name of a document type, with its number. */
export function typeName(code: number, language: Language): string {
  return `${documentType(code)?.name[language] ?? '?'} (${code})`;
}
