import type { CaseSummary, Ledger } from '@ishur/engine';
import { expect, test } from 'vitest';
import { findCase } from './find-case.ts';

function caseOf(source: string, ref: string, documentType: number, reference: string): CaseSummary {
  return {
    id: `acme/${source}/${ref}`,
    business: 'acme',
    invoiceId: undefined,
    action: 0,
    documentType,
    reference,
    date: '2026-06-15',
    customer: undefined,
    net: 0,
    standing: 'queued',
    number: undefined,
    places: [{ source, ref, delivery: 'none' }],
    notBefore: undefined,
  } as unknown as CaseSummary;
}

const CASES = [
  caseOf('books', 'imovein-1:1002', 305, '1002'),
  caseOf('office', '305:1002', 305, '1002'),
  caseOf('office', '330:7', 330, '7'),
];

/** Only what is listed is looked at. */
const LEDGER = {
  async *list() {
    yield* await Promise.resolve(CASES);
  },
} as unknown as Ledger;

test.each([
  ['330:7', 'acme/office/330:7'],
  ['acme/330:7', 'acme/office/330:7'],
  ['acme/office/330:7', 'acme/office/330:7'],
  ['imovein-1:1002', 'acme/books/imovein-1:1002'],
  ['books/imovein-1:1002', 'acme/books/imovein-1:1002'],
  ['books/305:1002', 'acme/books/imovein-1:1002'],
])('%s is %s', async (document, id) => {
  expect((await findCase(LEDGER, document)).id).toBe(id);
});

test('what could be two documents is told with both', async () => {
  await expect(findCase(LEDGER, '305:1002')).rejects.toMatchObject({
    code: 'cli/ambiguous-document',
    message: expect.stringMatching(/acme\/books\/imovein-1:1002\n.*acme\/office\/305:1002/) as string,
  });
});

test('what is nowhere is told', async () => {
  await expect(findCase(LEDGER, '305:9')).rejects.toMatchObject({ code: 'cli/no-such-document' });
});
