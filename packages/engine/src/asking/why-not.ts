import type { LocalizedMessage } from '@ishur/contract';
import type { CaseState } from '@ishur/core';

/** Why a document has no number, in sentences for a person. Never empty. */
export function whyNot(state: CaseState, asksNothing: boolean): readonly LocalizedMessage[] {
  const { standing, decision, faults, cause } = state;
  if (standing === 'not-required' && decision !== undefined) return decision.reasons.map(({ message }) => message);
  if (faults.length > 0) return faults.map(({ message }) => message);
  if (standing === 'queued' && asksNothing) return [ASKS_NOTHING];
  if (cause !== undefined) return [cause.message];
  if (standing === 'waiting') return [state.sourceStanding === 'draft' ? DRAFT : WAITS];
  return [standing === 'asking' ? ASKED_ELSEWHERE : (WORDS[standing] ?? OTHERWISE)];
}

const ASKS_NOTHING: LocalizedMessage = {
  he: 'לפי ההגדרות (ask: nothing) לא מתבקשים מספרים לעסק הזה.',
  en: 'The configuration (`ask: nothing`) asks for no numbers for this business.',
};

const DRAFT: LocalizedMessage = {
  he: 'המסמך הוא טיוטה. המספר יתבקש כשהמסמך יהיה סופי.',
  en: 'The document is a draft. Its number is asked for when it is final.',
};

const WAITS: LocalizedMessage = {
  he: 'המסמך ממתין: לחיבור לרשות המסים, או לחשבון העסקה שעליו הוא נסמך.',
  en: 'The document waits: for a connection to the Tax Authority, or for the pro-forma that it rests on.',
};

const ASKED_ELSEWHERE: LocalizedMessage = {
  he: 'תהליך אחר מבקש את המספר ברגע זה, וטרם התקבלה תשובה. נסו שוב בעוד דקה.',
  en: 'Another process is asking for the number right now, and no answer has come. Try again in a minute.',
};

const OTHERWISE: LocalizedMessage = {
  he: 'למסמך אין מספר הקצאה. הריצו ishur show כדי לראות מה קרה.',
  en: 'The document has no number. Run `ishur show` to see what happened.',
};

const WORDS: Readonly<Partial<Record<CaseState['standing'], LocalizedMessage>>> = {
  queued: {
    he: 'המסמך בתור, והמספר יתבקש בהרצה הבאה.',
    en: 'The document is queued, and its number is asked for in the next run.',
  },
  held: {
    he: 'רשות המסים עיכבה את המסמך. יש לבחור אחת מארבע החלופות: ishur choose.',
    en: 'The Tax Authority held the document. Choose one of the four ways out: `ishur choose`.',
  },
  closed: { he: 'המסמך בוטל במקור.', en: 'The document was cancelled in its source.' },
  cancelled: { he: 'המסמך בוטל אחרי שעוכב.', en: 'The document was cancelled after it was held.' },
  continued: { he: 'המסמך יצא בלי מספר, עם הערה.', en: 'The document went out without a number, with a notice.' },
};
