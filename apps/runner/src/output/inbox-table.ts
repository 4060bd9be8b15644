import type { InboxItem } from './inbox-item.ts';
import type { Language } from '../language.ts';
import { named } from './attention-words.ts';
import { spellDay } from './day.ts';
import { forPeople, renderTable } from './table.ts';

/** The inbox for a person: one row for each thing, and where to read on. */
export function inboxTable(items: readonly InboxItem[], language: Language, width: number | undefined): string {
  if (items.length === 0) return `${WORDS.empty[language]}\n`;
  const table = renderTable(
    WORDS.head[language],
    items.map((item) => rowOf(item, language)),
    [3],
    width,
  );
  return `${table}\n${WORDS.more[language]}\n`;
}

function rowOf(item: InboxItem, language: Language): readonly string[] {
  switch (item.kind) {
    case 'document': {
      const { summary, attention } = item;
      const { by, stage, title, place, todo, inShort } = attention;
      const isToday = stage === 'today' || stage === 'over';
      const day = by === undefined ? '' : `${spellDay(by.day, language)}${isToday ? ` ${WORDS[stage][language]}` : ''}`;
      const [first] = todo.filter(({ command }) => command !== undefined);
      const step = first?.command === undefined ? '' : named(first.command, summary.id);
      return [
        `${attention.urgency === 'high' ? '! ' : ''}${day}`.trim(),
        summary.id,
        summary.customer ?? '',
        forPeople(summary.gross),
        `${title[language]}${place === undefined ? '' : ` (${place.source})`}`,
        // Of several ways none is proposed.
        attention.code === 'held' ? `ishur choose ${summary.id}` : (inShort?.[language] ?? step),
      ];
    }
    case 'damaged':
      return ['!', item.summary.id, '', '', item.error.text[language], 'ishur audit verify'];
    case 'unreadable':
      return ['', `${item.business}/${item.source}`, '', '', WORDS.unreadable(item.count)[language], 'ishur list'];
    case 'connection': {
      const { reminder, business } = item;
      const mark = reminder.level === 'remind' ? '' : '! ';
      return [
        `${mark}${spellDay(reminder.lastDay, language)}`,
        business,
        '',
        '',
        reminder.message[language],
        `ishur connect --business ${business}`,
      ];
    }
  }
}

const WORDS = {
  head: {
    he: ['עד', 'מסמך', 'לקוח', 'כולל מע"מ', 'מה ממתין', 'מה לעשות'],
    en: ['by', 'document', 'customer', 'gross', 'what waits', 'what to do'],
  },
  empty: { he: 'אין דבר שממתין לאדם.', en: 'Nothing waits for a person.' },
  more: {
    he: 'מה קרה, מה זה אומר לספרים וכל האפשרויות: ishur show ואחריו שם המסמך. ! = דחוף.',
    en: 'What happened, what it means for the books and every possibility: ishur show and the document. ! = urgent.',
  },
  today: { he: '(היום)', en: '(today)' },
  over: { he: '(עבר)', en: '(passed)' },
  unreadable: (count: number) => ({
    he: `שורות שלא ניתן לקרוא: ${count}`,
    en: `rows that cannot be read: ${count}`,
  }),
} as const;
