import type { LocalizedMessage } from '@ishur/contract';

/** One code of the authority. */
export interface AuthorityCode {
  /**
   * What an answer with it means, in whatever place it stands.
   *
   * - `data`: something that was sent is wrong; mend it and ask again.
   * - `held`: refused in substance, and a person must choose; `decided` where the authority already knows what was chosen.
   * - `nothing-held`: the decision service knows no held invoice of this id.
   * - `cannot-retrieve`: a look-up found nothing.
   */
  readonly meaning: 'data' | 'held' | 'decided' | 'nothing-held' | 'cannot-retrieve';
  readonly source: string;
  /** What is wrong, and what to do. */
  readonly message: LocalizedMessage;
}

const DESCRIPTION = 'API description 2.0 / 7.2024';
const V1 = 'contract of version 1';

/** Every code whose meaning is published. 442 to 445, 447 to 449, 451 to 459 and 464 to 471 are published nowhere. */
export const AUTHORITY_CODES: Readonly<Record<string, AuthorityCode>> = {
  '431': {
    meaning: 'data',
    source: `${DESCRIPTION}, section 2.3`,
    message: {
      he: 'מספר העוסק של מפיק החשבונית שגוי. בדקו את מספר העוסק בהגדרות העסק ותקנו אותו.',
      en: "The VAT number of the issuer is wrong. Check the business's VAT number in the settings and correct it.",
    },
  },
  '432': {
    meaning: 'data',
    source: V1,
    message: {
      he: 'מספר העוסק של הלקוח שגוי, או זהה למספר העוסק של מפיק החשבונית. בדקו אותו מול הלקוח, תקנו ובקשו שוב.',
      en:
        "The customer's VAT number is wrong, or is the issuer's own. Check it with the customer, correct it and ask " +
        'again.',
    },
  },
  '433': {
    meaning: 'data',
    source: V1,
    message: {
      he: 'רשות המסים אינה מכירה את סוג המסמך. תקנו את סוג המסמך (למשל 305 חשבונית מס, 320 חשבונית מס/קבלה) ובקשו שוב.',
      en:
        'The authority does not know the document type. Correct it (305 tax invoice, 320 tax invoice and receipt, …) ' +
        'and ask again.',
    },
  },
  '434': {
    meaning: 'data',
    source: `${DESCRIPTION}, section 2.3`,
    message: {
      he: 'תאריך החשבונית ישן מדי לקבלת מספר הקצאה. בדקו את התאריך; אם הוא נכון, פנו לרואה החשבון או לרשות המסים.',
      en:
        'The invoice is dated too long ago for a number. Check the date; if it is right, turn to your accountant or ' +
        'to the authority.',
    },
  },
  '435': {
    meaning: 'data',
    source: `${DESCRIPTION}, section 2.6`,
    message: {
      he: 'תאריך החשבונית מאוחר מהיום ביותר מחודש. תקנו את התאריך, או בקשו שוב כשהמועד יתקרב.',
      en: 'The invoice is dated more than a month ahead. Correct the date, or ask again when it has come closer.',
    },
  },
  '436': {
    meaning: 'data',
    source: V1,
    message: {
      he: 'סכום המע"מ גבוה מן המע"מ המחושב על הסכום ללא מע"מ. בדקו את שיעור המע"מ ואת הסכומים, תקנו ובקשו שוב.',
      en:
        'The VAT is more than the VAT calculated on the net amount. Check the rate and the amounts, correct them and ' +
        'ask again.',
    },
  },
  '437': {
    meaning: 'data',
    source: V1,
    message: {
      he: 'סכום המע"מ גדול מ־0 במקום שבו הוא חייב להיות 0, כמו בהיפוך חיוב. תקנו את סכום המע"מ ובקשו שוב.',
      en: 'The VAT is above 0 where it has to be 0, as in a reverse charge. Correct the VAT and ask again.',
    },
  },
  '438': {
    meaning: 'data',
    source: `${DESCRIPTION}, section 2.6`,
    message: {
      he: 'מספר החשבוניות בכותרת הבקשה אינו תואם את הרשימה. החשבוניות עצמן תקינות: דווחו על התקלה למפתחי Ishur.',
      en:
        'The count of invoices in the header of the request does not fit its list. The invoices are fine: report ' +
        'this to the makers of Ishur.',
    },
  },
  '439': {
    meaning: 'data',
    source: V1,
    message: {
      he: 'כותרת הבקשה אומרת שאין בה חשבוניות. החשבוניות עצמן תקינות: דווחו על התקלה למפתחי Ishur.',
      en:
        'The header of the request says that it holds no invoices. The invoices are fine: report this to the makers ' +
        'of Ishur.',
    },
  },
  '440': {
    meaning: 'data',
    source: V1,
    message: {
      he: 'מספר העוסק שבכותרת הבקשה שונה ממספר העוסק שבחשבונית. בדקו את מספר העוסק בהגדרות העסק ובמסמך.',
      en:
        "The VAT number of the request is not the one of the invoice. Check the VAT number in the business's " +
        'settings and in the document.',
    },
  },
  '441': {
    meaning: 'data',
    source: V1,
    message: {
      he:
        'חשבונית על סמך חשבון עסקה שאושר (פעולה 4) חייבת להיות חשבונית מס (305) או חשבונית מס/קבלה (320). תקנו את ' +
        'סוג המסמך.',
      en: 'An invoice that rests on an approved 332 (action 4) has to be of type 305 or 320. Correct the document type.',
    },
  },
  '446': {
    meaning: 'data',
    source: `${DESCRIPTION}, section 2.6`,
    message: {
      he: 'חסר מי שמבקש את המספר: תעודת זהות או שם משתמש. השלימו אחד מהם בהגדרות העסק (operator).',
      en:
        "Who asks is missing: an identity number or a user name. Add one of them to the business's settings " +
        '(operator).',
    },
  },
  '450': {
    meaning: 'data',
    source: 'seen in the sandbox in 2026',
    message: {
      he:
        'קטגוריית הפריט חייבת להתחיל ב־1 (טובין), 2 (שירות), 3 (זיכוי טובין) או 4 (זיכוי שירות). תקנו את השורה ובקשו ' +
        'שוב.',
      en:
        'The category of a line has to begin with 1 (goods), 2 (service), 3 (goods credited) or 4 (service ' +
        'credited). Correct the line and ask again.',
    },
  },
  '460': {
    meaning: 'held',
    source: `${DESCRIPTION}, section 2.3`,
    message: {
      he:
        'הנתונים תקינים, אבל רשות המסים עיכבה את החשבונית ולא הקצתה לה מספר. ' +
        'בחרו אחת מארבע החלופות: ביטול החשבונית, המשך בלי מספר הקצאה, היפוך חיוב או בקשה לשימוע.',
      en:
        'The data is right, but the authority holds the invoice back and allocates no number. ' +
        'Choose one of the four ways: cancel the invoice, continue without a number, reverse charge, or ask for a ' +
        'hearing.',
    },
  },
  '461': {
    meaning: 'held',
    source: `${DESCRIPTION}, section 2.3`,
    message: {
      he:
        'החשבונית כבר מעוכבת ברשות המסים ועדיין לא דווח לה באיזו חלופה בחרתם. ' +
        'בחרו אחת מארבע החלופות: ביטול החשבונית, המשך בלי מספר הקצאה, היפוך חיוב או בקשה לשימוע.',
      en:
        'The authority already holds this invoice back, and was not told which way you chose. ' +
        'Choose one of the four ways: cancel the invoice, continue without a number, reverse charge, or ask for a ' +
        'hearing.',
    },
  },
  '462': {
    meaning: 'decided',
    source: `${DESCRIPTION}, section 2.3`,
    message: {
      he: 'החשבונית מעוכבת ברשות המסים, וכבר דווח לה באיזו חלופה בחרתם. אין צורך לבקש שוב; בדקו באזור האישי מה נבחר.',
      en:
        'The authority holds this invoice back and was already told which way was chosen. There is no need to ask ' +
        'again; look in its personal area what was chosen.',
    },
  },
  '463': {
    meaning: 'nothing-held',
    source: `${DESCRIPTION}, section 4.2`,
    message: {
      he: 'רשות המסים לא מצאה חשבונית מעוכבת עם המזהה הזה. בדקו אם כבר התקבל מספר הקצאה, או אם ההחלטה כבר נמסרה.',
      en:
        'The authority found no held invoice of this id. Check whether a number was allocated meanwhile, or the ' +
        'decision already told.',
    },
  },
  '472': {
    meaning: 'cannot-retrieve',
    source: 'addendum of 29.7.2026',
    message: {
      he: 'רשות המסים אינה יכולה למסור את הפרטים. בדקו את מספר ההקצאה, את מספרי העוסק ואת הסכומים שנשלחו.',
      en:
        'The authority cannot retrieve the details. Check the allocation number, the VAT numbers and the amounts ' +
        'that were sent.',
    },
  },
};
