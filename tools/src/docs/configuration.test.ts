import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { documentedKeys, keysOfSchema } from './configuration-keys.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

describe('docs/configuration.md', () => {
  const documented = documentedKeys(read('docs/configuration.md'));

  test('describes every key of the schema, each once, and no other', () => {
    // One file to the reader of the sources: each schema stands in the file of its concept.
    const sources = ['secret', 'authority-schema', 'asking-schema', 'notify-schema', 'issuer-schema', 'schema'].map(
      (name) => read(`apps/runner/src/configuration/${name}.ts`),
    );
    const keys = keysOfSchema(sources.join('\n'), 'configuration');
    expect(keys).toContain('businesses[].sources[].id');
    expect(documented.filter((key) => !key.startsWith('ISHUR_')).toSorted()).toEqual(keys.toSorted());
  });

  test('describes every environment variable of ours, and no other', () => {
    const sources = globSync('{apps,packages}/*/src/**/*.ts', { cwd: root }).filter(
      (file) => !file.endsWith('.test.ts'),
    );
    const used = new Set(sources.flatMap((file) => read(file).match(/\bISHUR_[A-Z]+\b/g) ?? []));
    expect(documented.filter((key) => key.startsWith('ISHUR_')).toSorted()).toEqual([...used].toSorted());
  });
});

test('a key that nobody described is found (canary)', () => {
  const schema = `
    const secret = z.union([z.strictObject({ env: z.string() }), z.strictObject({ file: z.string() })]);
    const item = z.strictObject({ id: name, planted: z.string().max(9).optional() }).refine((value) => value.id);
    const root = z.strictObject({ key: secret.optional(), items: z.array(item).min(1), on: z.enum(['a', 'b']).default('a') });
  `;
  expect(keysOfSchema(schema, 'root')).toEqual([
    'key',
    'key.env',
    'key.file',
    'items',
    'items[].id',
    'items[].planted',
    'on',
  ]);
});
