import type { LocalizedMessage } from '@ishur/contract';
import { lawfulChoices, wayOutFor } from '@ishur/core';
import type { CaseState, LawfulChoice, Standing, WayOut } from '@ishur/core';
import type { Language } from '../language.ts';
import { named } from './attention-words.ts';

/** The four ways out of a held document as a person reads them: what each means and does, or why it is closed. */
export function waysInWords(state: CaseState, document: string, language: Language): string[] {
  return lawfulChoices(state).flatMap((way, index) => [
    ...wayInWords(way, wayOutFor(way.choice, state), index + 1, document, language),
    '',
  ]);
}

function wayInWords(
  { choice, lawful, reason }: LawfulChoice,
  way: WayOut,
  place: number,
  document: string,
  language: Language,
): string[] {
  const title = `${place}. ${way.name[language]} (${choice})`;
  if (!lawful) return [title, `   ${WORDS.closed[language]}: ${reason[language]}`];
  return [
    title,
    `   ${way.meaning[language]}`,
    `   ${WORDS.books[language]}: ${way.books[language]}`,
    `   ${WORDS.print[language]}: ${printInWords(way, language)}`,
    `   ${WORDS.next[language]}: ${named(way.next[language], document)}`,
  ];
}

/** What follows from a way that was taken. */
export function doneInWords(way: WayOut, standing: Standing, document: string, language: Language): string[] {
  const { books } = way;
  const next = NEXT_OF[standing] ?? way.next;
  return [
    `${WORDS.books[language]}: ${books[language]}`,
    `${WORDS.print[language]}: ${printInWords(way, language)}`,
    `${WORDS.next[language]}: ${named(next[language], document)}`,
  ];
}

/** What has to be printed, with the sentence word for word. */
function printInWords({ print, notice }: WayOut, language: Language): string {
  return notice === undefined ? print[language] : `${print[language]} «${notice.text}»`;
}

/** The same for a machine. */
export function waysToJson(state: CaseState): object[] {
  return lawfulChoices(state).map(({ choice, lawful, reason, source }) => {
    const { meaning, books, print, notice, next } = wayOutFor(choice, state);
    const told = { meaning, books, print, ...(notice !== undefined && { notice: notice.text }), next };
    return { choice, lawful, ...(lawful ? told : { reason }), source };
  });
}

/** Where more than the way itself says what comes next. */
const NEXT_OF: Readonly<Partial<Record<Standing, LocalizedMessage>>> = {
  replaced: {
    he: 'המספר המיוחד של החשבונית בשיעור אפס יתבקש בהרצה הבאה של ishur run, במזהה של המקורית.',
    en: 'The next ishur run asks for the special number of the zero-rate invoice, under the id of the original.',
  },
  reversed: {
    he: 'לחשבונית בשיעור אפס יש מספר. בטלו את המקורית בסטורנו.',
    en: 'The zero-rate invoice has its number. Cancel the original by a storno.',
  },
};

const WORDS = {
  closed: { he: 'סגורה כעת', en: 'Closed now' },
  books: { he: 'בספרים', en: 'Books' },
  print: { he: 'הדפסה', en: 'Print' },
  next: { he: 'אחר כך', en: 'Then' },
} as const satisfies Record<string, LocalizedMessage>;
