import { expect, test } from 'vitest';
import { firstDifference } from './compare.ts';

test('says nothing of a file that is as it should be', () => {
  expect(firstDifference('a.md', 'one\ntwo\n', 'one\ntwo\n')).toBeUndefined();
});

test.each([
  ['a changed line', 'one\n2\n', 'a.md: line 2 differs.\n  found:    "2"\n  expected: "two"'],
  ['a missing end', 'one\n', 'a.md: line 2 differs.\n  found:    ""\n  expected: "two"'],
  ['a line too many', 'one\ntwo\nthree\n', 'a.md: line 3 differs.\n  found:    "three"\n  expected: ""'],
  [
    'line ends of Windows',
    'one\r\ntwo\r\n',
    String.raw`a.md: line 1 differs.` + '\n  found:    "one\\r"\n  expected: "one"',
  ],
  ['no line end at the end', 'one\ntwo', 'a.md: line 3 differs.\n  found:    the end of the file\n  expected: ""'],
  ['an appended text', 'one\ntwo\n\n', 'a.md: line 4 differs.\n  found:    ""\n  expected: the end of the file'],
])('tells the first line that differs: %s', (_, actual, told) => {
  expect(firstDifference('a.md', actual, 'one\ntwo\n')).toBe(told);
});

test('tells a file that is missing', () => {
  expect(firstDifference('a.md', undefined, 'one\n')).toBe('a.md is missing.');
});
