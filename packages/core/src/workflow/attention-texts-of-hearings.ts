import type { LocalizedMessage } from '@ishur/contract';
import type { AttentionCode } from './attention-code.ts';
import type { AttentionText } from './attention-text.ts';

type OfHearings = Extract<
  AttentionCode,
  'hearing-day' | 'hearing' | 'hearing-decision' | 'hearing-won' | 'objection' | 'objection-answer'
>;

const OUT_MEANWHILE: LocalizedMessage = {
  he: 'החשבונית כבר יצאה בלי מספר, עם ההערה, וכך היא נשארת עד להחלטה. אם תותר, המספר יתבקש שוב באותו מזהה, ומה שיודפס איתו יהיה העתק נאמן למקור.',
  en: 'The invoice went out without a number, with its sentence, and stays so until it is decided. If it is allowed, the number is asked for again under the same id, and what is printed with it is a certified copy.',
};

/** What waits in a hearing, and after one that was lost. */
export const HEARING_TEXTS: Readonly<Record<OfHearings, AttentionText>> = {
  // VAT Law 5736-1975, s. 47(א2)(3)(ב).
  'hearing-day': {
    urgency: 'low',
    title: { he: 'בקשת שימוע: טרם נרשם מועד', en: 'a hearing was asked for: its day is not recorded' },
    happened: {
      he: 'הבקשה לשימוע נמסרה לרשות המסים, והמועד שנקבע טרם נרשם כאן.',
      en: 'The Tax Authority was told of the request for a hearing. The day that was set is not recorded here yet.',
    },
    meaning: {
      he: 'החשבונית עדיין מעוכבת: אין מספר, ואין להפיק אותה בלעדיו כל עוד השימוע פתוח.',
      en: 'The invoice is still held: there is no number, and it is not issued without one as long as the hearing is open.',
    },
    meaningWhenOut: OUT_MEANWHILE,
    todo: [
      {
        say: { he: 'כשיימסר מועד, רשמו אותו.', en: 'When a day is set, record it.' },
        command: 'ishur hearing DOC dated YYYY-MM-DD',
      },
      {
        say: { he: 'הכינו תיק לשימוע.', en: 'Prepare the file for the hearing.' },
        command: 'ishur hearing-file DOC --out FOLDER',
      },
    ],
  },
  hearing: {
    urgency: 'low',
    title: { he: 'שימוע במועד שנקבע', en: 'a hearing on the day that was set' },
    happened: { he: 'נקבע מועד לשימוע.', en: 'A day was set for the hearing.' },
    meaning: {
      he: 'החשבונית מעוכבת עד להחלטה. אם תותר, המספר יתבקש שוב באותו מזהה.',
      en: 'The invoice is held until it is decided. If it is allowed, the number is asked for again under the same id.',
    },
    meaningWhenOut: OUT_MEANWHILE,
    todo: [
      {
        say: { he: 'קחו אתכם את תיק השימוע.', en: 'Take the hearing file with you.' },
        command: 'ishur hearing-file DOC --out FOLDER',
      },
      {
        say: { he: 'אם המועד השתנה, רשמו את החדש.', en: 'If the day has moved, record the new one.' },
        command: 'ishur hearing DOC dated YYYY-MM-DD',
      },
    ],
  },
  // VAT Law 5736-1975, s. 47(א2)(3)(ב).
  'hearing-decision': {
    urgency: 'medium',
    title: { he: 'השימוע התקיים: מה הוחלט?', en: 'the hearing is over: what was decided?' },
    happened: {
      he: 'יום השימוע עבר, והתוצאה טרם נרשמה.',
      en: 'The day of the hearing has passed, and its outcome is not recorded.',
    },
    meaning: {
      he: 'התקבל: המספר יתבקש שוב באותו מזהה. נדחה: אפשר לבטל את החשבונית או להוציא אותה בלי מספר, ולהגיש השגה.',
      en: 'Won: the number is asked for again under the same id. Lost: the invoice can be cancelled or go out without a number, and an objection filed.',
    },
    meaningWhenOut: {
      he: 'התקבל: המספר יתבקש שוב באותו מזהה, ומה שיודפס איתו יהיה העתק נאמן למקור. נדחה: החשבונית נשארת בלי מספר, עם ההערה, ואפשר להגיש השגה.',
      en: 'Won: the number is asked for again under the same id, and what is printed with it is a certified copy. Lost: the invoice stays out without a number, with its sentence, and an objection can be filed.',
    },
    todo: [
      {
        say: { he: 'השימוע התקבל, או שלא ניתנה החלטה במועד.', en: 'It was won, or no decision came in time.' },
        command: 'ishur hearing DOC won',
      },
      { say: { he: 'השימוע נדחה.', en: 'It was lost.' }, command: 'ishur hearing DOC lost' },
    ],
  },
  // API description 2.0 / 7.2024, section 2.2.2, fourth alternative.
  'hearing-won': {
    urgency: 'medium',
    title: { he: 'השימוע התקבל, וטרם נרשם ברשות', en: 'won, and not registered with the authority yet' },
    happened: {
      he: 'נרשם שהשימוע התקבל והמספר התבקש שוב, אבל רשות המסים עדיין מעכבת את החשבונית.',
      en: 'The hearing is recorded as won and the number was asked for again, and the Tax Authority still holds the invoice.',
    },
    meaning: {
      he: 'אין עדיין מספר. לרוב ההחלטה טרם נקלטה במחשבי הרשות; אין זו דחייה.',
      en: 'There is no number yet. The decision may not have come into the authority’s systems; it is no refusal.',
    },
    todo: [
      { say: { he: 'נסו שוב מאוחר יותר.', en: 'Try again later.' }, command: 'ishur resume DOC' },
      {
        say: {
          he: 'אם הדבר נמשך, פנו לרשות המסים עם ההחלטה בכתב.',
          en: 'If it goes on, turn to the Tax Authority with the written decision.',
        },
      },
      {
        say: { he: 'אם נרשם בטעות שהשימוע התקבל, תקנו זאת.', en: 'If it was recorded as won by mistake, mend that.' },
        command: 'ishur hearing DOC lost',
      },
    ],
  },
  // VAT Law 5736-1975, s. 47(א4).
  objection: {
    urgency: 'medium',
    title: { he: 'השימוע נדחה: אפשר להגיש השגה', en: 'the hearing was lost: an objection is possible' },
    happened: {
      he: 'השימוע נדחה. אפשר להגיש השגה על ההחלטה, בתוך התקופה שבחוק.',
      en: 'The hearing was lost. The decision can be objected to within the period of the law.',
    },
    meaning: {
      he: 'ההשגה אינה מעכבת: אפשר לבטל את החשבונית או להוציא אותה בלי מספר גם בינתיים.',
      en: 'It holds nothing up: the invoice can be cancelled, or go out without a number, meanwhile too.',
    },
    meaningWhenOut: {
      he: 'החשבונית יצאה בלי מספר, עם ההערה, וכך היא נשארת כל עוד לא התקבלה השגה.',
      en: 'The invoice went out without a number, with its sentence, and stays so unless an objection is accepted.',
    },
    todo: [
      {
        say: { he: 'הגשתם השגה: רשמו זאת.', en: 'An objection was filed: record it.' },
        command: 'ishur hearing DOC objected',
      },
      {
        say: { he: 'נרשם בטעות שהשימוע נדחה: חזרו מזה.', en: 'It was recorded as lost by mistake: take that back.' },
        command: 'ishur hearing DOC --withdraw',
      },
    ],
  },
  // VAT Law 5736-1975, s. 47(א4).
  'objection-answer': {
    urgency: 'low',
    title: { he: 'הוגשה השגה: ממתינים לתשובה', en: 'an objection was filed: its answer is awaited' },
    happened: {
      he: 'הוגשה השגה על ההחלטה, והתשובה טרם נרשמה.',
      en: 'The decision was objected to, and the answer is not recorded.',
    },
    meaning: {
      he: 'התקבלה, או שלא נענתה במועד: המספר יתבקש שוב באותו מזהה. נדחתה: ההחלטה הקודמת עומדת.',
      en: 'Accepted, or not answered in time: the number is asked for again under the same id. Turned down: the decision stands.',
    },
    todo: [
      {
        say: {
          he: 'המתינו לתשובה. כל עוד ההשגה פתוחה, אל תבחרו דרך אחרת.',
          en: 'Wait for the answer. As long as the objection is open, choose no other way.',
        },
      },
      {
        say: { he: 'ההשגה התקבלה, או שלא ניתנה תשובה במועד.', en: 'It was accepted, or no answer came in time.' },
        command: 'ishur hearing DOC won',
      },
      { say: { he: 'ההשגה נדחתה.', en: 'It was turned down.' }, command: 'ishur hearing DOC lost' },
    ],
  },
};
