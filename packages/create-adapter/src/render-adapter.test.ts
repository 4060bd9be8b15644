import { describe, expect, test } from 'vitest';
import type { AdapterPlan } from './adapter-plan.ts';
import { renderAdapter } from './render-adapter.ts';

const KINDS = ['file', 'http'] as const;
const HOMES = ['standalone', 'workspace'] as const;

function planned(kind: AdapterPlan['kind']): AdapterPlan {
  return { id: 'my-old-books', kind, packageName: '@house/books', hebrewName: 'ספרים' };
}

describe.each(HOMES.flatMap((home) => KINDS.map((kind) => ({ home, kind }))))('$kind, $home', ({ home, kind }) => {
  const files = renderAdapter(planned(kind), home);

  test('carries no name of the template', () => {
    for (const { path, text } of files) {
      expect(text.match(/sample.?books|ספרי דוגמה|@acme\/ishur/gi), path).toBeNull();
    }
  });

  test('has all that a package needs, each file once', () => {
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['package.json', 'tsconfig.json', 'README.md', 'src/index.ts']));
    expect(paths).toContain('src/conformance.test.ts');
    expect(paths.includes('.gitignore')).toBe(home === 'standalone');
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.filter((path) => path.includes('\\'))).toEqual([]);
  });

  test('waives no promise of the contract', () => {
    expect(files.find(({ path }) => path === 'src/conformance.test.ts')?.text).not.toContain('waivers');
  });

  test('marks what its author has to replace', () => {
    const marked = files.filter(({ text }) => text.includes('REPLACE:')).map(({ path }) => path);
    expect(marked).toEqual(expect.arrayContaining(['src/invoice.ts', 'src/conformance.test.ts']));
  });
});

test('a name holds another name and neither is replaced twice', () => {
  const plan: AdapterPlan = { id: 'x', kind: 'file', packageName: 'sample-books', hebrewName: 'ספרי דוגמה' };
  const readme = renderAdapter(plan, 'standalone').find(({ path }) => path === 'README.md');
  expect(readme?.text.split('\n')[0]).toBe('# sample-books');
});

test('our own package exports the adapter by its own name', () => {
  const index = renderAdapter(planned('file'), 'workspace').find(({ path }) => path === 'src/index.ts');
  expect(index?.text).toBe("export { adapter as myOldBooksAdapter } from './adapter.ts';\n");
});
