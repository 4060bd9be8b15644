import { describe, expect, it } from 'vitest';
import type { Choice } from './case-state.ts';
import { WAYS_OUT } from './ways-out.ts';

describe('the four ways out, explained', () => {
  it('are four, in the order of the authority’s document', () => {
    expect(Object.keys(WAYS_OUT)).toEqual(['cancel', 'continue', 'reverse-charge', 'hearing'] satisfies Choice[]);
  });

  it.each(Object.entries(WAYS_OUT))('%s says everything in both languages, with its source', (_, way) => {
    for (const said of [way.meaning, way.books, way.print, way.next]) {
      expect(said.he).toMatch(/[\u0590-\u05ff].*[.:]$/);
      expect(said.en).toMatch(/^[A-Z][^\u0590-\u05ff]*[.:]$/);
    }
    // A sentence follows exactly where one is announced.
    expect(way.print.he.endsWith(':')).toBe(way.notice !== undefined);
    expect(way.print.en.endsWith(':')).toBe(way.notice !== undefined);
    expect(way.source).toMatch(/^API description 2\.0 \/ 7\.2024, sections? 2\.2\.2/);
  });

  it('print what the authority wants, and leave out of the report what it wants left out', () => {
    expect(WAYS_OUT.continue.notice?.code).toBe('no-deduction');
    expect(WAYS_OUT['reverse-charge'].notice?.code).toBe('self-invoice');
    // «ההנחיה היא לא לכלול את החשבונית ואת הביטול בקובץ PCN874» (section 2.2.2, first alternative).
    expect(WAYS_OUT.cancel.books.he).toContain('לא כוללים ב-PCN874');
  });
});
