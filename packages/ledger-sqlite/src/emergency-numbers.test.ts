import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { audit, newDocument } from './fixtures/samples.ts';
import { openFor, testFolder } from './fixtures/test-folder.ts';

const SCRIPT = fileURLToPath(new URL('./fixtures/entering-process.ts', import.meta.url));
const COUNT = 40;

/** What a process of the fixture says at its end. */
interface Result {
  readonly won: readonly number[];
  readonly refused: readonly string[];
}

test('of two processes that enter the same emergency number at one moment, one wins', async () => {
  const file = join(testFolder(), 'ishur.db');
  const ledger = await openFor(file);
  const names = ['dana', 'ruth'];
  const numbers = Array.from({ length: COUNT }, (_, index) => index + 1);
  await ledger.commit(names.flatMap((name) => numbers.map((number) => newDocument(`acme/${name}/305:${number}`))));
  const processes = names.map((name) =>
    spawn(process.execPath, ['--conditions=@ishur/source', SCRIPT, file, name, String(COUNT)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  await Promise.all(processes.map(({ stdout }) => once(stdout, 'readable')));
  const ends = processes.map(({ stdout }) => text(stdout));
  for (const { stdin } of processes) stdin.end('go');
  const results = (await Promise.all(ends)).map((all) => JSON.parse(all.replace('ready\n', '')) as Result);
  expect(results.flatMap(({ won }) => won).toSorted((one, other) => one - other)).toEqual(numbers);
  const refused = results.flatMap((result) => result.refused);
  expect(new Set(refused)).toEqual(new Set(['engine/emergency-number-used']));
  expect(refused).toHaveLength(COUNT);
  expect((await audit(ledger)).findings).toEqual([]);
});
