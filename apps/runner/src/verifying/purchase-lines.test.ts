import { expect, test } from 'vitest';
import type { AdapterSession, SourceDocument } from '@ishur/contract/v1';
import type { VatNumber } from '@ishur/core';
import { purchaseLinesOf } from './purchase-lines.ts';
import type { UnreadableLine } from './purchase-lines.ts';

const BUYER = '777777715' as VatNumber;

function purchase(reference: string, documentDate: string): SourceDocument {
  const amounts = { netAmount: '6000.00', vatAmount: '1080.00', grossAmount: '7080.00' };
  const fields = { documentType: 305, reference, documentDate, ...amounts, customer: { vatNumber: '513326439' } };
  return { kind: 'document', ref: `305:${reference}`, cursor: reference, standing: 'final', fields };
}

test('what is before the first day is left out, and a day that nobody can read is told', async () => {
  const session = {
    async *read() {
      yield purchase('1', '2025-12-31');
      yield purchase('2', '2026-01-01');
      yield purchase('3', '15/11/2026');
    },
  } as unknown as AdapterSession;
  const unreadable: UnreadableLine[] = [];
  const { signal } = new AbortController();
  const lines: string[] = [];
  for await (const line of purchaseLinesOf(session, BUYER, '2026-01-01', signal, (each) => void unreadable.push(each)))
    lines.push(line.where);
  expect(lines).toEqual(['305:2']);
  expect(unreadable).toMatchObject([{ where: '305:3', faults: [{ code: 'document/date-unreadable' }] }]);
});
