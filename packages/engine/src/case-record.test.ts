import type { CaseEvent } from '@ishur/core';
import { expect, test } from 'vitest';
import { openCase } from './case-record.ts';
import { changeFor } from './conformance/sample-case.ts';

const { id, entries } = changeFor('acme/office/305:1', 0, 1);

test.each<[string, unknown]>([
  ['that the workflow refuses', { kind: 'allocated', number: '1' }],
  ['of a kind that nobody knows', { kind: 'sold' }],
  ['of another shape', { kind: 'asking' }],
  ['that is none', null],
])('a journal with an entry %s is damaged, and says where', (_what, event) => {
  const damaged = { at: '2026-06-30T09:00:00.000Z', by: 'x', event: event as CaseEvent };
  expect(() => openCase({ id, version: 2, entries: [...entries, damaged], frozen: undefined }, 'acme')).toThrowError(
    expect.objectContaining({
      code: 'ledger/damaged',
      remedy: 'fix-config',
      message: expect.stringContaining('acme/office/305:1, entry 2') as string,
    }) as Error,
  );
});
