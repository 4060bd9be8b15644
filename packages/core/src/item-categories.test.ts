import { describe, expect, it } from 'vitest';
import { ITEM_CATEGORIES, ITEM_KINDS, isItemCategory } from './item-categories.ts';

describe('the categories of lines', () => {
  it('are the 21 headings of table 2.4, each with names of its own', () => {
    const numbers = Array.from({ length: 21 }, (_, index) => String(index + 1).padStart(5, '0'));
    expect(ITEM_CATEGORIES.map(({ code }) => code)).toEqual(numbers);
    for (const language of ['he', 'en'] as const) {
      const names = ITEM_CATEGORIES.map(({ name }) => name[language]);
      expect(new Set(names).size).toBe(21);
      for (const name of names) expect(name).toMatch(language === 'he' ? /^[א-ת][א-ת ,]+$/ : /^[a-z][a-z ,’-]+$/);
    }
  });

  it('are of four kinds', () => {
    expect(Object.entries(ITEM_KINDS).map(([digit, name]) => [digit, name.en])).toEqual([
      ['1', 'goods'],
      ['2', 'service'],
      ['3', 'goods credited'],
      ['4', 'service credited'],
    ]);
  });

  it.each(['1', '2', '3', '4', '100001', '200010', '300021', '400011'])('are spelled %s', (text) => {
    expect(isItemCategory(text)).toBe(true);
  });

  it.each(['', '0', '5', '9', '11', '1000', '100000', '100022', '1000001', '500001', '1 00001', '1\n', '-1', '1.0'])(
    'are not spelled %j',
    (text) => {
      expect(isItemCategory(text)).toBe(false);
    },
  );
});
