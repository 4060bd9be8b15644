import type { AttentionCode } from './attention-code.ts';
import type { AttentionText } from './attention-text.ts';

type WithAuthority = Extract<
  AttentionCode,
  | 'held'
  | 'settled-elsewhere'
  | 'unanswered'
  | 'choice-unanswered'
  | 'parked'
  | 'rejected'
  | 'zero-rate-document'
  | 'base'
  | 'emergency-report'
>;

/** What waits because of the authority. Sources stand where a sentence is the law's; the rest is how Ishur works. */
export const AUTHORITY_TEXTS: Readonly<Record<WithAuthority, AttentionText>> = {
  // API description 2.0 / 7.2024, sections 2.2.2 and 4.1.
  held: {
    urgency: 'high',
    title: { he: 'מעוכב: צריך לבחור דרך', en: 'held: a way out must be chosen' },
    happened: {
      he: 'רשות המסים לא הקצתה מספר לחשבונית הזו (עיכוב מהותי, לא טכני), ומחכה לבחירה באחת מארבע דרכים.',
      en: 'The Tax Authority gave this invoice no number. It is held in substance, not for a technical reason, and one of four ways must be chosen.',
    },
    meaning: {
      he: 'אין מספר הקצאה, ולכן הלקוח לא יוכל לנכות את מס התשומות. אל תמסרו את החשבונית לפני שנבחרה דרך ודווחה.',
      en: 'Without a number the customer cannot deduct the input VAT. Do not hand the invoice out before a way is chosen and reported.',
    },
    todo: [],
  },
  'settled-elsewhere': {
    urgency: 'high',
    title: { he: 'נבחרה דרך שאינה רשומה כאן', en: 'settled in a way that is not known here' },
    happened: {
      he: 'ברשות המסים כבר רשומה בחירה לגבי החשבונית הזו, ולא ידוע כאן איזו: היא נמסרה מחוץ לאישור, או שהתשובה לבחירה אבדה בדרך.',
      en: 'The Tax Authority already knows of a decision on this invoice, and which one is not known here: it was told elsewhere, or the answer to a choice was lost.',
    },
    meaning: {
      he: 'עד שיירשם כאן מה נבחר, הטיפול אינו נמשך ושום משפט אינו נמסר להדפסה. אל תבחרו דרך אחרת בינתיים.',
      en: 'Until it is recorded what was chosen, no sentence is printed and nothing goes on. Choose nothing else meanwhile.',
    },
    todo: [
      {
        say: {
          he: 'בדקו באזור האישי ברשות המסים מה נבחר, ורשמו אותו כאן: cancel, continue, reverse-charge או hearing.',
          en: "Look in the Tax Authority's personal area for what was chosen, and record it: cancel, continue, reverse-charge or hearing.",
        },
        command: 'ishur choose DOC continue --settled',
      },
    ],
  },
  unanswered: {
    urgency: 'high',
    title: { he: 'נשלח ולא נענה: אולי הוקצה מספר', en: 'sent and not answered: there may be a number' },
    happened: {
      he: 'הבקשה נשלחה כמה פעמים ולא התקבלה תשובה קריאה. ייתכן שהוקצה מספר, וייתכן שלא.',
      en: 'The ask was sent several times, and no readable answer came. There may be a number, or none.',
    },
    meaning: {
      he: 'אל תפיקו חשבונית חדשה במקומה ואל תבקשו לה מספר בדרך אחרת לפני הבדיקה: עלולים להיות שני מספרים לעסקה אחת.',
      en: 'Issue no other invoice in its place and ask for no number elsewhere before you have looked: one sale could get two numbers.',
    },
    todo: [
      {
        say: {
          he: 'בדקו באזור האישי ברשות המסים. יש מספר: הזינו אותו.',
          en: "Look in the Tax Authority's personal area. There is a number: enter it.",
        },
        command: 'ishur enter DOC NUMBER --evidence "…"',
      },
      {
        say: { he: 'אין מספר: רשמו זאת, והבקשה תישלח מחדש.', en: 'There is none: say so, and it is asked for anew.' },
        command: 'ishur enter DOC --not-issued',
      },
      {
        say: { he: 'אפשר גם לשלוח שוב את אותה הבקשה בדיוק.', en: 'The very same ask can also be sent once more.' },
        command: 'ishur resume DOC',
      },
    ],
  },
  'choice-unanswered': {
    urgency: 'high',
    title: { he: 'הבחירה נשלחה ולא נענתה', en: 'the choice was sent and not answered' },
    happened: {
      he: 'הבחירה נשלחה לרשות המסים כמה פעמים, ולא התקבלה תשובה קריאה. ייתכן שנקלטה.',
      en: 'The choice was sent to the Tax Authority several times, and no readable answer came. It may have been taken.',
    },
    meaning: {
      he: 'עד שיתברר, החשבונית עדיין מעוכבת בספרים. אל תבחרו דרך אחרת: ייתכן שהראשונה כבר נקלטה.',
      en: 'Until that is known, the invoice stays held in the books. Choose no other way: the first may have been taken.',
    },
    todo: [
      {
        say: { he: 'שלחו שוב את אותה בחירה בדיוק.', en: 'Send the very same choice once more.' },
        command: 'ishur resume DOC',
      },
    ],
  },
  parked: {
    urgency: 'medium',
    title: { he: 'לא ניתן היה לשלוח', en: 'could not be sent' },
    happened: {
      he: 'הבקשה לא הגיעה לרשות המסים פעם אחר פעם, ולכן היא ממתינה להחלטה.',
      en: 'The ask did not reach the Tax Authority time after time, so it waits for somebody to decide.',
    },
    meaning: {
      he: 'לא התבקש מספר, ולכן אין לחשבונית מספר הקצאה.',
      en: 'No number was asked for, so the invoice has none.',
    },
    todo: [
      {
        say: { he: 'טפלו בסיבה, ונסו שוב.', en: 'Mend the cause, and try again.' },
        command: 'ishur resume DOC',
      },
      {
        say: {
          he: 'אם התקבל מספר ביישום של רשות המסים, הזינו אותו.',
          en: "If a number was obtained in the Tax Authority's application, enter it.",
        },
        command: 'ishur enter DOC NUMBER --evidence "…"',
      },
    ],
  },
  // API description 2.0 / 7.2024, section 2.6: «יש לתקן את הבעיה ולשדר מחדש».
  rejected: {
    urgency: 'medium',
    title: { he: 'נדחה: פרטים לתיקון', en: 'rejected: details to be mended' },
    happened: {
      he: 'רשות המסים מצאה שגיאה בפרטי החשבונית. זו אינה החלטה על העסקה עצמה.',
      en: 'The Tax Authority found a mistake in the details of the invoice. That says nothing about the sale itself.',
    },
    meaning: {
      he: 'אין לחשבונית מספר הקצאה, והיא אינה רשומה ברשות המסים.',
      en: 'The invoice has no number, and the Tax Authority has no record of it.',
    },
    todo: [
      {
        say: {
          he: 'תקנו את הפרטים בתוכנת הנהלת החשבונות. הבקשה תישלח שוב מעצמה, באותו מזהה.',
          en: 'Mend the details in the accounting software. It is asked for again by itself, under the same id.',
        },
        command: 'ishur run',
      },
      {
        say: {
          he: 'אם הסיבה אינה בחשבונית (הרשאה, פרטי המפעיל, תאריך מוקדם מדי), נסו שוב אחרי שתוקנה.',
          en: 'Where the reason is not in the invoice (a permission, the operator, a day too far ahead), try again once it is mended.',
        },
        command: 'ishur resume DOC',
      },
    ],
  },
  // API description 2.0 / 7.2024, section 2.2.2, third alternative.
  'zero-rate-document': {
    urgency: 'medium',
    title: { he: 'היפוך חיוב: ממתין לחשבונית בשיעור אפס', en: 'reverse charge: the zero-rate invoice is awaited' },
    happened: {
      he: 'נבחר היפוך חיוב, והחשבונית בשיעור אפס שבמקומה טרם נמצאה.',
      en: 'A reverse charge was chosen, and the zero-rate invoice in its place was not found yet.',
    },
    meaning: {
      he: 'החשבונית המקורית תבוטל בסטורנו, והחשבונית בשיעור אפס תקבל מספר מיוחד ותישא את המשפט "בגין חשבונית זו לקוח חייב לדווח חשבונית עצמית".',
      en: 'The original is reversed by a storno. The zero-rate invoice gets a special number and carries the sentence that the customer must report a self-invoice.',
    },
    todo: [
      {
        say: {
          he: 'הפיקו בתוכנת הנהלת החשבונות חשבונית באותם פרטים, עם מספר אסמכתא חדש ובלי מע"מ, וציינו אותה כאן.',
          en: 'Issue an invoice with the same details, a new reference and no VAT in the accounting software, and name it here.',
        },
        command: 'ishur choose DOC reverse-charge --with OTHER',
      },
    ],
  },
  // API description 2.0 / 7.2024, section 2.4.
  base: {
    urgency: 'medium',
    title: { he: 'ממתין לאישור של חשבון העסקה (332)', en: 'waits for the approval of its pro-forma (332)' },
    happened: {
      he: 'החשבונית נשענת על חשבון עסקה (332), והמספר יתבקש במסגרת האישור שלו. לא ניתן היה לבקש אותו, מהסיבה שלהלן.',
      en: 'The invoice rests on a pro-forma (332), and its number is asked for within that approval. It could not be asked for, for the reason below.',
    },
    meaning: {
      he: 'סך החשבוניות מוגבל לסכום שאושר לחשבון העסקה. עד שיש אישור ויתרה, לא מתבקש מספר.',
      en: 'The invoices together may not exceed what was approved for the pro-forma. Without an approval with something left, no number is asked for.',
    },
    todo: [
      {
        say: { he: 'בדקו היכן עומד חשבון העסקה.', en: 'Look where the pro-forma stands.' },
        command: 'ishur list --type 332',
      },
      {
        say: { he: 'ציינו על איזה חשבון עסקה היא נשענת.', en: 'Say on which pro-forma it rests.' },
        command: 'ishur ask DOC --base OTHER',
      },
      {
        say: {
          he: 'החשבונית אינה נסמכת על אישור: בקשו לה מספר בפני עצמה.',
          en: 'It rests on no approval: ask for it by itself.',
        },
        command: 'ishur ask DOC --alone',
      },
    ],
  },
  // The authority's description of the interface, version 1 / 7.2023, chapter 4.
  'emergency-report': {
    urgency: 'medium',
    title: { he: 'מספר חירום: טרם דווח לרשות המסים', en: 'an emergency number: not reported yet' },
    happened: {
      he: 'המסמך הופק בזמן תקלה עם מספר ממלאי החירום, ורשות המסים טרם קיבלה את פרטיו.',
      en: 'The document was issued during an outage with a number of the emergency stock, and the Tax Authority has not got its details.',
    },
    meaning: {
      he: 'עד לדיווח המספר אינו סופי, והניכוי אצל הלקוח עלול להידחות.',
      en: 'Until it is reported the number is not final, and the customer’s deduction may be refused.',
    },
    todo: [
      {
        say: {
          he: 'דווחו את פרטי המסמך לרשות המסים, ורשמו זאת כאן.',
          en: 'Report the document to the Tax Authority, and say so here.',
        },
        command: 'ishur enter DOC --emergency-reported',
      },
    ],
  },
};
