import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { holdsTitle, readSentences } from './sentences.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const ROWS = readSentences(readFileSync(resolve(ROOT, 'docs/sentences.md'), 'utf8'));

/** How many sentences each section of the authority's document has, counted by hand. */
const SENTENCES: Readonly<Record<string, number>> = {
  '1.4': 2,
  '2.2.1': 5,
  '2.2.2': 22,
  '2.4': 8,
  '2.5': 2,
  '2.6': 14,
  '4.1': 5,
  '4.2': 9,
};

describe('docs/sentences.md', () => {
  test('leaves out no sentence of its sections', () => {
    const counts: Record<string, number> = {};
    for (const { section } of ROWS) {
      const number = section.split(' ')[0] ?? '';
      counts[number] = (counts[number] ?? 0) + 1;
    }
    expect(counts).toEqual(SENTENCES);
  });

  test('has every sentence once within its section, with what we do', () => {
    const keys = ROWS.map(({ section, sentence }) => `${section}: ${sentence}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { sentence, whatWeDo } of ROWS) expect(whatWeDo, sentence).toMatch(/^\S.*\.$/);
  });

  test('says of what is outside that it is, and why; everything else is held by a test', () => {
    for (const { sentence, whatWeDo, tests } of ROWS) {
      expect(tests.length === 0, sentence).toBe(whatWeDo.startsWith('Outside: '));
    }
  });

  const named = ROWS.flatMap(({ tests }) => tests);

  test.each([...new Set(named.map(({ file }) => file))])('%s is there', (file) => {
    expect(existsSync(resolve(ROOT, file))).toBe(true);
  });

  test.each(named.map(({ file, title }) => [title, file] as const))('«%s» stands in %s', (title, file) => {
    expect(holdsTitle(readFileSync(resolve(ROOT, file), 'utf8'), title)).toBe(true);
  });
});

describe('a title', () => {
  test.each([
    ["test('is there', () => {", 'is there', true],
    ["it('the issuer\\'s own', () => {", "the issuer's own", true],
    ["test.each(ROWS)('%s goes to %s', (a) => {", '%s goes to %s', true],
    ["test(\n  'on a line of its own',\n", 'on a line of its own', true],
    ["test('is there no more', () => {", 'is there', false],
    ['// is there', 'is there', false],
    ["expect(x).toBe('is there')", 'is there', false],
    ['', 'is there', false],
  ])('in %j: %s', (source, title, expected) => {
    expect(holdsTitle(source, title)).toBe(expected);
  });
});

test('a row that is misspelled is an error', () => {
  expect(() => readSentences('| a | b |')).toThrow('2 cells');
  expect(() => readSentences('| a | b | somewhere |')).toThrow('names no test');
});
