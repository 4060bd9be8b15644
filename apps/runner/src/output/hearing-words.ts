import type { LocalizedMessage } from '@ishur/contract';
import { advance } from '@ishur/core';
import type { CaseState, Deadline } from '@ishur/core';
import type { Language } from '../language.ts';
import { spellDay } from './day.ts';
import { sourceInWords } from './source-words.ts';

interface HearingWords {
  /** As the person calls the document. */
  readonly document: string;
  readonly language: Language;
  /** Where the authority takes requests for a hearing, where the configuration says. */
  readonly portal: string | undefined;
}

/** How a hearing stands: its days, what is due, where it is asked for, and what to bring. */
export function hearingInWords(
  state: CaseState,
  deadlines: readonly Deadline[],
  { document, language, portal }: HearingWords,
): string[] {
  const { hearing, standing } = state;
  if (hearing === undefined) {
    return [
      {
        he: `לא נרשמה בקשה לשימוע. לבקשה: ishur choose ${document} hearing. אם היא כבר הוגשה בשירותי רשות המסים: ishur choose ${document} hearing --settled.`,
        en: `No hearing was asked for. To ask: ishur choose ${document} hearing. If it was filed through the Tax Authority's own services: ishur choose ${document} hearing --settled.`,
      }[language],
    ];
  }
  const { registeredOn, day, outcome, decidedOn, objectedOn, objectionEndedOn } = hearing;
  const isOpen = outcome === undefined || (objectedOn !== undefined && objectionEndedOn === undefined);
  return [
    `${WORDS.registered[language]}: ${spellDay(registeredOn, language)}`,
    ...(day === undefined ? [] : [`${WORDS.day[language]}: ${spellDay(day, language)}`]),
    ...(outcome === undefined ? [] : [`${OUTCOMES[outcome][language]}: ${spellDay(decidedOn ?? '', language)}`]),
    ...(objectedOn === undefined ? [] : [`${WORDS.objected[language]}: ${spellDay(objectedOn, language)}`]),
    ...(objectionEndedOn === undefined
      ? []
      : [`${WORDS.objectionEnded[language]}: ${spellDay(objectionEndedOn, language)}`]),
    ...(standing === 'hearing-won' ? [WORDS.notRegistered[language]] : []),
    ...(standing === 'queued' ? [WORDS.toBeAsked[language]] : []),
    ...deadlines.map((deadline) => dueInWords(deadline, language)),
    ...(deadlines.length === 0 ? [] : [WORDS.periods[language]]),
    ...(isOpen ? ['', ...toBring(document, language), whereInWords(portal, language)] : []),
    ...nextCommands(standing, hearing, document).map((message) => message[language]),
    ...(isTakenBack(state) ? [`${WORDS.back[language]}: ishur hearing ${document} --withdraw`] : []),
  ];
}

/** Whether the last word on it can be taken back: nothing followed from it. */
function isTakenBack(state: CaseState): boolean {
  return advance(state, { kind: 'hearing-word-withdrawn', by: '' }).ok;
}

/** Where the authority takes requests for a hearing. API description 2.0 / 7.2024, section 2.2.2, fourth alternative. */
export function whereInWords(portal: string | undefined, language: Language): string {
  return `${WORDS.where[language]}: ${portal ?? WORDS.area[language]}`;
}

/** «2026-07-02 (the Tax Authority): By this day …» */
function dueInWords({ day, whose, message, source }: Deadline, language: Language): string {
  return `${spellDay(day, language)} (${WORDS[whose][language]}): ${message[language]} (${sourceInWords(source, language)})`;
}

/** No source lists what to bring; this is what shows that the sale is real, which is what the law lets the authority doubt. */
function toBring(document: string, language: Language): string[] {
  return [
    `${WORDS.bring[language]}:`,
    ...BRING.map((item) => `- ${item[language]}`),
    `- ${WORDS.story[language]}: ishur hearing-file ${document} --out FOLDER`,
  ];
}

export const BRING: readonly LocalizedMessage[] = [
  { he: 'החשבונית, כפי שהופקה', en: 'the invoice as it was issued' },
  { he: 'ההזמנה או החוזה עם הלקוח', en: 'the order, or the contract with the customer' },
  { he: 'תעודות משלוח, או ראיה לכך שהשירות ניתן', en: 'delivery notes, or what shows that the service was given' },
  { he: 'ראיות לתשלום: העברה, המחאה, קבלה', en: 'what shows the payment: a transfer, a cheque, a receipt' },
  { he: 'חשבוניות הקנייה של מה שנמכר', en: 'the purchase invoices of what was sold' },
  {
    he: 'אישור ניהול ספרים וייפוי כוח, אם מופיע מייצג',
    en: 'the bookkeeping certificate, and a power of attorney for whoever represents',
  },
];

function nextCommands(
  standing: CaseState['standing'],
  { day, outcome, objectedOn, objectionEndedOn }: NonNullable<CaseState['hearing']>,
  document: string,
): readonly LocalizedMessage[] {
  if (standing === 'hearing') {
    const dated = day === undefined ? 'dated YYYY-MM-DD | ' : '';
    const command = `ishur hearing ${document} ${dated}won | lost | given-up`;
    return [{ he: `לרישום: ${command}`, en: `To say what became of it: ${command}` }];
  }
  if (standing !== 'held' && standing !== 'continued') return [];
  if (outcome === 'given-up') {
    const others = `ishur choose ${document}`;
    const next =
      standing === 'held'
        ? {
            he: `החשבונית עדיין מעוכבת, ואין שימוע נוסף: בחרו ביטול, המשך בלי מספר או היפוך חיוב: ${others}`,
            en: `The invoice is still held, and there is no second hearing: cancel, continue without a number, or reverse the charge: ${others}`,
          }
        : {
            he: 'החשבונית נשארת בלי מספר, עם ההערה.',
            en: 'The invoice stays without a number, with its sentence.',
          };
    return [next];
  }
  if (outcome !== 'lost') return [];
  const answered = `ishur hearing ${document} won | lost`;
  if (objectedOn !== undefined && objectionEndedOn === undefined) {
    return [{ he: `לרישום התשובה להשגה: ${answered}`, en: `To say how the objection was answered: ${answered}` }];
  }
  const objection = `ishur hearing ${document} objected`;
  const choice = `ishur choose ${document}`;
  return [
    ...(objectedOn === undefined
      ? [{ he: `הוגשה השגה? לרישום: ${objection}`, en: `An objection was filed? Say so: ${objection}` }]
      : []),
    ...(standing === 'held' ? [{ he: `לבחירה בדרך אחרת: ${choice}`, en: `To choose another way: ${choice}` }] : []),
  ];
}

const OUTCOMES: Readonly<Record<'won' | 'lost' | 'given-up', LocalizedMessage>> = {
  won: { he: 'השימוע התקבל', en: 'The hearing was won' },
  lost: { he: 'השימוע נדחה', en: 'The hearing was lost' },
  'given-up': { he: 'השימוע ננטש', en: 'The hearing was given up' },
};

const WORDS = {
  registered: { he: 'השימוע התבקש ביום', en: 'The hearing was asked for on' },
  day: { he: 'נקבע ליום', en: 'It is set for' },
  objected: { he: 'הוגשה השגה ביום', en: 'An objection was filed on' },
  objectionEnded: { he: 'ההשגה נדחתה ביום', en: 'The objection was turned down on' },
  toBeAsked: {
    he: 'המספר יתבקש באותו מזהה בהרצה הבאה של ishur run.',
    en: 'The next ishur run asks for the number, under the same id.',
  },
  notRegistered: {
    he: 'רשות המסים עיכבה את החשבונית שוב: ההחלטה טרם נרשמה אצלה. אין פירוש הדבר שהשימוע נדחה; המספר יתבקש שוב בכל הרצה של ishur run.',
    en: 'The Tax Authority held the invoice once more: its decision is not registered there yet. That does not mean that the hearing was lost; every ishur run asks for the number again.',
  },
  periods: {
    he: 'הימים נספרים לפי התקופות שבחוק כפי שאנחנו קוראים אותן, בלי שישי, שבת וחגים בימי עסקים; אין להם הגדרה בקובץ ההגדרות. אם בהודעה של רשות המסים נקוב יום אחר, הוא הקובע.',
    en: 'Days are counted by the periods of the law as we read it; business days leave out Fridays, Saturdays and holidays, and the configuration has no setting for them. Where a notice of the Tax Authority names another day, that one counts.',
  },
  back: { he: 'נרשם בטעות? לביטול הרישום', en: 'Said by mistake? To take it back' },
  ours: { he: 'שלכם', en: 'yours' },
  authority: { he: 'רשות המסים', en: 'the Tax Authority' },
  bring: {
    he: 'מה להביא (אין רשימה רשמית; זו הצעה שלנו)',
    en: 'What to bring (no source lists it; this is our suggestion)',
  },
  story: {
    he: 'תיק השימוע: הנימוקים, המסמכים וכל מה שקרה',
    en: 'the hearing file: reasons, documents and all that happened',
  },
  where: { he: 'איפה', en: 'Where' },
  area: { he: 'באזור האישי באתר רשות המסים', en: "in the personal area of the Tax Authority's site" },
} as const satisfies Record<string, LocalizedMessage>;
