import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ATTENTIONS } from '@ishur/core';
import { expect, test } from 'vitest';

const OPERATING = readFileSync(resolve(import.meta.dirname, '../../../docs/operating.md'), 'utf8');

test('docs/operating.md says of everything that can wait for a person when it begins and when it ends', () => {
  const [, section = ''] = OPERATING.split('## What waits for a person\n');
  const cells = [...section.matchAll(/^\|([^|]*)\|/gm)].map(([, cell = '']) => cell);
  const codes = cells.flatMap((cell) => [...cell.matchAll(/`([a-z-]+)`/g)].map(([, code = '']) => code));
  const known = Object.keys(ATTENTIONS);
  expect(codes.filter((code) => known.includes(code)).toSorted()).toEqual(known.toSorted());
});
