import type { LocalizedMessage } from '@ishur/contract';
import { NOTICES } from '../notices/notices.ts';
import type { NoticeText } from '../notices/notices.ts';
import type { CaseState, Choice } from './case-state.ts';

/** What a way out of a held document does, for whoever has to answer for the books. */
export interface WayOut {
  readonly name: LocalizedMessage;
  /** What it means towards the authority. */
  readonly meaning: LocalizedMessage;
  /** What it does to the books and to the detailed report (PCN874). */
  readonly books: LocalizedMessage;
  /** What has to be printed, and on what. */
  readonly print: LocalizedMessage;
  /** The sentence to print, word for word. */
  readonly notice?: NoticeText;
  /** What comes next. */
  readonly next: LocalizedMessage;
  readonly source: string;
}

/**
 * The four ways out of a held document, in the order of the authority's document.
 *
 * Source: API description 2.0 / 7.2024, sections 2.2.2, 2.4, 4.1 and 6; what follows for a customer's deduction: VAT Law
 * 5736-1975, s. 38(א1).
 */
export const WAYS_OUT: Readonly<Record<Choice, WayOut>> = {
  cancel: {
    name: { he: 'ביטול', en: 'Cancel' },
    meaning: {
      he: 'מוותרים על החשבונית. ההחלטה נמסרת לרשות המסים. אחרי שהחשבונית המבוטלת ננעלה אי אפשר לבקש עליה שימוע.',
      en: 'The invoice is given up. The Tax Authority is told. Once the cancelled invoice is locked, no hearing can be asked for.',
    },
    books: {
      he: 'מבטלים את החשבונית בתוכנת הנהלת החשבונות בסטורנו, כרגיל. לא כוללים ב-PCN874 לא את החשבונית ולא את הביטול שלה.',
      en: 'Cancel the invoice in the accounting software by a storno, as usual. Neither the invoice nor its cancellation goes into PCN874.',
    },
    print: { he: 'אין מה להדפיס.', en: 'Nothing is to be printed.' },
    next: {
      he: 'אם העסקה קיימת, מפיקים חשבונית חדשה עם מספר אסמכתא חדש.',
      en: 'If there is a sale after all, issue a new invoice with a reference of its own.',
    },
    source: 'API description 2.0 / 7.2024, section 2.2.2, first alternative',
  },
  continue: {
    name: { he: 'המשך בלי מספר הקצאה', en: 'Continue without a number' },
    meaning: {
      he: 'החשבונית יוצאת בלי מספר הקצאה. ההחלטה נמסרת לרשות המסים. הלקוח אינו רשאי לנכות לפיה מס תשומות.',
      en: 'The invoice goes out without a number. The Tax Authority is told. The customer may not deduct input VAT by it.',
    },
    books: {
      he: 'החשבונית נשארת בספרים כרגיל, והמע"מ משולם. ב-PCN874 היא נכללת בלי מספר הקצאה.',
      en: 'The invoice stays in the books as it is, and its VAT is paid. In PCN874 it stands without an allocation number.',
    },
    print: {
      he: 'על החשבונית, בצורה בולטת:',
      en: 'On the invoice, prominently:',
    },
    notice: NOTICES['no-deduction'],
    next: {
      he: 'אפשר לבקש שימוע גם אחר כך. אם החשבונית תותר, היא תקבל מספר באותו מזהה, ההערה תוסר, ומה שיודפס יהיה העתק נאמן למקור.',
      en: 'A hearing can still be asked for. If the invoice is allowed, it gets its number under the same id, the sentence goes away, and what is printed then is a certified copy.',
    },
    source: 'API description 2.0 / 7.2024, section 2.2.2, second alternative; VAT Law 5736-1975, s. 38(א1)',
  },
  'reverse-charge': {
    name: { he: 'היפוך חיוב', en: 'Reverse charge' },
    meaning: {
      he: 'בהסכמת הלקוח: במקום החשבונית יוצאת חשבונית בשיעור אפס, והלקוח מדווח חשבונית עצמית. דבר לא נשלח עד שהחשבונית הזאת נמצאת; אז מתבקש עליה מספר מיוחד, באותו מזהה.',
      en: 'With the customer’s consent: a zero-rate invoice takes its place, and the customer reports a self-invoice. Nothing is sent until that invoice is there; then its special number is asked for, under the same id.',
    },
    books: {
      he: 'מפיקים בתוכנת הנהלת החשבונות חשבונית בשיעור אפס עם אותם פרטים, מלבד האסמכתא והמע"מ. אחרי שהתקבל לה מספר מבטלים את החשבונית המקורית בסטורנו.',
      en: 'Issue a zero-rate invoice in the accounting software with the same details but for reference and VAT. Once it has its number, cancel the original by a storno.',
    },
    print: { he: 'על החשבונית בשיעור אפס, עם מספר ההקצאה:', en: 'On the zero-rate invoice, with its number:' },
    notice: NOTICES['self-invoice'],
    next: {
      he: 'החשבונית החדשה נמצאת מעצמה אם היא מפנה למקור, או מצוינת כאן: ishur choose DOC reverse-charge --with OTHER. עד אז אפשר לחזור מהבחירה: --withdraw.',
      en: 'The new invoice is found by itself where it refers to the original, or is named: ishur choose DOC reverse-charge --with OTHER. Until then the choice can be taken back: --withdraw.',
    },
    source: 'API description 2.0 / 7.2024, sections 2.2.2 (third alternative), 2.4 and 4.1',
  },
  hearing: {
    name: { he: 'בקשה לשימוע', en: 'Hearing' },
    meaning: {
      he: 'מבקשים מרשות המסים לשקול שוב. הבקשה נמסרת מכאן, והשימוע עצמו מתנהל בשירותי רשות המסים.',
      en: 'The Tax Authority is asked to think again. It is told from here; the hearing itself goes through its own services.',
    },
    books: {
      he: 'חשבונית שעוד לא יצאה אינה נמסרת ללקוח עד להחלטה. אם תותר, היא תקבל מספר ותיכלל ב-PCN874 איתו; אם לא, בוחרים ביטול או המשך בלי מספר. חשבונית שכבר יצאה בלי מספר נשארת כך.',
      en: 'An invoice that has not gone out is not handed out until there is a decision. Allowed, it gets its number and goes into PCN874 with it; if not, cancel it or continue without a number. One that went out without a number stays so.',
    },
    print: {
      he: 'בינתיים אין מה להדפיס. מה שיצא עם הערה נשאר איתה.',
      en: 'Nothing is to be printed for now. What went out with its sentence keeps it.',
    },
    next: {
      he: 'רושמים כאן את המועד ואת התוצאה: ishur hearing DOC dated יום, ואחר כך won או lost. אחרי זכייה המספר מתבקש שוב מעצמו, באותו מזהה.',
      en: 'Say the day and the outcome here: ishur hearing DOC dated DAY, then won or lost. After a win the number is asked for again by itself, under the same id.',
    },
    source: 'API description 2.0 / 7.2024, section 2.2.2, fourth alternative; VAT Law 5736-1975, s. 47(א2)(3)(ב)',
  },
};

/** A way out as it is for this document: after a hearing, continuing does not lead to one. */
export function wayOutFor(choice: Choice, { hearing }: CaseState): WayOut {
  const way = WAYS_OUT[choice];
  if (choice !== 'continue' || hearing === undefined) return way;
  const mayBeWon = hearing.outcome === 'lost' && hearing.objectionEndedOn === undefined;
  return { ...way, next: mayBeWon ? NEXT_WITH_OBJECTION : NEXT_AFTER_HEARING };
}

/** VAT Law 5736-1975, s. 47(א4). */
const NEXT_WITH_OBJECTION: LocalizedMessage = {
  he: 'אין שימוע נוסף. אם תתקבל השגה על ההחלטה, רשמו זאת (ishur hearing DOC won): החשבונית תקבל מספר באותו מזהה, ההערה תוסר, ומה שיודפס יהיה העתק נאמן למקור.',
  en: 'There is no second hearing. If an objection to the decision is accepted, say so (ishur hearing DOC won): the invoice gets its number under the same id, the sentence goes away, and what is printed then is a certified copy.',
};

const NEXT_AFTER_HEARING: LocalizedMessage = {
  he: 'השימוע הסתיים, ואין שימוע נוסף: החשבונית נשארת בלי מספר, עם ההערה.',
  en: 'Its hearing is over, and there is no second one: the invoice stays without a number, with its sentence.',
};
