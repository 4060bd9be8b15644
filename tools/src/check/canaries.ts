import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gates } from './gates.ts';

/** A fault that a gate must reject. A gate without one may be looking the other way. */
export interface Canary {
  readonly gate: string;
  readonly fault: string;
  /** Files to change, each from what it holds now ('' when it is new) to what it shall hold. */
  readonly plant: Readonly<Record<string, (text: string) => string>>;
  /** What the gate must say: it has to fail because of this fault, not because of another. */
  readonly evidence: RegExp;
  /** Narrows a slow gate to the place of the fault. */
  readonly further?: readonly string[];
}

const core = 'packages/core';
const planted = `${core}/src/planted.ts`;

export const canaries: readonly Canary[] = [
  {
    gate: 'format',
    fault: 'a badly formatted file',
    plant: { [planted]: () => 'export const  planted = "double quotes"' },
    evidence: /planted\.ts/,
  },
  {
    gate: 'lint',
    fault: 'a floating promise',
    plant: { [planted]: () => 'async function save(): Promise<void> {}\n\nsave();\n' },
    evidence: /no-floating-promises[^]*planted\.ts:3/,
    further: [core],
  },
  {
    gate: 'lint',
    fault: 'a switch that forgets a case',
    plant: {
      [planted]: () =>
        "export function say(kind: 'held' | 'allocated'): string {\n  switch (kind) {\n    case 'held':\n" +
        "      return 'held';\n  }\n  return '';\n}\n",
    },
    evidence: /switch-exhaustiveness-check[^]*planted\.ts:2/,
    further: [core],
  },
  {
    gate: 'lint',
    fault: 'an import cycle',
    plant: {
      [planted]: () => "import { two } from './planted-too.ts';\n\nexport const one = (): number => two();\n",
      [`${core}/src/planted-too.ts`]: () =>
        "import { one } from './planted.ts';\n\nexport const two = (): number => one();\n",
    },
    evidence: /no-cycle[^]*planted\.ts/,
    further: [core],
  },
  {
    gate: 'lint',
    fault: 'any, and a compiler error that is hidden',
    plant: { [planted]: () => '// @ts' + '-ignore\nexport const planted: any = 1;\n' },
    evidence: /(?=[^]*ban-ts-comment)(?=[^]*no-explicit-any)/,
    further: [core],
  },
  {
    gate: 'typecheck',
    fault: 'a wrong type',
    plant: { [planted]: () => "export const planted: number = 'text';\n" },
    evidence: /planted\.ts\(1,14\): error TS2322/,
    further: [core],
  },
  {
    gate: 'references',
    fault: 'a tsconfig that lacks a reference',
    plant: { 'packages/engine/tsconfig.json': () => '{ "extends": "../../tsconfig.base.json", "references": [] }\n' },
    evidence: /packages\/engine\/tsconfig\.json/,
  },
  {
    gate: 'tests',
    fault: 'a failing test',
    plant: {
      [`${core}/src/planted.test.ts`]: () =>
        "import { expect, test } from 'vitest';\n\ntest('fails', () => {\n  expect(1).toBe(2);\n});\n",
    },
    evidence: /planted\.test\.ts > fails/,
    further: ['planted.test.ts'],
  },
  {
    gate: 'build',
    fault: 'a wrong type',
    plant: { 'packages/contract/src/planted.ts': () => "export const planted: number = 'text';\n" },
    evidence: /planted\.ts[^]*TS2322/,
  },
  {
    gate: 'architecture',
    fault: 'a forbidden import',
    plant: { [planted]: () => "export { readFileSync } from 'node:fs';\n" },
    evidence: /planted\.ts:1 \[pure\]/,
  },
  {
    gate: 'architecture',
    fault: 'an undeclared dependency',
    plant: { [planted]: () => "export { z } from 'zod';\n" },
    evidence: /planted\.ts:1 \[undeclared\] zod/,
  },
  {
    gate: 'api report',
    fault: 'a changed API',
    // In what the compiler wrote, so that the canary need not build.
    plant: { 'packages/contract/dist/v1/index.d.ts': (text) => `${text}\nexport declare const planted: string;\n` },
    evidence: /^ *\+export const planted: string;/m,
  },
  {
    gate: 'packages',
    fault: 'a package without files',
    plant: { 'packages/contract/package.json': (text) => text.replace(/"files": \[[^\]]*\],/, '') },
    evidence: /\.\/dist\/index\.js but the file does not exist/,
    further: ['@ishur/contract'],
  },
  {
    gate: 'packages',
    fault: 'an exports map without types',
    plant: { 'packages/contract/package.json': (text) => text.replaceAll('"types": "./dist/', '"types": "./gone/') },
    evidence: /\.\/gone\/index\.d\.ts but the file does not exist/,
    further: ['@ishur/contract'],
  },
  {
    gate: 'packages',
    fault: 'a file in dist whose source is gone',
    plant: { 'packages/contract/dist/planted.js': () => '// left over\n' },
    evidence: /dist[\\/]planted\.js has no source any more/,
    further: ['@ishur/contract'],
  },
  {
    gate: 'consumer',
    fault: 'an entry that is no longer exported',
    plant: { 'packages/contract/package.json': (text) => text.replaceAll('"./v1": {', '"./v2": {') },
    evidence: /The consumer does not type-check[^]*@ishur\/contract\/v1/,
  },
  {
    gate: 'new adapter',
    fault: 'a template that overwrites another number',
    plant: {
      'packages/create-adapter/templates/file/src/settle.ts': (text) =>
        text.replace('!isSameAllocationNumber(existingNumber, number)', 'isSameAllocationNumber(existingNumber, "0")'),
    },
    evidence: /fails at: test \(file\)[^]*record\/another number is a conflict and stays/,
    further: ['file'],
  },
  {
    gate: 'unused code',
    fault: 'an unused export',
    plant: { [`${core}/src/money.ts`]: (text) => `${text}\nexport const planted: number = 1;\n` },
    evidence: /planted +packages\/core\/src\/money\.ts/,
  },
  {
    gate: 'unused code',
    fault: 'an unused dependency',
    plant: {
      [`${core}/package.json`]: (text) => text.replace('"dependencies": {', '"dependencies": {\n    "got": "16.1.0",'),
    },
    evidence: /got +packages\/core\/package\.json/,
  },
  {
    gate: 'generated files',
    fault: 'an edited example',
    plant: { 'examples/acme/expected.json': (text) => `${text} ` },
    evidence: /expected\.json/,
  },
  {
    gate: 'generated files',
    fault: 'an edited page of the reference',
    plant: { 'docs/reference/thresholds.md': (text) => text.replace('5,000.00', '5,001.00') },
    evidence: /thresholds\.md: line \d+ differs[^]*5,001\.00/,
  },
  {
    gate: 'changesets',
    fault: 'a changeset for a package that does not exist',
    plant: { '.changeset/planted.md': () => "---\n'@ishur/nobody': minor\n---\n\nPlanted.\n" },
    evidence: /@ishur\/nobody/,
  },
];

/** Plants the fault into a copy of the workspace and lets the very gate of `pnpm check` judge it; tells what went wrong. */
export async function plantAndRun(root: string, canary: Canary): Promise<string | undefined> {
  const gate = gates.find(({ name }) => name === canary.gate);
  if (gate === undefined) return `There is no gate ${canary.gate}.`;
  using _planted = plant(root, canary.plant);
  const { exitCode, output } = await gate.run(root, canary.further);
  if (exitCode === 0) return `The gate passed.\n${output}`;
  return canary.evidence.test(output) ? undefined : `The gate failed, but not for this fault.\n${output}`;
}

function plant(root: string, edits: Canary['plant']): Disposable {
  const originals = Object.keys(edits).map((name) => {
    const path = join(root, name);
    return { path, text: existsSync(path) ? readFileSync(path, 'utf8') : undefined };
  });
  for (const [name, edit] of Object.entries(edits)) {
    const path = join(root, name);
    writeFileSync(path, edit(existsSync(path) ? readFileSync(path, 'utf8') : ''));
  }
  return {
    [Symbol.dispose]() {
      for (const { path, text } of originals) {
        if (text === undefined) rmSync(path);
        else writeFileSync(path, text);
      }
    },
  };
}
