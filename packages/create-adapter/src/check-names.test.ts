import { describe, expect, test } from 'vitest';
import { findFolderProblem, findHebrewNameProblem, findIdProblem, findPackageNameProblem } from './check-names.ts';

describe('the name of an adapter', () => {
  test.each(['a', 'my-books', 'books2', 'x'.repeat(40)])('may be %s', (id) => {
    expect(findIdProblem(id)).toBeUndefined();
  });

  test.each([
    ['', 'will not do'],
    ['My-Books', 'lower-case'],
    ['2books', 'beginning with a letter'],
    ['my--books', 'dashes'],
    ['my-', 'dashes'],
    ['../etc', 'will not do'],
    ['ספרים', 'Latin'],
    ['x'.repeat(41), 'up to 40'],
    ['csv', 'comes with Ishur'],
    ['true', 'YAML'],
    ['con', 'Windows'],
    ['lpt1', 'Windows'],
  ])('may not be "%s"', (id, why) => {
    const problem = findIdProblem(id);
    expect(problem?.en).toContain(why);
    expect(problem?.he).toMatch(/\p{Script=Hebrew}/u);
  });
});

test.each(['my-books', '@acme/ishur-adapter', 'a.b_c'])('a package may be called %s', (name) => {
  expect(findPackageNameProblem(name)).toBeUndefined();
});

test.each([
  'nul',
  '@con/x',
  '@acme/lpt1',
  'aux.books',
  'node_modules',
  'favicon.ico',
  '',
  'My-Books',
  '@acme',
  '@acme/',
  '_x',
  '.x',
  'a b',
  'a/b',
  'x'.repeat(215),
])('a package may not be called "%s"', (name) => {
  expect(findPackageNameProblem(name)?.he).toContain('npm');
});

test.each(['nul', 'a/CON', 'a\\lpt1.txt', 'a\u0007'])('a folder may not be called %j', (folder) => {
  expect(findFolderProblem(folder)?.he).toContain('--folder');
});

test.each(['console', '../books', './a/b', 'ספרים שלי', 'C:\\books', 'x'.repeat(200)])(
  'a folder may be called %j',
  (folder) => {
    expect(findFolderProblem(folder)).toBeUndefined();
  },
);

test.each(['חשבשבת', 'רו"ח כהן', "מערכת ג' 2026", 'מערכת my-books'])('a system may be called %s', (name) => {
  expect(findHebrewNameProblem(name)).toBeUndefined();
});

test.each(['', ' חשבון', 'Books', 'שורה\nשורה', 'א`', 'א\\', '<b>א</b>', '\u202eאב', 'א'.repeat(41)])(
  'a system may not be called %j',
  (name) => {
    expect(findHebrewNameProblem(name)?.en).toContain('Hebrew');
  },
);
