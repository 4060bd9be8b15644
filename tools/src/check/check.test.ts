import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../workspace/run-command.ts';
import { temporaryFolder } from '../workspace/temporary-folder.ts';
import { canaries } from './canaries.ts';
import { gates } from './gates.ts';
import { describeOutcome, summarise, timed } from './report.ts';
import { treeState } from './tree-state.ts';

test('every gate has a canary, and every canary a gate', () => {
  const withCanary = new Set(canaries.map((canary) => canary.gate));
  expect([...withCanary].toSorted()).toEqual(gates.map((gate) => gate.name).toSorted());
});

test('a gate that writes into the working tree is seen, also into a file that was changed before', async () => {
  using folder = temporaryFolder('tree-state');
  const git = (...args: readonly string[]) => runCommand({ file: 'git', arguments: args }, folder.path);
  const write = (text: string): void => writeFileSync(join(folder.path, 'file.txt'), text);

  await git('init', '--quiet');
  write('committed');
  await git('add', '--all');
  await git('-c', 'user.name=test', '-c', 'user.email=test@example.invalid', 'commit', '--message=Test');
  const clean = (await treeState(folder.path)).everything;
  write('changed');
  const changed = (await treeState(folder.path)).everything;
  write('changed again');
  const changedAgain = (await treeState(folder.path)).everything;

  expect(new Set([clean, changed, changedAgain]).size).toBe(3);
  write('committed');
  expect((await treeState(folder.path)).everything).toBe(clean);
});

test('a table ends with the count alone, and what a gate throws is a fault', async () => {
  const good = await timed('good', () => Promise.resolve(undefined));
  const bad = await timed('bad', () => Promise.reject(new Error('broken')));
  expect(summarise([good, bad]).split('\n').at(-1)).toBe('1 passed, 1 failed');
  expect(describeOutcome(bad)).toMatch(/^FAILED .* bad\n    Error: broken$/);
  expect(describeOutcome(good)).toMatch(/^passed .* good$/);
});
