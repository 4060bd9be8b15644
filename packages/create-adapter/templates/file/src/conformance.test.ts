import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testAdapterV1 } from '@ishur/testkit';
import type { AdapterWorld, SampleDocument } from '@ishur/testkit';
import { adapter } from './adapter.ts';

testAdapterV1({
  adapter,
  world: {
    // REPLACE: what your system does not have. Take a line out as soon as your adapter reads the field.
    lacks: [
      'secrets',
      'producedOn',
      'amountBeforeDiscount',
      'discount',
      'branch',
      'note',
      'issuerVatNumber',
      'softwareNumber',
      'currency',
      'related',
      'customer.country',
      'customer.account',
      'customer.kind',
    ],
    open: openWorld,
  },
});

const TYPES: Readonly<Record<number, string>> = { 305: 'INV', 320: 'INV-RCPT', 330: 'CREDIT' };
const STATUSES = { draft: 'open', final: 'issued', cancelled: 'void' } as const;

/** REPLACE: writes what your system would write, and looks behind the adapter's back. It imports nothing of the adapter. */
async function openWorld(): Promise<AdapterWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'sample-books-'));
  const source = join(folder, 'חשבוניות.jsonl');
  const result = join(folder, 'חשבוניות.ishur.jsonl');
  const held = new Map<string, string>();
  const save = (): Promise<void> => writeFile(source, [...held.values()].map((line) => `${line}\r\n`).join(''));

  await save();
  return {
    config: { path: './*.jsonl' },
    wrongConfigs: [
      { config: { path: 7 }, names: 'path' },
      { config: { path: './a.jsonl', pth: '' }, names: 'pth' },
    ],
    folder,
    async put(documents) {
      for (const document of documents) held.set(keyOf(document), lineOf(document));
      await save();
    },
    async remove(document) {
      held.delete(keyOf(document));
      await save();
    },
    async putUnreadable() {
      held.set(`unreadable ${held.size}`, '{"type":"INV","number":"7","net":"אלף"}');
      await save();
    },
    async recorded(document) {
      const text = await readFile(result, 'utf8').catch(() => '');
      const entries = text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Entry]));
      return entries.find(({ ref }) => ref === keyOf(document))?.number;
    },
    file: source,
    noticed: () => readFile(result, 'utf8').catch(() => ''),
    async break(what) {
      if (what === 'reading') await rm(source);
      else await mkdir(result);
    },
    async mend() {
      await rm(result, { recursive: true, force: true });
      await save();
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

interface Entry {
  readonly ref: string;
  readonly number?: string;
}

function keyOf({ fields }: SampleDocument): string {
  return `${TYPES[fields.documentType]}:${fields.reference}`;
}

function lineOf({ fields, standing, existingNumber }: SampleDocument): string {
  return JSON.stringify({
    type: TYPES[fields.documentType],
    number: fields.reference,
    date: fields.documentDate.split('-').toReversed().join('/'),
    net: fields.netAmount,
    vat: fields.vatAmount,
    total: fields.grossAmount,
    status: STATUSES[standing],
    customer: fields.customer.name,
    dealer: fields.customer.vatNumber,
    allocation: existingNumber,
  });
}
