import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { checkArchitecture } from './check-architecture.ts';
import { formatFinding } from './finding.ts';

type Files = Record<string, string>;

const contract = published('contract', 'contract', {});
const core = published('core', 'core', { dependencies: { '@ishur/contract': 'workspace:^' } });
const transport = published('transport', 'transport', {
  dependencies: { '@ishur/core': 'workspace:^', got: '16.1.0' },
});
const adapter = published('adapter-csv', 'adapter', { dependencies: { '@ishur/contract': 'workspace:^' } });
const runner = published('runner', 'app', {
  dependencies: { '@ishur/core': 'workspace:^', 'reflect-metadata': '0.2.2', tsyringe: '4.10.0' },
});

/** A small workspace without a fault, one package of each kind. */
const healthy: Files = {
  'package.json': JSON.stringify({ name: 'workspace', devDependencies: { 'fast-check': '4.10.2' } }),
  'pnpm-workspace.yaml': 'packages:\n  - packages/*\n  - apps/*\n\ncatalog:\n',
  ...packageFiles('packages/contract', contract, 'export const version = "v1";'),
  ...packageFiles(
    'packages/core',
    core,
    'import "@ishur/contract";\nexport const at = (day: string) => new Date(day);',
  ),
  'packages/core/src/core.test.ts': 'import "vitest";\nimport "fast-check";\nimport "node:fs";\nDate.now();',
  ...packageFiles(
    'packages/transport',
    transport,
    'import "got";\nimport "@ishur/core";\nimport "node:http";\nDate.now();',
  ),
  ...packageFiles('packages/adapter-csv', adapter, 'import type { A } from "@ishur/contract";\nexport type B = A;'),
  ...packageFiles('apps/runner', runner, 'export const say = "singleton is a word in a string, import \'got\' too";'),
  'apps/runner/src/composition/compose.ts': 'import "reflect-metadata";\nimport "tsyringe";',
};

test('a healthy workspace gives no finding', () => {
  expect(findingsIn({})).toEqual([]);
});

test.each<{ fault: string; files: Files; finding: RegExp }>([
  {
    fault: 'a package without a layer',
    files: { 'packages/core/package.json': json({ ...core, nx: { tags: [] } }) },
    finding: /^packages\/core\/package\.json \[layer\] .*found: none/,
  },
  {
    fault: 'a package with two layers',
    files: { 'packages/core/package.json': json({ ...core, nx: { tags: ['layer:core', 'layer:app'] } }) },
    finding: /^packages\/core\/package\.json \[layer\] .*found: core, app/,
  },
  {
    fault: 'an adapter that depends on core',
    files: {
      'packages/adapter-csv/package.json': json({
        ...adapter,
        dependencies: { ...adapter.dependencies, '@ishur/core': 'workspace:^' },
      }),
    },
    finding: /^packages\/adapter-csv\/package\.json \[edge\] The layer adapter may not depend on @ishur\/core \(core\)/,
  },
  {
    fault: 'an adapter that has the contract only for tests',
    files: { 'packages/adapter-csv/package.json': json({ ...adapter, dependencies: {} }) },
    finding: /^packages\/adapter-csv\/package\.json \[contract\]/,
  },
  {
    fault: 'got in core',
    files: { 'packages/core/package.json': json({ ...core, dependencies: { ...core.dependencies, got: '16.1.0' } }) },
    finding: /^packages\/core\/package\.json \[external\] The layer core may not depend on got; it may use none/,
  },
  {
    fault: 'an import that package.json does not declare',
    files: { 'packages/core/src/other.ts': 'export {};\nexport * from "zod";' },
    finding: /^packages\/core\/src\/other\.ts:2 \[undeclared\] zod is not declared/,
  },
  {
    fault: 'a test package used outside a test',
    files: { 'packages/core/src/other.ts': 'import { test } from "vitest";' },
    finding: /^packages\/core\/src\/other\.ts:1 \[undeclared\] vitest is only a devDependency/,
  },
  {
    fault: 'an undeclared import that is made later',
    files: { 'packages/core/src/other.ts': 'export const zod = () => import("zod");' },
    finding: /^packages\/core\/src\/other\.ts:1 \[undeclared\] zod/,
  },
  {
    fault: 'a deep import',
    files: { 'packages/transport/src/other.ts': 'import "@ishur/core/src/index.ts";' },
    finding: /^packages\/transport\/src\/other\.ts:1 \[deep-import\] @ishur\/core\/src\/index\.ts/,
  },
  {
    fault: 'another package by a relative path',
    files: { 'packages/transport/src/other.ts': 'import "../../core/src/index.ts";' },
    finding: /^packages\/transport\/src\/other\.ts:1 \[relative-import\]/,
  },
  {
    fault: 'the file system in core',
    files: { 'packages/core/src/other.ts': 'import { readFileSync } from "node:fs";' },
    finding: /^packages\/core\/src\/other\.ts:1 \[pure\] .*node:fs/,
  },
  {
    fault: 'a built-in module without its prefix',
    files: { 'packages/transport/src/other.ts': 'import "http";' },
    finding: /^packages\/transport\/src\/other\.ts:1 \[node-prefix\] Write node:http/,
  },
  ...['new Date()', 'Date()', 'Date.now()', 'Math.random()', 'process.env', 'fetch("x")'].map((expression) => ({
    fault: `${expression} in core`,
    files: { 'packages/core/src/other.ts': `export const value = () => ${expression};` },
    finding: /^packages\/core\/src\/other\.ts:1 \[pure\]/,
  })),
  {
    fault: 'tsyringe outside the composition',
    files: { 'apps/runner/src/other.ts': 'import { container } from "tsyringe";' },
    finding: /^apps\/runner\/src\/other\.ts:1 \[container\] tsyringe/,
  },
  {
    fault: 'a singleton in the composition',
    files: { 'apps/runner/src/composition/other.ts': 'import { instanceCachingFactory } from "tsyringe";' },
    finding: /^apps\/runner\/src\/composition\/other\.ts:1 \[container-word\] instanceCachingFactory/,
  },
  {
    fault: 'a lint rule switched off',
    files: { 'packages/core/src/other.ts': ['// oxlint', 'disable-next-line no-console'].join('-') },
    finding: /^packages\/core\/src\/other\.ts:1 \[lint-switch\]/,
  },
  {
    fault: 'a dependency on another package by number',
    files: { 'packages/core/package.json': json({ ...core, dependencies: { '@ishur/contract': '1.0.0' } }) },
    finding: /^packages\/core\/package\.json \[manifest\] Depend on @ishur\/contract as "workspace:\^"/,
  },
  {
    fault: 'an exports map without the source condition',
    files: { 'packages/core/package.json': json({ ...core, exports: { '.': { default: './dist/index.js' } } }) },
    finding: /^packages\/core\/package\.json \[exports\] "\." needs the conditions/,
  },
  {
    fault: 'an exports map that is published with the source condition',
    files: { 'packages/core/package.json': json({ ...core, publishConfig: { exports: core.exports } }) },
    finding: /^packages\/core\/package\.json \[exports\] Repeat "exports" in "publishConfig"/,
  },
  {
    fault: 'an exports map that names a file that is not built',
    files: { 'packages/core/dist/index.d.ts': '' },
    finding: /^packages\/core\/package\.json \[exports\] \.\/dist\/index\.d\.ts does not exist/,
  },
  {
    fault: 'another licence',
    files: { 'packages/core/package.json': json({ ...core, license: 'MIT' }) },
    finding: /^packages\/core\/package\.json \[manifest\] Set "license"/,
  },
  {
    fault: 'a package without a README',
    files: { 'packages/core/README.md': '' },
    finding: /^packages\/core\/package\.json \[manifest\] Write a README\.md/,
  },
])('$fault is found', ({ files, finding }) => {
  expect(findingsIn(files)).toContainEqual(expect.stringMatching(finding));
});

/** The findings in the healthy workspace with these files changed; an empty text takes the file away. */
function findingsIn(changed: Files): readonly string[] {
  const root = mkdtempSync(join(tmpdir(), 'ishur-architecture-'));
  try {
    for (const [path, text] of Object.entries({ ...healthy, ...changed })) {
      if (text === '') continue;
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return checkArchitecture(root, { built: true }).map(formatFinding);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function published<Extra extends object>(name: string, layer: string, extra: Extra) {
  return {
    name: `@ishur/${name}`,
    type: 'module',
    license: 'Apache-2.0',
    engines: { node: '>=22' },
    files: ['dist', 'src'],
    exports: {
      '.': { '@ishur/source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' },
    },
    publishConfig: { exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } } },
    devDependencies: { vitest: '5.1.1' },
    nx: { tags: [`layer:${layer}`] },
    ...extra,
  };
}

function packageFiles(folder: string, manifest: object, source: string): Files {
  return {
    [`${folder}/package.json`]: json(manifest),
    [`${folder}/README.md`]: '# One screen',
    [`${folder}/src/index.ts`]: source,
    [`${folder}/dist/index.js`]: '// built',
    [`${folder}/dist/index.d.ts`]: '// built',
  };
}

function json(value: object): string {
  return JSON.stringify(value);
}
