import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testAdapterV1 } from '@ishur/testkit';
import type { AdapterWorld, SampleDocument } from '@ishur/testkit';
import { documentRecords, DOCUMENT_CODES, JOURNAL_CODES, journalRecord } from './fixtures/sample-records.ts';
import { bytesOf, fieldIn, PLAIN_STYLE, WIDTHS, writePair } from './fixtures/write-pair.ts';
import type { PairStyle, Widths } from './fixtures/write-pair.ts';
import { hashavshevetAdapter } from './index.ts';

/** What an interface file has no field for. */
const LACKS = [
  'secrets',
  'drafts',
  'cancelled',
  'related',
  'producedOn',
  'issuerVatNumber',
  'softwareNumber',
  'customer.country',
  'customer.kind',
] as const;

const OTHER_STYLE: PairStyle = {
  ...PLAIN_STYLE,
  encoding: 'cp862',
  separator: '\t',
  counted: 'line-end',
  gap: ' ',
  isOpened: true,
  isClosed: true,
  align: 'right',
};

// Two programs that write IMOVEIN in opposite ways, and a journal: every form is held to every promise.
for (const style of [PLAIN_STYLE, OTHER_STYLE]) {
  testAdapterV1({
    adapter: hashavshevetAdapter,
    world: { lacks: [...LACKS, 'branch'], open: () => openWorld('IMOVEIN', style) },
  });
}
testAdapterV1({
  // A journal entry has no lines.
  adapter: { ...hashavshevetAdapter, capabilities: { ...hashavshevetAdapter.capabilities, items: false } },
  world: {
    lacks: [...LACKS, 'amountBeforeDiscount', 'discount'],
    open: () => openWorld('MOVEIN', { ...PLAIN_STYLE, lineEnd: '\n', counted: 'one-more', gap: ' ' }),
  },
});

/** A program may make its fields wider: the PRM says so. */
const WIDE: Readonly<Record<'IMOVEIN' | 'MOVEIN', Widths>> = {
  IMOVEIN: new Map([...WIDTHS.IMOVEIN, [3, 20], [5, 100], [17, 14], [24, 14]]),
  MOVEIN: new Map([...WIDTHS.MOVEIN, [3, 20]]),
};

async function openWorld(layout: 'IMOVEIN' | 'MOVEIN', style: PairStyle): Promise<AdapterWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'ishur-חשבשבת-'));
  const data = join(folder, `${layout}.DOC`);
  const held = new Map<string, SampleDocument>();
  let unreadable = 0;
  const places = writePair(layout, [], style, WIDE[layout]).places;
  const codes = layout === 'IMOVEIN' ? DOCUMENT_CODES : JOURNAL_CODES;
  const accounts = new Map<string, string>();

  function accountOf({ fields: { customer } }: SampleDocument): string {
    const key = JSON.stringify(customer);
    const account = customer.account ?? accounts.get(key) ?? `C${accounts.size + 1}`;
    accounts.set(key, account);
    return account;
  }

  async function write(): Promise<void> {
    const documents = [...held.values()];
    const records =
      layout === 'IMOVEIN'
        ? documents.flatMap(documentRecords)
        : documents.map((document) => journalRecord(document, accountOf(document)));
    const [template] = records.slice(0, 1);
    const bad = Array.from(
      { length: unreadable },
      () => new Map([...(template ?? []), [3, '7'], [4, '1'], [5, 'x'], [9, 'אלף'], [23, 'אלף']]),
    );
    const { data: bytes, parameters } = writePair(layout, [...records, ...bad], style, WIDE[layout]);
    await writeFile(data, bytes);
    await writeFile(join(folder, `${layout}.PRM`), parameters);
    if (layout === 'IMOVEIN') return;
    const cards = documents.map((document) => {
      const { name = '', vatNumber = '' } = document.fields.customer;
      return new Map([
        [2, accountOf(document)],
        [3, name],
        [30, vatNumber],
      ]);
    });
    const heshin = writePair('HESHIN', cards, style, new Map([...WIDTHS.HESHIN, [3, 100]]));
    await writeFile(join(folder, 'HESHIN.DAT'), heshin.data);
    await writeFile(join(folder, 'HESHIN.PRM'), heshin.parameters);
  }

  await write();
  return {
    config: {
      path: `./${layout}.DOC`,
      settleSeconds: 0,
      documentTypes: Object.fromEntries(Object.entries(codes).map(([type, code]) => [code, Number(type)])),
    },
    wrongConfigs: [
      { config: { path: 7 }, names: 'path' },
      { config: { path: 'x', pth: '' }, names: 'pth' },
      { config: { path: 'x', documentTypes: { 1: 'invoice' } }, names: 'documentTypes' },
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
    file: data,
    noticed: () => readFile(`${data}.ishur.csv`, 'utf8').catch(() => ''),
    async recorded({ fields }) {
      const bytes = await readFile(join(folder, 'ishur-import', `${layout}.DOC`)).catch(() => Buffer.alloc(0));
      const [codeLine, numberLine] = layout === 'IMOVEIN' ? [4, 87] : [2, 35];
      const code = bytesOf(codes[fields.documentType] ?? '', style.encoding).toString('latin1');
      const records = bytes
        .toString('latin1')
        .split(style.lineEnd)
        .map((line) => Buffer.from(line, 'latin1'));
      const record = records.find(
        (each) => fieldIn(each, places.get(3)) === fields.reference && fieldIn(each, places.get(codeLine)) === code,
      );
      return record === undefined ? undefined : fieldIn(record, places.get(numberLine)) || undefined;
    },
    async break(what) {
      if (what === 'reading') await rm(data);
      else await writeFile(join(folder, 'ishur-import'), '');
    },
    async mend() {
      if ((await readFile(join(folder, 'ishur-import')).catch(() => undefined)) !== undefined)
        await rm(join(folder, 'ishur-import'));
      await write();
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

function keyOf({ fields }: SampleDocument): string {
  return `${fields.documentType}:${fields.reference}`;
}
