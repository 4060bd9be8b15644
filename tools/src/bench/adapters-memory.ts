import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { nodeCommand, runCommand } from '../workspace/run-command.ts';
import { temporaryFolder } from '../workspace/temporary-folder.ts';
import { writeImovein } from './adapters-hashavshevet.ts';
import { writeCsv, writeJson } from './adapters-rows.ts';
import { writeUniformFile } from './adapters-uniform.ts';

/** Node gives young objects more and more room while it runs, up to 48 MB; here they have as much from the beginning to the end. */
const youngObjects = '--max-semi-space-size=2';

/** Two readings of one file differ by as much. */
const goal = 1.15;

interface Case {
  readonly name: string;
  readonly adapter: string;
  readonly rows: number;
  readonly path: string;
  readonly write: (folder: string, rows: number) => void;
}

const cases: readonly Case[] = [
  {
    name: 'csv',
    adapter: 'csv',
    rows: 100_000,
    path: 'a.csv',
    write: (folder, rows) => writeCsv(join(folder, 'a.csv'), rows),
  },
  {
    name: 'json',
    adapter: 'json',
    rows: 100_000,
    path: 'a.json',
    write: (folder, rows) => writeJson(join(folder, 'a.json'), rows),
  },
  {
    name: 'hashavshevet, IMOVEIN',
    adapter: 'hashavshevet',
    rows: 100_000,
    path: 'IMOVEIN.DOC',
    write: writeImovein,
  },
  ...(['together', 'grouped', 'backwards'] as const).map((order) => ({
    name: `uniform-file, ${order}`,
    adapter: 'uniform-file',
    rows: 100_000,
    path: '.',
    write: (folder: string, rows: number): void => void writeUniformFile(folder, rows, order),
  })),
];

/** Each reading in a process of its own: the peak with a file, and with one of ten times the rows. */
export async function measurePeaks(root: string): Promise<void> {
  console.log('Peak of resident memory, a file and ten times as many rows');
  for (const { name, adapter, rows, path, write } of cases) {
    using folder = temporaryFolder('bench');
    const peaks: number[] = [];
    for (const [index, count] of [rows, rows * 10].entries()) {
      const inner = join(folder.path, String(index));
      mkdirSync(inner);
      write(inner, count);
      const script = join(import.meta.dirname, 'adapters-process.ts');
      const { exitCode, output } = await runCommand(nodeCommand(youngObjects, script, adapter, inner, path), root);
      if (exitCode !== 0) throw new Error(`The process failed.\n${output}`);
      // A warning of Node may stand before it.
      const { peak } = JSON.parse(output.slice(output.lastIndexOf('{'))) as { readonly peak: number };
      peaks.push(peak / 1024 ** 2);
    }
    const [small = Number.NaN, large = Number.NaN] = peaks;
    const ratio = large / small;
    const verdict = ratio <= goal ? 'the same: met' : 'MISSED';
    console.log(`  ${small.toFixed(0)} MB, ${large.toFixed(0)} MB (${ratio.toFixed(2)} times, ${verdict})  ${name}`);
  }
}
