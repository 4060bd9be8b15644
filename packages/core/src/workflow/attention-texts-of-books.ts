import type { LocalizedMessage } from '@ishur/contract';
import type { AttentionCode } from './attention-code.ts';
import type { AttentionText } from './attention-text.ts';

type InBooks = Extract<
  AttentionCode,
  | 'invalid'
  | 'conflict'
  | 'number-lost'
  | 'diverged'
  | 'storno'
  | 'cancellation'
  | 'notice'
  | 'delivery-parked'
  | 'delivery-conflict'
  | 'delivery-stale'
  | 'delivery-impossible'
>;

const STORNO_IN_SOFTWARE: LocalizedMessage = {
  he: 'סטורנו בתוכנת הנהלת החשבונות',
  en: 'storno in the accounting software',
};

/** What waits because of the accounting software, and of what it has to be told. */
export const BOOK_TEXTS: Readonly<Record<InBooks, AttentionText>> = {
  invalid: {
    urgency: 'medium',
    title: { he: 'לא תקין: לתיקון לפני הבקשה', en: 'to be mended before it is asked for' },
    happened: {
      he: 'חסר או שגוי במסמך פרט שבלעדיו רשות המסים אינה מקבלת בקשה. דבר לא נשלח.',
      en: 'The document lacks something, or holds something wrong, without which the Tax Authority takes no ask. Nothing was sent.',
    },
    meaning: { he: 'אין לחשבונית מספר הקצאה.', en: 'The invoice has no number.' },
    todo: [
      {
        say: {
          he: 'תקנו את המסמך בתוכנת הנהלת החשבונות, והריצו שוב.',
          en: 'Mend it in the accounting software, and run again.',
        },
        command: 'ishur run',
      },
    ],
  },
  conflict: {
    urgency: 'high',
    title: { he: 'סתירה: דרוש בירור לפני הדפסה', en: 'a contradiction: find out before anything is printed' },
    happened: {
      he: 'לאותו מסמך יש שני מספרי הקצאה שונים, או שמזהה אחד שייך לשני מסמכים.',
      en: 'One document has two different numbers, or one id belongs to two documents.',
    },
    meaning: {
      he: 'עד להכרעה שום מספר אינו נמסר למקור. אל תדפיסו אף אחד מהם.',
      en: 'Until somebody decides, no number goes to the source. Print none of them.',
    },
    todo: [
      {
        say: {
          he: 'בררו מול רשות המסים איזה מספר נכון, והזינו אותו.',
          en: 'Find out which number is right, and enter it.',
        },
        command: 'ishur enter DOC NUMBER --evidence "…"',
      },
      {
        say: {
          he: 'אם המספור חוזר על עצמו (סניפים, שנים), הגדירו series למקור בקובץ ההגדרות.',
          en: 'For numberings that repeat (branches, years), set `series` for the source in the configuration.',
        },
      },
    ],
  },
  'number-lost': {
    urgency: 'high',
    title: { he: 'מספר שהיה במקור נמחק ממנו', en: 'a number that the source held is gone' },
    happened: {
      he: 'בתוכנת הנהלת החשבונות היה רשום למסמך מספר הקצאה, והוא אינו שם עוד.',
      en: 'The accounting software held a number for this document, and does not any more.',
    },
    meaning: {
      he: 'לא יתבקש מספר נוסף עד שיתברר מה קרה: לעסקה אחת עלולים להיות שני מספרים.',
      en: 'No other is asked for until it is known what happened: one sale could get two numbers.',
    },
    todo: [
      {
        say: { he: 'המספר נכון: הזינו אותו.', en: 'It is right: enter it.' },
        command: 'ishur enter DOC NUMBER --evidence "…"',
      },
      {
        say: { he: 'לא הוקצה מספר: החזירו לטיפול.', en: 'None was allocated: take it up again.' },
        command: 'ishur resume DOC',
      },
    ],
  },
  diverged: {
    urgency: 'medium',
    title: { he: 'שונה אחרי שהוקצה לו מספר', en: 'changed after its number came' },
    happened: {
      he: 'פרט מהותי במסמך שונה בתוכנת הנהלת החשבונות אחרי שהוקצה לו מספר.',
      en: 'Something that matters was changed in the accounting software after the number came.',
    },
    meaning: {
      he: 'המספר שייך למסמך כפי שנשלח. אם החשבונית תימסר אחרת, הוא לא יתאים לה, והניכוי אצל הלקוח עלול להידחות.',
      en: 'The number belongs to the document as it was sent. Handed out otherwise, it does not fit, and the customer’s deduction may be refused.',
    },
    todo: [
      { say: { he: 'החזירו את המסמך לקדמותו.', en: 'Put the document back as it was.' }, command: 'ishur run' },
      {
        say: { he: 'או זכו אותו והפיקו חשבונית חדשה.', en: 'Or credit it, and issue a new invoice.' },
      },
    ],
  },
  // API description 2.0 / 7.2024, section 2.2.2, third alternative.
  storno: {
    urgency: 'medium',
    title: {
      he: 'היפוך חיוב: חסר סטורנו לחשבונית המקורית',
      en: 'reverse charge: the storno of the original is missing',
    },
    happened: {
      he: 'החשבונית בשיעור אפס קיבלה מספר מיוחד, והחשבונית המקורית טרם בוטלה בתוכנת הנהלת החשבונות.',
      en: 'The zero-rate invoice has its special number, and the original is not reversed in the accounting software yet.',
    },
    meaning: {
      he: 'שתי החשבוניות רשומות כהכנסה. בלי סטורנו העסקה נרשמת פעמיים, והמע"מ של המקורית מדווח.',
      en: 'Both invoices stand as income. Without a storno the sale is counted twice, and the VAT of the original is reported.',
    },
    todo: [
      {
        say: {
          he: 'בצעו סטורנו לחשבונית המקורית בתוכנת הנהלת החשבונות. כשהיא תיקרא שם כמבוטלת, או כשתיקרא חשבונית זיכוי (330) על מלוא הסכום שמפנה אליה, הדבר ייסגר מעצמו.',
          en: 'Reverse the original by a storno in the accounting software. When it is read there as cancelled, or a credit note (330) of its full amount that names it is read, this ends by itself.',
        },
        command: 'ishur run',
      },
    ],
    inShort: STORNO_IN_SOFTWARE,
  },
  // API description 2.0 / 7.2024, section 2.2.2, first alternative.
  cancellation: {
    urgency: 'medium',
    title: { he: 'נבחר ביטול: לבטל גם בספרים', en: 'cancelling was chosen: cancel it in the books too' },
    happened: {
      he: 'הביטול נמסר לרשות המסים, והחשבונית עדיין לא בוטלה בתוכנת הנהלת החשבונות.',
      en: 'The Tax Authority was told that it is cancelled, and the accounting software still has the invoice.',
    },
    meaning: {
      he: 'בטלו אותה כרגיל. את החשבונית ואת הביטול שלה לא כוללים בקובץ PCN874.',
      en: 'Cancel it as usual. Leave the invoice and its cancellation out of PCN874.',
    },
    todo: [
      {
        say: {
          he: 'בטלו את החשבונית בסטורנו בתוכנת הנהלת החשבונות. כשהיא תיקרא שם כמבוטלת, או כשתיקרא חשבונית זיכוי (330) על מלוא הסכום שמפנה אליה, הדבר ייסגר מעצמו.',
          en: 'Cancel the invoice by a storno in the accounting software. When it is read there as cancelled, or a credit note (330) of its full amount that names it is read, this ends by itself.',
        },
        command: 'ishur run',
      },
    ],
    inShort: STORNO_IN_SOFTWARE,
  },
  // API description 2.0 / 7.2024, section 2.2.2, second alternative.
  notice: {
    urgency: 'high',
    title: { he: 'יצא בלי מספר: המשפט לא נרשם במקור', en: 'out without a number: the sentence is not in the source' },
    happened: {
      he: 'החשבונית יוצאת בלי מספר הקצאה, ולא ניתן היה לרשום במקור את המשפט שהיא חייבת לשאת.',
      en: 'The invoice goes out without a number, and the sentence that it must carry could not be brought to its source.',
    },
    meaning: {
      he: 'החשבונית חייבת לשאת, בצורה בולטת: "אין לנכות מס תשומות בגין חשבונית זו".',
      en: 'The invoice must carry, so that nobody overlooks it: "אין לנכות מס תשומות בגין חשבונית זו".',
    },
    todo: [
      {
        say: {
          he: 'הוסיפו את המשפט לחשבונית ביד לפני שהיא נמסרת.',
          en: 'Add the sentence by hand before it is handed out.',
        },
      },
      { say: { he: 'או נסו לרשום אותו שוב.', en: 'Or try to bring it there again.' }, command: 'ishur resume DOC' },
    ],
  },
  'delivery-parked': {
    urgency: 'medium',
    title: { he: 'המספר לא נרשם במקור', en: 'the number could not be written to the source' },
    happened: {
      he: 'הוקצה מספר, והרישום שלו בתוכנת הנהלת החשבונות נכשל פעם אחר פעם.',
      en: 'There is a number, and writing it to the accounting software failed time after time.',
    },
    meaning: { he: 'המספר שמור כאן, ואינו מופיע על החשבונית.', en: 'The number is safe here, and not on the invoice.' },
    todo: [
      { say: { he: 'טפלו בסיבה, ונסו שוב.', en: 'Mend the cause, and try again.' }, command: 'ishur resume DOC' },
      {
        say: {
          he: 'או רשמו את המספר שם ביד; הדבר ייסגר מעצמו.',
          en: 'Or write the number there by hand; this ends by itself.',
        },
        command: 'ishur show DOC',
      },
    ],
  },
  'delivery-conflict': {
    urgency: 'high',
    title: { he: 'במקור כתוב מספר אחר', en: 'another number stands in the source' },
    happened: {
      he: 'בתוכנת הנהלת החשבונות כבר כתוב למסמך מספר הקצאה אחר, ולכן דבר לא נכתב.',
      en: 'The accounting software holds another number for this document, so nothing was written.',
    },
    meaning: {
      he: 'על החשבונית עלול להופיע מספר שאינו שלה, והניכוי אצל הלקוח עלול להידחות.',
      en: 'The invoice may show a number that is not its own, and the customer’s deduction may be refused.',
    },
    todo: [
      {
        say: { he: 'בדקו מי מהם נכון, ותקנו במקור.', en: 'Find out which is right, and mend the source.' },
        command: 'ishur show DOC',
      },
    ],
  },
  'delivery-stale': {
    urgency: 'medium',
    title: { he: 'השורה במקור השתנתה; המספר לא נכתב', en: 'the row changed in the source; the number was not written' },
    happened: {
      he: 'המסמך במקור השתנה מאז שהתבקש המספר, ולכן המספר לא נכתב בו.',
      en: 'The document changed in its source since the number was asked for, so it was not written there.',
    },
    meaning: { he: 'המספר שמור כאן, ואינו מופיע על החשבונית.', en: 'The number is safe here, and not on the invoice.' },
    todo: [
      {
        say: { he: 'הריצו שוב, כדי לקרוא את המסמך מחדש.', en: 'Run again, so that it is read anew.' },
        command: 'ishur run',
      },
    ],
  },
  'delivery-impossible': {
    urgency: 'low',
    title: { he: 'המקור אינו מקבל מספר: לרשום ביד', en: 'the source takes no number: to be written by hand' },
    happened: {
      he: 'הוקצה מספר, והמקור אינו מאפשר לכתוב אותו בו.',
      en: 'There is a number, and nothing can be written to this source.',
    },
    meaning: {
      he: 'המספר חייב להופיע על החשבונית, תחת הכותרת "הקצאה מספר:".',
      en: 'The number must stand on the invoice, under the heading "הקצאה מספר:".',
    },
    todo: [
      {
        say: { he: 'העתיקו את המספר מכאן לחשבונית.', en: 'Copy the number from here to the invoice.' },
        command: 'ishur show DOC',
      },
    ],
  },
};
