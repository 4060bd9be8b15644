import type { LocalizedMessage } from '@ishur/contract';
import type { CaseState, Deadline } from '@ishur/core';
import type { Language } from '../language.ts';

interface HearingWords {
  /** As the person calls the document. */
  readonly document: string;
  readonly language: Language;
  /** Where the authority takes requests for a hearing, where the configuration says. */
  readonly portal: string | undefined;
}

/** How a hearing stands: its days, what is due, where it is asked for, and what to bring. */
export function hearingInWords(
  { hearing, standing }: CaseState,
  deadlines: readonly Deadline[],
  { document, language, portal }: HearingWords,
): string[] {
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
    `${WORDS.registered[language]}: ${registeredOn}`,
    ...(day === undefined ? [] : [`${WORDS.day[language]}: ${day}`]),
    ...(outcome === undefined ? [] : [`${OUTCOMES[outcome][language]}: ${decidedOn ?? ''}`]),
    ...(objectedOn === undefined ? [] : [`${WORDS.objected[language]}: ${objectedOn}`]),
    ...(objectionEndedOn === undefined ? [] : [`${WORDS.objectionEnded[language]}: ${objectionEndedOn}`]),
    ...(standing === 'hearing-won' ? [WORDS.notRegistered[language]] : []),
    ...(standing === 'queued' ? [WORDS.toBeAsked[language]] : []),
    ...deadlines.map((deadline) => dueInWords(deadline, language)),
    ...(isOpen ? ['', ...toBring(document, language), whereInWords(portal, language)] : []),
    ...nextCommands(standing, hearing, document).map((message) => message[language]),
  ];
}

/** Where the authority takes requests for a hearing. API description 2.0 / 7.2024, section 2.2.2, fourth alternative. */
export function whereInWords(portal: string | undefined, language: Language): string {
  return `${WORDS.where[language]}: ${portal ?? WORDS.area[language]}`;
}

/** «2026-07-02 (the Tax Authority): By this day …» */
function dueInWords({ day, whose, message, source }: Deadline, language: Language): string {
  return `${day} (${WORDS[whose][language]}): ${message[language]} (${source})`;
}

/** No source lists what to bring; this is what shows that the sale is real, which is what the law lets the authority doubt. */
function toBring(document: string, language: Language): string[] {
  return [
    `${WORDS.bring[language]}:`,
    ...BRING.map((item) => `- ${item[language]}`),
    `- ${WORDS.story[language]}: ishur hearing-file ${document} --out FOLDER`,
  ];
}

const BRING: readonly LocalizedMessage[] = [
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
  if (outcome !== 'lost' || (standing !== 'held' && standing !== 'continued')) return [];
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
