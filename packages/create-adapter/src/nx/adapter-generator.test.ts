import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { adapterGenerator } from './adapter-generator.ts';
import type { WorkspaceTree } from './adapter-generator.ts';

class MemoryTree implements WorkspaceTree {
  readonly files = new Map([['tsconfig.json', '{ "files": [], "references": [{ "path": "packages/core" }] }']]);
  exists(path: string): boolean {
    return [...this.files.keys()].some((file) => file === path || file.startsWith(`${path}/`));
  }
  read(path: string): string | null {
    return this.files.get(path) ?? null;
  }
  write(path: string, text: string): void {
    this.files.set(path, text);
  }
}

const json = (tree: MemoryTree, path: string): unknown => JSON.parse(tree.read(path) ?? 'null');
const own = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));

describe('nx g @ishur/create-adapter:adapter', () => {
  test('makes a package of ours, as the reference adapter is one', () => {
    const tree = new MemoryTree();
    adapterGenerator(tree, { name: 'my-books', kind: 'http', hebrew: 'הספרים שלי' });
    const made = json(tree, 'packages/adapter-my-books/package.json') as Record<string, unknown>;
    const reference = own('../adapter-json/package.json') as Record<string, unknown>;
    expect(Object.keys(made)).toEqual(Object.keys(reference));
    for (const key of ['license', 'type', 'engines', 'files', 'exports', 'publishConfig', 'nx', 'devDependencies']) {
      expect(made[key], key).toEqual(reference[key]);
    }
    expect(made).toMatchObject({ name: '@ishur/adapter-my-books', dependencies: { '@ishur/contract': 'workspace:^' } });
    expect(json(tree, 'packages/adapter-my-books/tsconfig.json')).toEqual(own('../adapter-json/tsconfig.json'));
    expect(tree.read('packages/adapter-my-books/src/system.ts')).toContain("'הספרים שלי'");
  });

  test('adds the reference for the compiler and the line for the changelog', () => {
    const tree = new MemoryTree();
    adapterGenerator(tree, { name: 'my-books' });
    expect(json(tree, 'tsconfig.json')).toEqual({
      files: [],
      references: [{ path: 'packages/core' }, { path: 'packages/adapter-my-books' }],
    });
    expect(tree.read('.changeset/adapter-my-books.md')).toContain("'@ishur/adapter-my-books': minor");
  });

  test('touches nothing where the folder is there or the name will not do', () => {
    const tree = new MemoryTree();
    tree.write('packages/adapter-my-books/mine.txt', 'mine');
    const before = [...tree.files];
    expect(() => adapterGenerator(tree, { name: 'my-books' })).toThrow('exists already');
    expect(() => adapterGenerator(tree, { name: 'My Books' })).toThrow('lower-case');
    expect([...tree.files]).toEqual(before);
  });

  test('is what generators.json names', () => {
    const { generators } = own('generators.json') as { generators: { adapter: { factory: string; schema: string } } };
    expect(generators.adapter.factory).toBe(`./dist/nx/adapter-generator.js#${adapterGenerator.name}`);
    expect(own(generators.adapter.schema)).toMatchObject({ required: ['name'] });
  });
});
