import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testAdapterV1 } from '@ishur/testkit';
import type { AdapterWorld, SampleDocument } from '@ishur/testkit';
import { jsonAdapter } from './index.ts';

// An array, a file of lines, and both a path and a pattern: every form is held to every promise.
for (const [name, path] of [
  ['חשבוניות.json', './חשבוניות.json'],
  ['june [1].ndjson', 'june*.ndjson'],
] as const) {
  testAdapterV1({
    adapter: jsonAdapter,
    world: { lacks: ['secrets'], open: () => openWorld(name, path) },
  });
}

async function openWorld(name: string, path: string): Promise<AdapterWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'ishur-json-'));
  const source = join(folder, name);
  const result = `${source.replace(/\.json$/, '')}.ishur.json`;
  const held = new Map<string, SampleDocument>();
  let unreadable = 0;

  async function write(): Promise<void> {
    const rows = [...held.values()].map(({ fields, standing, existingNumber }) => ({
      ...fields,
      standing,
      existingNumber,
    }));
    const all = [...rows, ...Array.from({ length: unreadable }, () => ({ reference: '7', netAmount: 'אלף' }))];
    const lines = all.map((row) => JSON.stringify(row));
    await writeFile(source, name.endsWith('.json') ? `\ufeff[\r\n${lines.join(',\r\n')}\r\n]` : lines.join('\n'));
  }

  await write();
  return {
    config: { path },
    wrongConfigs: [
      { config: { path: 7 }, names: 'path' },
      { config: { path, pth: '' }, names: 'pth' },
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
      const text = await readFile(result, 'utf8').catch(() => '[]');
      const entries = JSON.parse(text) as { documentType: number; reference: string; number?: string }[];
      return entries.find((each) => each.documentType === fields.documentType && each.reference === fields.reference)
        ?.number;
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

function keyOf({ fields }: SampleDocument): string {
  return `${fields.documentType}:${fields.reference}`;
}
