import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkExamples } from './check-examples.ts';
import { documents, examplesOf, readExamples } from './examples.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

const examples = documents(root).flatMap((file) => examplesOf(root, file));
const planted = readExamples(
  'packages/core/PLANTED.md',
  [
    '```ts',
    "import { assess } from '@ishur/core';",
    '',
    "const wrong: number = assess('a file', {}).decision.kind;",
    '```',
    '',
    '```ts no-check it shows a mistake',
    'const wrong: number = "a text";',
    '```',
  ].join('\n'),
);

describe('the examples of the documents', () => {
  const mistakes = checkExamples(root, [...examples, ...planted]);

  test('compile', () => {
    expect(examples.length).toBeGreaterThan(5);
    expect(mistakes.filter((line) => !line.startsWith('packages/core/PLANTED.md:4 '))).toEqual([]);
  });

  test('would be found out where they do not (canary)', () => {
    expect(mistakes.filter((line) => line.startsWith('packages/core/PLANTED.md:4 '))).toEqual([
      expect.stringContaining("Type 'string' is not assignable to type 'number'"),
      expect.stringContaining("Argument of type 'string' is not assignable"),
    ]);
  });

  test('say why, where they are not checked', () => {
    const unreasoned = examples.filter(({ unchecked }) => unchecked === '').map(({ file, line }) => `${file}:${line}`);
    expect(unreasoned).toEqual([]);
  });
});
