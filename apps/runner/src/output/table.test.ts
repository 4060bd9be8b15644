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

  test('in a narrow terminal goes on below in its own column, and cuts no word and no amount', () => {
    const rows = [
      ['305', 'חשבונית מס', 'choose one of the four ways and report it', '1,234.50'],
      ['320', '', 'short', '5.00'],
    ];
    const table = renderTable(['type', 'name', 'what now', 'net'], rows, [3], 40);
    expect(table).toBe(
      [
        ' type │ name     │ what now  │      net ',
        '──────┼──────────┼───────────┼──────────',
        ' 305  │ חשבונית  │ choose    │ 1,234.50 ',
        '      │ מס       │ one of    │          ',
        '      │          │ the four  │          ',
        '      │          │ ways and  │          ',
        '      │          │ report it │          ',
        ' 320  │          │ short     │     5.00 ',
        '',
      ].join('\n'),
    );
  });

  test('that does not fit at all stands one cell below the other', () => {
    const rows = [
      ['1', '20260701090000000618033989'],
      ['2', ''],
    ];
    expect(renderTable(['number', 'allocation number'], rows, [], 30)).toBe(
      [
        ' number            │ 1',
        ' allocation number │ 20260701090000000618033989',
        '───────────────────┼───',
        ' number            │ 2',
        '',
      ].join('\n'),
    );
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
