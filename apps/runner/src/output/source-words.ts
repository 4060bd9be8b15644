import type { Language } from '../language.ts';

/** Where a sentence comes from, as a person of that language looks it up. Core names its sources in English. */
export function sourceInWords(source: string, language: Language): string {
  if (language === 'en') return source;
  return HEBREW.reduce((text, [english, hebrew]) => text.replaceAll(english, hebrew), source);
}

const HEBREW: readonly (readonly [RegExp, string])[] = [
  [/VAT Law 5736-1975, s\. /g, 'חוק מס ערך מוסף, התשל"ו-1975, סעיף '],
  [/API description (\d+\.\d+ \/ \d+\.\d+), sections? /g, 'תיאור ה-API של רשות המסים, מהדורה $1, סעיף '],
  [/\b(\d+(?:\.\d+)+) and (\d)/g, '$1 ו-$2'],
  [/\) and (\d)/g, ') ו-$1'],
  [/the Tax Authority’s FAQ on Israel Invoices, /g, 'שאלות ותשובות של רשות המסים על חשבוניות ישראל, '],
  [/first alternative/g, 'חלופה ראשונה'],
  [/second alternative/g, 'חלופה שנייה'],
  [/third alternative/g, 'חלופה שלישית'],
  [/fourth alternative/g, 'חלופה רביעית'],
];
