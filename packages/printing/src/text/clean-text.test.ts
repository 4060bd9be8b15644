import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanParagraphs } from './clean-text.ts';
import { MARKS, directionOf, isolated, withMarks } from './direction.ts';

describe('a text from outside', () => {
  it.each([
    ['  שלום \t עולם  ', 'שלום עולם'],
    ['a\u202eb\u2066c\u200f', 'abc'],
    ['one\r\ntwo\u2028three', 'one two three'],
    ['\u0000x\u001b[31m', 'x [31m'],
    ['e\u0301', 'é'],
    ['\ud800', '\ufffd'],
    ['soft\u00adhyphen\u200b', 'softhyphen'],
  ])('%j becomes %j', (text, expected) => {
    expect(cleanLine(text, 100).text).toBe(expected);
  });

  it('keeps its line breaks where it may have paragraphs', () => {
    expect(cleanParagraphs('א \r\n\r ב', 100).text).toBe('א\n\nב');
  });

  it('is cut by characters, and says so', () => {
    expect(cleanLine('😀'.repeat(10), 10)).toEqual({ text: '😀'.repeat(10), isShortened: false });
    expect(cleanLine('😀'.repeat(11), 10)).toEqual({ text: `${'😀'.repeat(9)}…`, isShortened: true });
  });

  it('is harmless, short and in one line whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 1, max: 50 }), (text, limit) => {
        const { text: cleaned } = cleanLine(text, limit);
        expect(cleaned).not.toMatch(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u);
        expect(Array.from(cleaned).length).toBeLessThanOrEqual(limit);
        expect(cleaned.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('the direction of a text', () => {
  it.each([
    ['ACME – סניף חיפה', 'rtl'],
    ['شركة', 'rtl'],
    ['ACME Ltd.', 'ltr'],
    ['-1,500.00', 'ltr'],
    ['15/11/2026', 'ltr'],
    ['', 'ltr'],
  ] as const)('%s: %s', (text, expected) => {
    expect(directionOf(text)).toBe(expected);
  });

  it('a minus before a number gets a mark, a dash within words and numbers none', () => {
    expect(withMarks('הנחה -10% (-5)')).toBe('הנחה \u200e-10% (\u200e-5)');
    expect(withMarks('3-5 ימים, קו-7, A-100')).toBe('3-5 ימים, קו-7, A-100');
  });

  it('what is added can be taken away again', () => {
    expect(isolated('שלום').replace(MARKS, '')).toBe('שלום');
    expect(isolated('')).toBe('');
  });
});
