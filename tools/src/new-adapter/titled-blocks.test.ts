import { expect, test } from 'vitest';
import { titledBlocks } from './titled-blocks.ts';

test('the blocks with a title are what a reader writes into files; the others are not', () => {
  const document = [
    '```yaml title=a/b.yaml',
    'key: 1',
    '```',
    '',
    '```bash',
    'npm test',
    '```',
    '',
    '```ts no-check because title=c.ts',
    'let a;',
    '',
    'let b;',
    '```',
    '',
  ];
  expect([...titledBlocks(document.join('\n'))]).toEqual([
    ['a/b.yaml', 'key: 1\n'],
    ['c.ts', 'let a;\n\nlet b;\n'],
  ]);
});
