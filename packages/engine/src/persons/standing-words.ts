import type { LocalizedMessage } from '@ishur/contract';
import type { Standing } from '@ishur/core';

/** Where a document stands, as the end of a sentence that begins with "the document". */
export const STANDING_WORDS: Readonly<Record<Standing, LocalizedMessage>> = {
  waiting: {
    he: 'ממתין: טיוטה במקור, או משהו שצריך לבוא לפניו',
    en: 'waits: a draft, or something must come before it',
  },
  'not-required': { he: 'אינו חייב במספר', en: 'needs no number' },
  invalid: { he: 'אינו תקין, ויש לתקן אותו במקור', en: 'is not valid, and is to be mended in its source' },
  'already-allocated': { he: 'כבר נושא מספר במקור', en: 'has a number in its source already' },
  closed: { he: 'בוטל במקור, או שאינו נמצא בו עוד', en: 'was cancelled in its source, or is not there any more' },
  joined: { he: 'אוחד עם מסמך אחר, זהה לו', en: 'became part of another case, of the same document' },
  queued: { he: 'בתור, והמספר יתבקש בהרצה הבאה', en: 'is queued, and asked for in the next run' },
  asking: { he: 'נמצא ברגע זה בבקשה', en: 'is being asked for at this moment' },
  allocated: { he: 'כבר קיבל מספר', en: 'has its number already' },
  rejected: { he: 'נדחה בגלל פרטים שגויים', en: 'was rejected for its data' },
  unconfirmed: { he: 'נשלח ולא התקבלה תשובה קריאה', en: 'was sent, and no readable answer came' },
  held: { he: 'מעוכב ברשות המסים וממתין לבחירה', en: 'is held by the Tax Authority, and waits for a choice' },
  'settled-elsewhere': {
    he: 'מעוכב, ונבחרה לו דרך מחוץ לאישור',
    en: 'is held, and a choice was made outside of Ishur',
  },
  choosing: { he: 'ממתין לתשובה על הבחירה שנשלחה', en: 'waits for the answer to a choice' },
  cancelled: { he: 'בוטל אחרי שעוכב', en: 'was cancelled after it was held' },
  continued: { he: 'יצא בלי מספר, עם הערה', en: 'went out without a number, with its notice' },
  'awaiting-replacement': {
    he: 'ממתין לחשבונית של היפוך החיוב',
    en: 'waits for the invoice of its reverse charge',
  },
  replaced: { he: 'הוחלף בחשבונית שמספרה בבקשה', en: 'was replaced by an invoice that is being asked for' },
  reversed: { he: 'הוחלף בחשבונית של היפוך חיוב', en: 'was replaced by the invoice of its reverse charge' },
  hearing: { he: 'נמצא בשימוע', en: 'is in a hearing' },
  'hearing-won': { he: 'זכה בשימוע שטרם נרשם', en: 'won its hearing, which is not registered yet' },
  parked: { he: 'ממתין להחלטת אדם', en: 'waits for a person' },
  diverged: { he: 'שונה במקור אחרי שקיבל מספר', en: 'was changed in its source after its number came' },
  conflict: { he: 'בסתירה שצריך לברר', en: 'is in a conflict that somebody has to clear up' },
};
