import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const BIN = resolve(import.meta.dirname, '../bin/ishur.cjs');

/** Runs what npm would start, under a Node that says it is another one. */
function startUnder(version: string, locale: string): { readonly code: number | null; readonly err: string } {
  const script = `Object.defineProperty(process.versions, 'node', { value: '${version}' }); require(${JSON.stringify(BIN)})`;
  const environment = { ...process.env, LC_ALL: locale, NODE_OPTIONS: '' };
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env: environment });
  return { code: status, err: stderr };
}

test.each([['22.14.0'], ['20.20.2'], ['8.17.0']])(
  'an older Node (%s) is told in one sentence what it lacks',
  (version) => {
    const { code, err } = startUnder(version, 'en_US.UTF-8');
    expect(code).toBe(78);
    expect(err).toBe(
      `Ishur needs Node.js 24 or newer, and this is ${version}. Install a newer one and run this again.\n`,
    );
    expect(startUnder(version, 'he_IL.UTF-8').err).toContain(`דורש Node.js בגרסה 24 ומעלה, וכאן מותקנת ${version}`);
  },
);

test('what is said is what the package demands', () => {
  const { engines, bin } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../package.json'), 'utf8')) as {
    readonly engines: { readonly node: string };
    readonly bin: { readonly ishur: string };
  };
  expect(engines.node).toBe('>=24');
  expect(bin.ishur).toBe('./bin/ishur.cjs');
  // Nothing that came after 2015: it has to be understood before it can refuse.
  expect(readFileSync(BIN, 'utf8')).not.toMatch(/\bawait\b|\?\?|\?\.|^import |import\(|`/m);
});
