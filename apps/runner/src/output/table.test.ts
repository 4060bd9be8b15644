import { describe, expect, test } from 'vitest';
import { forPeople, renderTable } from './table.ts';

describe('a table', () => {
  test('aligns columns by what a terminal shows, whatever the letters', () => {
    const rows = [
      ['שָׁלוֹם', '1.00'],
      ['abc', '1,234.50'],
      ['日本', '-5.00'],
      ['', ''],
    ];
    expect(renderTable(['name', 'net'], rows, [1])).toBe(
      [
        ' name │      net ',
        '──────┼──────────',
        ' שָׁלוֹם │     1.00 ',
        ' abc  │ 1,234.50 ',
        ' 日本 │    -5.00 ',
        '      │          ',
        '',
      ].join('\n'),
    );
  });

  test('keeps every row in one line, without control characters or direction marks of others', () => {
    const table = renderTable(['a'], [['x\ny\u001b[31m\u202ez\u200f']]);
    expect(table.split('\n')).toHaveLength(4);
    expect(table).toContain(' x y [31m z ');
  });

  test('may have no rows', () => {
    expect(renderTable(['a', 'bc'], [])).toBe(' a │ bc \n───┼────\n');
  });
});

describe('an amount for people', () => {
  test.each([
    ['1234.50', '1,234.50'],
    ['-1234567.89', '-1,234,567.89'],
    ['123.00', '123.00'],
    ['1234', '1,234'],
    ['abc', 'abc'],
  ])('%s is %s', (amount, spelled) => {
    expect(forPeople(amount)).toBe(spelled);
  });
});
