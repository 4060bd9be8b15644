import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Adapter } from '@ishur/contract/v1';
import { loadAdapters } from './built-in-adapters.ts';
import { command } from './testing/acme-world.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'ishur-')), 'מתאמים');
  mkdirSync(folder);
});
afterEach(() => rmSync(resolve(folder, '..'), { recursive: true, force: true }));

/** An adapter as a house would write it, without what it would import: one document out of the folder's own words. */
const adapterText = (id: string, contract: string = 'v1'): string => `{
  contract: '${contract}', id: '${id}',
  capabilities: { writeBack: 'none', incremental: false, reread: false, items: false },
  config: { '~standard': { version: 1, vendor: 'mine', validate: (value) => ({ value }),
    jsonSchema: { input: () => ({ $schema: 'x', type: 'object', properties: { server: { type: 'string' } } }) } } },
  doOpen: async () => ({
    check: async () => ({ writeBack: { possible: false, reason: { he: '', en: '' } }, notes: [] }),
    async *read() {
      yield { kind: 'document', ref: '305:1', cursor: '1', standing: 'final', fields: {
        documentType: 305, reference: '1', documentDate: '2026-06-10', netAmount: '6000.00', vatAmount: '1080.00',
        grossAmount: '7080.00', customer: { name: 'לקוח', vatNumber: '000000018' } } };
    },
    [Symbol.asyncDispose]: async () => {},
  }),
}`;

function put(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** A package as npm installs it, which exports for `import` alone. */
function install(name: string, code: string, exports: unknown = { '.': { import: './main.js' } }): void {
  put(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.2.3', type: 'module', exports }));
  put(`node_modules/${name}/main.js`, code);
}

function configure(adapters: readonly string[], adapter: string = 'house'): void {
  put(
    'ishur.config.yaml',
    `authority: { tier: simulator }
adapters: ${JSON.stringify(adapters)}
businesses:
  - id: acme
    vatNumber: "777777715"
    operator: { name: office }
    sources: [{ id: one, adapter: ${adapter}, with: { server: x } }]
`,
  );
}

describe('adapters that the configuration names', () => {
  test.each<[string, unknown]>([
    ['for import alone', { '.': { types: './main.d.ts', import: './main.js' } }],
    ['for everybody', './main.js'],
    ['by conditions', { node: { import: './main.js' } }],
  ])('a package that exports %s is loaded and used', async (_how, exports) => {
    install('@house/adapter', `export const houseAdapter = ${adapterText('house')};`, exports);
    configure(['@house/adapter']);
    const { code, out } = await command(folder, ['check', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ ref: '305:1', decision: 'required' });
  });

  test('a default export and a file beside the configuration do too', async () => {
    put('mine.mjs', `export default ${adapterText('house')};`);
    configure(['./mine.mjs']);
    expect(await command(folder, ['check'])).toMatchObject({ code: 0 });
  });

  test('several adapters of one package are all there', async () => {
    install(
      'two',
      `export const a = ${adapterText('house')}; export const b = ${adapterText('other')}; export default a;`,
    );
    configure(['two'], 'other');
    expect(await command(folder, ['check'])).toMatchObject({ code: 0 });
  });

  test.each<[string, () => void, RegExp]>([
    ['is not installed', () => {}, /adapter-package-missing|npm install house/],
    ['throws when it is loaded', () => install('house', 'throw new Error("no licence");'), /does not load: no licence/],
    ['is no adapter', () => install('house', 'export const x = { id: 1 };'), /config\/not-an-adapter/],
    [
      'is of a contract of later days',
      () => install('house', `export default ${adapterText('house', 'v2')};`),
      /adapter "house" of package house is of contract v2, and this version of Ishur knows v1/,
    ],
  ])('one that %s is told with what to do, in both languages', async (_what, prepare, message) => {
    prepare();
    configure(['house']);
    const { code, err } = await command(folder, ['check']);
    expect(code).toBe(78);
    expect(err).toMatch(message);
    expect((await command(folder, ['check', '--lang', 'he'])).err).toMatch(/החבילה.*house/);
  });

  test('two of one id are refused, and both packages are named', async () => {
    install('one', `export default ${adapterText('house')};`);
    install('two', `export default ${adapterText('house')};`);
    configure(['one', 'two']);
    const { code, err } = await command(folder, ['check']);
    expect(code).toBe(78);
    expect(err).toMatch(/"house".*one and two/);
  });

  test('one with the id of a built-in adapter takes its place', async () => {
    install('mine', `export default ${adapterText('csv')};`);
    const adapters = await loadAdapters([], ['mine'], folder);
    expect(adapters.get('csv')?.capabilities.writeBack).toBe('none');
    const twin = adapters.get('csv') as Adapter;
    await expect(loadAdapters([twin, twin], [], folder)).rejects.toMatchObject({ code: 'config/adapter-id-twice' });
  });
});

test('a package that stands in for a built-in adapter is named where it fails, and where it is used', async () => {
  install('mine', `const it = ${adapterText('csv')}; it.doOpen = () => { throw new Error('x'); }; export default it;`);
  configure(['mine'], 'csv');
  const { err } = await command(folder, ['check']);
  expect(err).toContain('The adapter "csv (mine)" of source "one" failed');
  expect((await command(folder, ['check', '--lang', 'he'])).err).toMatch(/csv.*\(mine\)/);
  install('mine', `export default ${adapterText('csv')};`, './main.js');
  put('a.csv', 'x');
  expect((await command(folder, ['check', 'a.csv', '--adapter', 'csv'])).out).toContain('csv (mine)');
});

describe('ishur adapters', () => {
  test('lists what is installed, with versions and capabilities', async () => {
    install('house', `export default ${adapterText('house')};`);
    configure(['house']);
    const { out } = await command(folder, ['adapters', '--json']);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly id: string; readonly package?: string; readonly version?: string });
    expect(lines.map(({ id }) => id)).toEqual(expect.arrayContaining(['csv', 'json', 'uniform-file', 'house']));
    expect(lines.find(({ id }) => id === 'house')).toMatchObject({
      package: 'house',
      version: '1.2.3',
      contract: 'v1',
      from: 'configuration',
    });
    const csv = JSON.parse(
      readFileSync(resolve(import.meta.dirname, '../../../packages/adapter-csv/package.json'), 'utf8'),
    ) as { readonly version: string };
    expect(lines[0]).toMatchObject({ id: 'csv', package: '@ishur/adapter-csv', version: csv.version });
    expect((await command(folder, ['adapters', '--lang', 'he'])).out).toContain('בקובץ תוצאה');
  });

  test('needs no configuration', async () => {
    expect(await command(folder, ['adapters'])).toMatchObject({ code: 0, err: '' });
  });
});

describe('ishur config schema', () => {
  interface Schema {
    readonly $schema: string;
    readonly required: readonly string[];
    readonly properties: {
      readonly businesses: {
        readonly items: { readonly properties: { readonly sources: { readonly items: Source } } };
      };
    };
  }
  interface Source {
    readonly properties: { readonly adapter: { readonly enum: readonly string[] } };
    readonly allOf: readonly {
      readonly if: unknown;
      readonly then: { readonly properties: { readonly with: unknown } };
    }[];
  }

  test('is a JSON Schema with the adapters that there are, and their settings where they tell them', async () => {
    install('house', `export default ${adapterText('house')};`);
    configure(['house']);
    const { out, code } = await command(folder, ['config', 'schema']);
    expect(code).toBe(0);
    const schema = JSON.parse(out) as Schema;
    expect(schema.$schema).toContain('json-schema.org');
    // What has a default may be left out.
    expect(schema.required).toEqual(['authority', 'businesses']);
    const source = schema.properties.businesses.items.properties.sources.items;
    expect(source.properties.adapter.enum).toContain('house');
    // The built-in ones tell theirs.
    expect(source.allOf[0]).toMatchObject({
      if: { properties: { adapter: { const: 'csv' } } },
      then: { properties: { with: { properties: { columns: expect.anything() as object } } } },
    });
    expect(source.allOf.at(-1)).toEqual({
      if: { properties: { adapter: { const: 'house' } } },
      then: { properties: { with: { type: 'object', properties: { server: { type: 'string' } } } } },
    });
  });
});
