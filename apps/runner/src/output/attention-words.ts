import type { LocalizedMessage } from '@ishur/contract';
import type { Attention } from '@ishur/core';
import type { Language } from '../language.ts';
import { spellDay } from './day.ts';
import { sourceInWords } from './source-words.ts';

/** An attention as a person reads it: what happened, what it means for the books, and what to do by when. */
export function attentionInWords(attention: Attention, document: string, language: Language): string[] {
  const { title, happened, meaning, details, todo, by, place } = attention;
  const say = (message: LocalizedMessage): string => named(message[language], document);
  const where = place === undefined ? '' : ` (${place.source})`;
  return [
    `▪ ${say(title)}${where}`,
    `  ${say(happened)}`,
    ...details.map((detail) => `  ${say(detail)}`),
    `  ${WORDS.meaning[language]}: ${say(meaning)}`,
    ...(by === undefined
      ? []
      : [`  ${dayInWords(attention, language)} ${say(by.message)} (${sourceInWords(by.source, language)})`]),
    ...(todo.length === 0 ? [] : [`  ${WORDS.todo[language]}:`]),
    ...todo.flatMap(({ say: words, command, closed }) =>
      closed === undefined
        ? [`  - ${say(words)}`, ...(command === undefined ? [] : [`      ${named(command, document)}`])]
        : [`  - ${WORDS.closed[language]} (${closed}): ${say(words)}`],
    ),
  ];
}

/** «until 2026-07-14», and whether that is today or was before. */
function dayInWords({ by, stage }: Attention, language: Language): string {
  if (by === undefined) return '';
  const suffix = stage === 'today' || stage === 'over' ? ` (${WORDS[stage][language]})` : '';
  return `${spellDay(by.day, language)}${suffix}:`;
}

/** Texts of core name the document as DOC. */
export function named(text: string, document: string): string {
  // A function, because a name may hold a dollar sign.
  return text.replaceAll(/\bDOC\b/g, () => document);
}

/** The same for a machine: commands that can be given as they stand. */
export function namedIn(attention: Attention, document: string): Attention {
  const todo = attention.todo.map((step) => ({
    ...step,
    say: { he: named(step.say.he, document), en: named(step.say.en, document) },
    ...(step.command !== undefined && { command: named(step.command, document) }),
  }));
  return { ...attention, todo };
}

const WORDS = {
  meaning: { he: 'בספרים', en: 'For the books' },
  todo: { he: 'מה לעשות', en: 'What to do' },
  closed: { he: 'לא אפשרי כעת', en: 'not possible now' },
  today: { he: 'היום', en: 'today' },
  over: { he: 'עבר', en: 'passed' },
} as const;
