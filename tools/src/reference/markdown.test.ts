import { expect, test } from 'vitest';
import { entryTable } from './entry-table.ts';
import { page, table } from './markdown.ts';

test('a table is aligned as it stands, but for its last column', () => {
  expect(
    table(
      ['code', 'text'],
      [
        ['a', 'one'],
        ['longer', 'two'],
      ],
    ),
  ).toBe(['| code   | text |', '| ------ | --- |', '| a      | one |', '| longer | two |'].join('\n'));
});

test('a column with a long cell is not padded, and no cell can break its row', () => {
  const long = 'x'.repeat(61);
  expect(
    table(
      ['one', 'two'],
      [
        [long, ''],
        ['a|b\n c', 'd'],
      ],
    ),
  ).toBe(['| one | two |', '| --- | --- |', `| ${long} |  |`, String.raw`| a\|b c | d |`].join('\n'));
});

test('a page ends with one line end', () => {
  expect(page('Title', 'Text.')).toMatch(/^<!-- Generated .* do not edit\. -->\n\n# Title\n\nText\.\n$/);
});

test('entries of any shape become columns, with a Hebrew and an English one for a message', () => {
  const entries = {
    first: { code: 'first', source: 'a law', message: { he: 'אחד', en: 'one' } },
    second: { days: 3, isOurs: true, when: { he: 'מתי', en: 'when' }, message: (): string => '' },
  };
  const [head, , first, second] = entryTable(entries)
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
  expect(head).toEqual(['code', 'source', 'Hebrew', 'English', 'days', 'isOurs', 'when, Hebrew', 'when, English']);
  expect(first).toEqual(['`first`', 'a law', 'אחד', 'one', '', '', '', '']);
  expect(second).toEqual(['`second`', '', '', '', '3', 'yes', 'מתי', 'when']);
});
