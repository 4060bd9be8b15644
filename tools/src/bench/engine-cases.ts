import { createHash } from 'node:crypto';
import type { InvoiceFields } from '@ishur/contract/v1';
import type { CaseEvent } from '@ishur/core';
import { openCase, summaryOf } from '@ishur/engine';
import type { CaseChange, JournalEntry } from '@ishur/engine';
import { BUSINESS, SOURCE, documents, openDesk } from './engine-world.ts';

/** Makes changes as the engine makes them, without having to run it for each. */
export interface CaseMaker {
  /** A document that was read, and is queued. */
  readonly seen: (reference: string) => CaseChange;
  /** That document, asked for by a process that is gone. */
  readonly asking: (reference: string) => CaseChange;
  /** That document, asked for without an answer. */
  readonly unconfirmed: (reference: string) => CaseChange;
}

const AT = '2026-06-30T09:00:00.000Z';
const BY = 'ishur run (bench 1)';

/** The engine keeps one document; the others are the same but for their reference. */
export async function openCaseMaker(): Promise<CaseMaker> {
  await using desk = await openDesk();
  const [item] = documents(1);
  if (item === undefined) throw new Error('The benchmark is wrong.');
  await desk.queue([item]);
  const stored = await desk.ledger.load(`${BUSINESS.id}/${SOURCE}/${item.ref}`);
  const event = stored?.entries[0]?.event;
  if (event?.kind !== 'seen') throw new Error('The engine kept something else.');
  const sample = event;

  const entry = (happened: CaseEvent): JournalEntry => ({ at: AT, by: BY, event: happened });
  const fieldsOf = (reference: string): InvoiceFields => ({ ...sample.fields, reference });
  const seen = (reference: string): JournalEntry =>
    entry({
      ...sample,
      ref: `305:${reference}`,
      fields: fieldsOf(reference),
      invoiceId: `${BUSINESS.vatNumber}-305-${reference}`,
    });
  // About as long as the bytes of an ask are.
  const bodyOf = (reference: string): string => JSON.stringify({ ...fieldsOf(reference), note: '.'.repeat(200) });
  const asking = (reference: string): JournalEntry =>
    entry({
      kind: 'asking',
      ask: {
        number: 1,
        action: 0,
        reference,
        sha256: createHash('sha256').update(bodyOf(reference)).digest('hex'),
        fields: fieldsOf(reference),
      },
      runner: 'bench 1',
    });
  const change = (reference: string, entries: readonly JournalEntry[]): CaseChange => {
    const id = `${BUSINESS.id}/${SOURCE}/305:${reference}`;
    const body = entries.length === 1 ? {} : { frozen: { ask: 1, body: bodyOf(reference) } };
    const record = openCase({ id, version: entries.length, entries, frozen: undefined }, BUSINESS.id);
    return { id, expectedVersion: 0, entries, summary: summaryOf(record), ...body };
  };
  const cause = {
    code: 'transport/no-answer',
    remedy: 'retry',
    message: { he: 'אין תשובה.', en: 'No answer.' },
  } as const;
  const unconfirmed = entry({ kind: 'unconfirmed', cause, notBefore: AT });
  return {
    seen: (reference) => change(reference, [seen(reference)]),
    asking: (reference) => change(reference, [seen(reference), asking(reference)]),
    unconfirmed: (reference) => change(reference, [seen(reference), asking(reference), unconfirmed]),
  };
}
