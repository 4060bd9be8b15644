import { expect, test } from 'vitest';
import { spellDay, spellDays, spellMoment } from './day.ts';

test('a day is spelled as people of the language write it, and what is none stays', () => {
  expect(spellDay('2026-07-31', 'he')).toBe('31/07/2026');
  expect(spellDay('2026-07-31', 'en')).toBe('2026-07-31');
  expect(spellDay('31.7.2026', 'he')).toBe('31.7.2026');
  expect(spellDay('', 'he')).toBe('');
});

test('the days of a sentence are spelled, and ids stay', () => {
  expect(spellDays('מיום 2026-06-01 (305:2026-06-01, a-2026-06-01)', 'he')).toBe(
    'מיום 01/06/2026 (305:2026-06-01, a-2026-06-01)',
  );
});

test('a moment is told in Israel’s time', () => {
  expect(spellMoment('2026-07-31T21:30:05.000Z', 'he')).toBe('01/08/2026 00:30:05');
  expect(spellMoment('2026-07-31T21:30:05.000Z', 'en')).toBe('2026-08-01 00:30:05');
});
