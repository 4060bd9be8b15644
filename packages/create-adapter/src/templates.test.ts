import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderAdapter } from './render-adapter.ts';
import { writePackage } from './write-package.ts';

const OWN = fileURLToPath(new URL('../', import.meta.url));
const MODULES = join(OWN, 'node_modules');
const KINDS = ['file', 'http'] as const;

// The templates work as they stand: the kit is run on them. The gate "new adapter" runs it on what is made of them.
for (const kind of KINDS) {
  await import(pathToFileURL(join(OWN, 'templates', kind, 'src/conformance.test.ts')).href);
}

describe('new adapters of both kinds, in both homes', () => {
  let parent = '';

  beforeAll(() => {
    parent = realpathSync(mkdtempSync(join(tmpdir(), 'ishur-templates-')));
    for (const name of modules()) {
      const target = join(parent, 'node_modules', name);
      mkdirSync(dirname(target), { recursive: true });
      symlinkSync(join(MODULES, name), target, 'junction');
    }
  });

  afterAll(() => rmSync(parent, { recursive: true }));

  test('compile as strictly as we do, outside the workspace', { timeout: 120_000 }, async () => {
    for (const kind of KINDS) {
      const plan = { id: 'my-books', kind, packageName: '@acme/my-books', hebrewName: 'הספרים "שלי" ג\'' };
      for (const home of ['standalone', 'workspace'] as const) {
        await writePackage(join(parent, `הספרים שלי ${kind} ${home}`), renderAdapter(plan, home));
      }
    }
    const compilerOptions = { noEmit: true, composite: false, tsBuildInfoFile: null, rootDir: '.' };
    const tsconfig = { extends: join(OWN, '../../tsconfig.base.json'), compilerOptions, include: ['*/src'] };
    writeFileSync(join(parent, 'tsconfig.json'), JSON.stringify(tsconfig));

    const compiler = join(MODULES, 'typescript/bin/tsc');
    const { stdout, stderr } = spawnSync(process.execPath, [compiler, '--listFilesOnly'], {
      cwd: parent,
      encoding: 'utf8',
    });
    expect(stdout.match(/conformance\.test\.ts$/gm)).toHaveLength(4);
    expect(stderr).toBe('');
    expect(spawnSync(process.execPath, [compiler], { cwd: parent, encoding: 'utf8' })).toMatchObject({ stdout: '' });
  });
});

/** The packages that a new one imports, as if they were installed. */
function modules(): readonly string[] {
  return readdirSync(MODULES).flatMap((name) => {
    if (name.startsWith('.') || name === '@clack') return [];
    return name.startsWith('@') ? readdirSync(join(MODULES, name)).map((each) => `${name}/${each}`) : [name];
  });
}
