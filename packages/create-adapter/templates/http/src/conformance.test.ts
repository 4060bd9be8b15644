import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testAdapterV1 } from '@ishur/testkit';
import type { AdapterWorld, SampleDocument } from '@ishur/testkit';
import { adapter } from './adapter.ts';
import { startFakeServer } from './testing/fake-server.ts';
import type { FakeInvoice } from './testing/fake-server.ts';

testAdapterV1({
  adapter,
  world: {
    // REPLACE: what your system does not have. Take a line out as soon as your adapter reads the field.
    lacks: [
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

const TYPES: Readonly<Record<number, string>> = { 305: 'invoice', 320: 'invoice-receipt', 330: 'credit' };
const STATUSES = { draft: 'draft', final: 'issued', cancelled: 'cancelled' } as const;

/** REPLACE: an empty system for each test, and a look behind the adapter's back. It imports nothing of the adapter. */
async function openWorld(): Promise<AdapterWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'sample-books-'));
  const server = await startFakeServer();
  await writeFile(join(folder, 'token.txt'), `${server.token}\r\n`);
  return {
    config: { url: server.url, token: { file: './token.txt' } },
    wrongConfigs: [
      { config: { url: 'not an address', token: { env: 'X' } }, names: 'url' },
      { config: { url: server.url, token: server.token }, names: 'token' },
      { config: { url: server.url, token: { env: 'X' }, tokn: 1 }, names: 'tokn' },
    ],
    secrets: [server.token],
    folder,
    async put(documents) {
      for (const document of documents) server.save(invoiceOf(document));
    },
    async remove({ fields }) {
      server.remove(TYPES[fields.documentType] ?? '', fields.reference);
    },
    async putUnreadable() {
      server.save({ ...invoiceOf(BROKEN), netAgorot: 'אלף' });
    },
    async recorded({ fields }) {
      return server.find(TYPES[fields.documentType] ?? '', fields.reference)?.allocationNumber ?? undefined;
    },
    async noticed({ fields }) {
      return (server.find(TYPES[fields.documentType] ?? '', fields.reference)?.notices ?? []).join('\n');
    },
    async break(what) {
      server.failing = what;
    },
    async mend() {
      server.failing = undefined;
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

const BROKEN: SampleDocument = {
  standing: 'final',
  fields: {
    documentType: 305,
    reference: '7',
    documentDate: '2026-06-15',
    netAmount: '0.00',
    vatAmount: '0.00',
    grossAmount: '0.00',
    customer: {},
  },
};

function invoiceOf({ fields, standing, existingNumber }: SampleDocument): FakeInvoice {
  return {
    type: TYPES[fields.documentType] ?? '',
    number: fields.reference,
    date: fields.documentDate,
    netAgorot: Number(fields.netAmount.replace('.', '')),
    vatAgorot: Number(fields.vatAmount.replace('.', '')),
    totalAgorot: Number(fields.grossAmount.replace('.', '')),
    status: STATUSES[standing],
    customer: { name: fields.customer.name ?? null, dealer: fields.customer.vatNumber ?? null },
    allocationNumber: existingNumber ?? null,
    notices: [],
  };
}
