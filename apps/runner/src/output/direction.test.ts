import { describe, expect, test } from 'vitest';
import { bidiModeOf, presentable } from './direction.ts';
import { inVisualOrder } from './visual-order.ts';

/** Marks made visible: < for the right-to-left mark, > for the left-to-right mark. */
const shown = (text: string): string => text.replaceAll('\u200f', '<').replaceAll('\u200e', '>');
const seen = (text: string): string => presentable(text, 'he', inVisualOrder);

describe('text for a person', () => {
  test('loses control characters and direction marks that came from outside, in both languages', () => {
    const hostile = 'a\u001b[31mb\u0007\u202ec\u2066d\u200fe\u009b\tf\ng';
    expect(presentable(hostile, 'en')).toBe('a[31mbcde\tf\ng');
    expect(shown(presentable(hostile, 'he'))).toBe('a[31mbcde\tf\ng');
  });

  test('in English has marks only where a Hebrew name stands in a table, and no blanks at the ends of lines', () => {
    expect(shown(presentable('שלום  \nabc │ x  \nשלום │ 5\n', 'en'))).toBe('שלום\nabc │ x\nשלום >│> 5\n');
  });

  test('in English puts Hebrew names in the order of the eye, and leaves the rest', () => {
    expect(presentable('name │ שלום בע"מ │ 5,000.00', 'en', inVisualOrder)).toBe('name │ מ"עב םולש │ 5,000.00');
  });

  test.each([
    ['שלום', '<שלום'],
    ['אין קובץ /tmp/a b.csv:7, תקנו', '<אין קובץ >/tmp/a> >b.csv:7,> תקנו'],
    ['זיכוי -6,250.00', '<זיכוי >-6,250.00'],
    ['abc │ -5', '<>abc> <│< >-5'],
    ['abc', 'abc'],
  ])('in Hebrew is marked: %s', (text, marked) => {
    expect(shown(presentable(text, 'he'))).toBe(marked);
  });
});

describe('text in the order of the eye', () => {
  test('runs from right to left, and numbers, dates and Latin words do not', () => {
    expect(seen('חשבונית (305) מיום 2026-06-01')).toBe('2026-06-01 םוימ (305) תינובשח');
    expect(seen('סכום 1,234.50 ש"ח')).toBe('ח"ש 1,234.50 םוכס');
    expect(seen('ראו ishur list')).toBe('ishur list ואר');
  });

  test('keeps the columns of a table in their order, and a minus before its number', () => {
    expect(seen('מספר │ abc │ def │ -5.00')).toBe('-5.00 │ def │ abc │ רפסמ');
  });

  test('keeps blanks, which align a table', () => {
    expect(seen('אב  ')).toBe('  בא');
  });

  test('loses no character, whatever it is', () => {
    const text = 'לקוח 😀 (א) [b] «ג» │ ─ ₪ %5';
    const characters = (line: string): string[] => [...line].toSorted();
    expect(characters(seen(text).replace(/[()[\]«»]/g, ''))).toEqual(characters(text.replace(/[()[\]«»]/g, '')));
  });
});

describe('the mode', () => {
  test.each<[boolean, Record<string, string>, string]>([
    [false, {}, 'logical'],
    [false, { WT_SESSION: 'x' }, 'logical'],
    [true, { WT_SESSION: 'x' }, 'visual'],
    [true, { TERM: 'xterm-256color' }, 'visual'],
    [true, { VTE_VERSION: '7200' }, 'logical'],
    [true, { VTE_VERSION: '5202' }, 'visual'],
    [true, { KONSOLE_VERSION: '230804' }, 'logical'],
    [true, { TERM_PROGRAM: 'Apple_Terminal' }, 'logical'],
    [true, { TERM_PROGRAM: 'vscode' }, 'visual'],
    [true, { TERM_PROGRAM: 'vscode', ISHUR_BIDI: 'logical' }, 'logical'],
    [false, { ISHUR_BIDI: 'visual' }, 'visual'],
    [true, { ISHUR_BIDI: 'sideways', VTE_VERSION: '7200' }, 'logical'],
  ])('on a terminal: %s, with %j, is %s', (isTerminal, environment, mode) => {
    expect(bidiModeOf(isTerminal, environment)).toBe(mode);
  });
});
