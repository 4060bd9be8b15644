import { readFileSync } from 'node:fs';
import type { AdapterKind, AdapterPlan } from './adapter-plan.ts';

interface OwnManifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const DEPENDENCIES: readonly string[] = ['@ishur/adapter-kit', '@ishur/contract', 'zod'];
const DEV_DEPENDENCIES = {
  standalone: ['@ishur/testkit', '@types/node', 'typescript', 'vitest'],
  workspace: ['@ishur/testkit', 'vitest'],
};

const DESCRIPTIONS: Readonly<Record<AdapterKind, string>> = {
  file: 'Reads invoices from the files of NAME and writes a result file with their allocation numbers.',
  http: 'Reads invoices from NAME over HTTP and writes their allocation numbers back.',
};

const COMPILER_OPTIONS = {
  target: 'es2023',
  lib: ['es2023', 'esnext.disposable'],
  types: ['node'],
  module: 'nodenext',
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noPropertyAccessFromIndexSignature: true,
  isolatedDeclarations: true,
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
  skipLibCheck: true,
  declaration: true,
  rootDir: 'src',
  outDir: 'dist',
};

/** The package.json of a package that stands by itself. */
export function standaloneManifest({ id, kind, packageName }: AdapterPlan): object {
  return {
    name: packageName,
    version: '0.1.0',
    description: DESCRIPTIONS[kind].replace('NAME', id),
    keywords: ['ishur', 'ishur-adapter', 'מספר-הקצאה'],
    license: 'UNLICENSED',
    type: 'module',
    engines: { node: '>=22' },
    files: ['dist', '!**/*.test.*', '!**/testing'],
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    scripts: { build: 'tsc', test: 'tsc --noEmit && vitest run --dir src', prepack: 'npm run build' },
    dependencies: versionsOf(DEPENDENCIES, published),
    devDependencies: versionsOf(DEV_DEPENDENCIES.standalone, published),
  };
}

export function standaloneTsconfig(): object {
  return { compilerOptions: COMPILER_OPTIONS, include: ['src'] };
}

/** The package.json of an adapter of ours, as the architecture test wants it. */
export function workspaceManifest({ id, kind, packageName }: AdapterPlan): object {
  const built = { types: './dist/index.d.ts', default: './dist/index.js' };
  return {
    name: packageName,
    version: '0.0.0',
    description: DESCRIPTIONS[kind].replace('NAME', id),
    keywords: ['israel', 'tax', 'invoice', 'allocation-number', 'מספר-הקצאה'],
    license: 'Apache-2.0',
    type: 'module',
    sideEffects: false,
    engines: { node: '>=22' },
    files: ['dist', 'src', '!dist/.tsbuildinfo', '!**/*.test.*', '!**/fixtures', '!**/testing'],
    exports: { '.': { '@ishur/source': './src/index.ts', ...built } },
    dependencies: versionsOf(DEPENDENCIES, (range) => range),
    devDependencies: versionsOf(DEV_DEPENDENCIES.workspace, (range) => range),
    publishConfig: { access: 'public', exports: { '.': built } },
    nx: { tags: ['layer:adapter'] },
  };
}

export function workspaceTsconfig(): object {
  const references = ['contract', 'adapter-kit', 'testkit'].map((name) => ({ path: `../${name}` }));
  return { extends: '../../tsconfig.base.json', references };
}

/**
 * The versions that this package was tested with, which are those of its own manifest: `workspace:^` and `catalog:` in the
 * workspace, and what takes their place when it is packed.
 */
function versionsOf(names: readonly string[], spell: (range: string) => string): Record<string, string> {
  const own = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as OwnManifest;
  const ranges = { ...own.devDependencies, ...own.dependencies };
  return Object.fromEntries(names.map((name) => [name, spell(ranges[name] ?? '*')]));
}

/** A version that we hold still becomes a range. */
function published(range: string): string {
  return /^\d/.test(range) ? `^${range}` : range;
}
