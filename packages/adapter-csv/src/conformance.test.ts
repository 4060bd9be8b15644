import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testAdapterV1 } from '@ishur/testkit';
import type { AdapterWorld, SampleDocument } from '@ishur/testkit';
import { csvAdapter } from './index.ts';

testAdapterV1({
  adapter: csvAdapter,
  world: { lacks: ['secrets', 'related', 'customer.kind'], open: openWorld },
});

const HEADER =
  'documentType,reference,documentDate,producedOn,netAmount,vatAmount,grossAmount,amountBeforeDiscount,discount,currency,branch,note,issuerVatNumber,softwareNumber,customer name,customer vat number,country,customer number,allocation number,status';

async function openWorld(): Promise<AdapterWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'ishur-csv-'));
  const [source, result] = [join(folder, 'חשבוניות.csv'), join(folder, 'חשבוניות.ishur.csv')];
  const held = new Map<string, SampleDocument>();
  let unreadable = 0;

  async function write(): Promise<void> {
    const rows = [...held.values()].map(rowOf);
    const bad = Array.from({ length: unreadable }, () => '305,7,2026-06-15,,אלף,1,1');
    await writeFile(source, `\ufeff${[HEADER, ...rows, ...bad].join('\r\n')}\r\n`);
  }

  await write();
  return {
    config: {
      path: './חשבוניות.csv',
      columns: {
        'customer.name': 'customer name',
        'customer.vatNumber': 'customer vat number',
        'customer.country': 'country',
        'customer.account': 'customer number',
        existingNumber: 'allocation number',
        status: 'status',
        ...Object.fromEntries(
          HEADER.split(',')
            .slice(0, 14)
            .map((name) => [name, name]),
        ),
      },
    },
    wrongConfigs: [
      { config: { path: 7 }, names: 'path' },
      { config: { path: 'x', pth: '' }, names: 'pth' },
    ],
    folder,
    async put(documents) {
      for (const document of documents) held.set(keyOf(document), document);
      await write();
    },
    async remove(document) {
      held.delete(keyOf(document));
      await write();
    },
    async putUnreadable() {
      unreadable += 1;
      await write();
    },
    async recorded({ fields }) {
      const text = await readFile(result, 'utf8').catch(() => '');
      const line = text.split('\r\n').find((each) => each.startsWith(`${fields.documentType},${fields.reference},`));
      // The whole number stands first, as the text of a formula.
      return /,"?=""?(\d+)"/.exec(line ?? '')?.[1];
    },
    file: source,
    noticed: () => readFile(result, 'utf8').catch(() => ''),
    async break(what) {
      if (what === 'reading') await rm(source);
      else await mkdir(result);
    },
    async mend() {
      await rm(result, { recursive: true, force: true });
      await write();
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

function rowOf({ fields, standing, existingNumber }: SampleDocument): string {
  const { customer, items: _items, related: _related, ...rest } = fields;
  const cells: readonly (string | number | undefined)[] = [
    rest.documentType,
    rest.reference,
    rest.documentDate,
    rest.producedOn,
    rest.netAmount,
    rest.vatAmount,
    rest.grossAmount,
    rest.amountBeforeDiscount,
    rest.discount,
    rest.currency,
    rest.branch,
    rest.note,
    rest.issuerVatNumber,
    rest.softwareNumber,
    customer.name,
    customer.vatNumber,
    customer.country,
    customer.account,
    existingNumber,
    standing,
  ];
  return cells.map((cell) => quoted(String(cell ?? ''))).join(',');
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function keyOf({ fields }: SampleDocument): string {
  return `${fields.documentType}:${fields.reference}`;
}
