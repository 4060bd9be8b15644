import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { audit } from './fixtures/samples.ts';
import { openFor, testFolder } from './fixtures/test-folder.ts';

const SCRIPT = fileURLToPath(new URL('./fixtures/committing-process.ts', import.meta.url));

/** What a process of the fixture says at its end. */
interface Result {
  readonly won: number;
  readonly moved: number;
}

test('processes that commit at the same time lose nothing, and each entry of a case that all want is written once', async () => {
  const file = join(testFolder(), 'ishur.db');
  const ledger = await openFor(file);
  const commits = 25;
  const names = ['one', 'two', 'three'];
  const results = await Promise.all(
    names.map(async (name): Promise<Result> => {
      const args = ['--conditions=@ishur/source', SCRIPT, file, name, String(commits)];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      return JSON.parse(stdout) as Result;
    }),
  );
  expect(results.map(({ won }) => won)).toEqual(names.map(() => commits));
  const { totals, findings } = await audit(ledger);
  expect(findings).toEqual([]);
  const shared = names.length * commits;
  expect(totals).toMatchObject({ cases: shared + 1, entries: shared * 2 });
  expect((await ledger.load('acme/shared/305:1'))?.version).toBe(shared);
});
