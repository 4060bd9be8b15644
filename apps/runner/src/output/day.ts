import type { Language } from '../language.ts';

/** A day for people: 31/07/2026 in Hebrew, as it is written in Israel; 2026-07-31 in English. What is no day stays as it is. */
export function spellDay(day: string, language: Language): string {
  const [whole, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  return language === 'en' || whole === undefined ? day : `${date}/${month}/${year}`;
}

/** A sentence whose days are spelled so. What is part of a name or of an id stays. */
export function spellDays(text: string, language: Language): string {
  return text.replaceAll(/(?<![\w:/.-])\d{4}-\d{2}-\d{2}(?![\w:/-])/g, (day) => spellDay(day, language));
}

/** An instant in Israel's time, whatever the machine's. */
export function spellMoment(instant: string, language: Language): string {
  return MOMENTS[language].format(new Date(instant)).replace(',', '');
}

const FORMAT = {
  timeZone: 'Asia/Jerusalem',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
} as const satisfies Intl.DateTimeFormatOptions;

/** Locales whose figures stand as it is wanted: 31/07/2026 12:00:00 and 2026-07-31 12:00:00. */
const MOMENTS: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  he: new Intl.DateTimeFormat('en-GB', FORMAT),
  en: new Intl.DateTimeFormat('sv-SE', FORMAT),
};
