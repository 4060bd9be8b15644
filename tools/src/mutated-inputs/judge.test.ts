import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineAdapter } from '@ishur/contract/v1';
import type { Adapter, AdapterSession, ReadRequest, SourceDocument, UnreadableItem } from '@ishur/contract/v1';
import { describe, expect, it } from 'vitest';
import { runCase, SUBJECTS } from './cases.ts';
import type { Subject } from './cases.ts';
import type { Finding } from './judge.ts';

type Item = SourceDocument | UnreadableItem;

/** A reader with a fault of its own: what the real one delivers, changed. */
function spoilt(adapter: Adapter, change: (item: Item, place: number) => Item | undefined): Adapter {
  return defineAdapter<unknown>({
    id: adapter.id,
    capabilities: adapter.capabilities,
    config: { '~standard': { version: 1, vendor: 'planted', validate: (value: unknown) => ({ value }) } },
    open: async (config, context): Promise<AdapterSession> => {
      const session = await adapter.doOpen(config, context);
      return {
        check: (call) => session.check(call),
        async *read(request: ReadRequest) {
          let place = 0;
          for await (const item of session.read(request)) {
            const changed = change(item, place);
            place += 1;
            if (changed !== undefined) yield changed;
          }
        },
        [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
      };
    },
  });
}

/** What a range of seeds finds of a reader. */
async function findingsOf(subject: Subject, cases = 60): Promise<Set<Finding>> {
  const folder = mkdtempSync(join(tmpdir(), 'planted-'));
  const found = new Set<Finding>();
  try {
    for (let seed = 1; seed <= cases; seed += 1) {
      const { verdict } = await runCase(subject, seed, folder);
      if (verdict.kind === 'finding') found.add(verdict.finding);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return found;
}

const withFields = (item: Item, fields: Partial<SourceDocument['fields']>): Item =>
  item.kind === 'document' ? { ...item, fields: { ...item.fields, ...fields } } : item;

/** Each of them is one that somebody could write. */
const PLANTED: readonly (readonly [
  what: string,
  finding: Finding,
  change: (item: Item, place: number) => Item | undefined,
])[] = [
  [
    'takes the VAT for the net amount',
    'wrong accept',
    (item) =>
      item.kind === 'document'
        ? withFields(item, { netAmount: item.fields.vatAmount, vatAmount: item.fields.netAmount })
        : item,
  ],
  [
    'drops the first sign of a number',
    'wrong accept',
    (item) => (item.kind === 'document' ? withFields(item, { reference: item.fields.reference.slice(1) }) : item),
  ],
  ['forgets the customer', 'wrong accept', (item) => withFields(item, { customer: {} })],
  [
    'is a day off',
    'wrong accept',
    (item) =>
      item.kind === 'document'
        ? withFields(item, {
            documentDate: item.fields.documentDate.replace(/.$/, (digit) => (digit === '1' ? '2' : '1')),
          })
        : item,
  ],
  ['leaves the second document out', 'lost', (item, place) => (place === 1 ? undefined : item)],
  [
    'throws what is no refusal',
    'crash',
    (item, place) => {
      if (place === 1) throw new TypeError('planted');
      return item;
    },
  ],
  [
    'says undefined',
    'shape',
    (item) =>
      item.kind === 'unreadable'
        ? { ...item, faults: item.faults.map((fault) => ({ ...fault, message: { he: 'undefined', en: 'undefined' } })) }
        : item,
  ],
];

describe.each(Object.keys(SUBJECTS))('a reader of %s', (name) => {
  const subject = SUBJECTS[name];
  if (subject === undefined) throw new Error(name);

  it('that is right is found nothing of', async () => {
    expect([...(await findingsOf(subject))]).toEqual([]);
  });

  it.each(PLANTED)('that %s is found: %s', async (_, finding, change) => {
    const found = await findingsOf({ ...subject, adapter: spoilt(subject.adapter, change) });
    expect([...found]).toContain(finding);
  });
});
