import { DEADLINES, WAYS_OUT } from '@ishur/core';
import { expect, test } from 'vitest';
import { sourceInWords } from './source-words.ts';

test.each([
  ['VAT Law 5736-1975, s. 47(א4)', 'חוק מס ערך מוסף, התשל"ו-1975, סעיף 47(א4)'],
  [
    'API description 2.0 / 7.2024, sections 2.2.2 (third alternative) and 2.4',
    'תיאור ה-API של רשות המסים, מהדורה 2.0 / 7.2024, סעיף 2.2.2 (חלופה שלישית) ו-2.4',
  ],
  [
    'API description 2.0 / 7.2024, section 2.2.2, second alternative; VAT Law 5736-1975, s. 38(א1)',
    'תיאור ה-API של רשות המסים, מהדורה 2.0 / 7.2024, סעיף 2.2.2, חלופה שנייה; חוק מס ערך מוסף, התשל"ו-1975, סעיף 38(א1)',
  ],
])('%s', (english, hebrew) => {
  expect(sourceInWords(english, 'he')).toBe(hebrew);
  expect(sourceInWords(english, 'en')).toBe(english);
});

test('no source of a way out or of a day keeps an English word', () => {
  const sources = [...Object.values(WAYS_OUT), ...Object.values(DEADLINES)].map(({ source }) => source);
  for (const source of sources) expect(sourceInWords(source, 'he').replaceAll('API', '')).not.toMatch(/[A-Za-z]/);
});
