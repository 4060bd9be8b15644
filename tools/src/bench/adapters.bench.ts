/** How fast adapters read, beside what is as fast as it can be done, and whether their memory stays flat. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InvoiceFields } from '@ishur/contract/v1';
import papaparse from 'papaparse';
import { inferSchema, initParser } from 'udsv';
import { nodeCommand, programOf, runCommand } from '../workspace/run-command.ts';
import { temporaryFolder } from '../workspace/temporary-folder.ts';
import { measurePeaks } from './adapters-memory.ts';
import { NET_COLUMN, netTotal, writeCsv } from './adapters-rows.ts';
import { sliceFields } from './adapters-slices.ts';
import { writeUniformFile } from './adapters-uniform.ts';
import type { RecordOrder, UniformCounts } from './adapters-uniform.ts';
import { median } from './alternate.ts';
import { collectGarbage } from './collect-garbage.ts';

const defaultRounds = 10;
const csvRows = 200_000;
const uniformRecords = 1_000_000;
const names = ['adapter-csv', 'adapter-hashavshevet', 'adapter-json', 'adapter-uniform-file', 'core'];

interface Contestant<Found> {
  readonly name: string;
  readonly run: () => Found | Promise<Found>;
  /** The most that ours may take, as a multiple of this one. */
  readonly goal?: number;
}

/** The number of rounds may be given; ten are the least that say something. `memory` or `speed` leaves the other out. */
export async function run(args: readonly string[]): Promise<void> {
  const root = process.cwd();
  const rounds = Number(args.find((arg) => /^\d+$/.test(arg)) ?? defaultRounds);
  const build = await runCommand(
    nodeCommand(programOf(root, 'typescript', 'tsc'), '--build', ...names.map((name) => join('packages', name))),
    root,
  );
  if (build.exitCode !== 0) throw new Error(`The adapters cannot be built.\n${build.output}`);
  console.log(`Node ${process.version}, ${rounds} rounds in turn, medians\n`);
  if (!args.includes('memory')) {
    await csvContest(rounds);
    for (const order of ['together', 'grouped'] as const) await uniformContest(order, rounds);
  }
  if (!args.includes('speed')) await measurePeaks(root);
}

/** From the file's bytes to a decision for every row, beside parsers that make an object of strings of it and stop there. */
async function csvContest(rounds: number): Promise<void> {
  const { decide, parseDocument } = await import('@ishur/core');
  const { adapters, readAll } = await import('./adapters-read.ts');
  using folder = temporaryFolder('bench');
  const path = join(folder.path, 'invoices.csv');
  writeCsv(path, csvRows);
  const expected = netTotal(csvRows);

  const decoded = (): string => new TextDecoder('windows-1255').decode(readFileSync(path));
  const total = (rows: readonly Readonly<Record<string, string>>[]): number =>
    rows.reduce((sum, row) => sum + agorot(row[NET_COLUMN] ?? ''), 0);
  await compete(
    `CSV, ${spelled(csvRows)} rows, Windows-1255`,
    rounds,
    [
      {
        name: 'adapter, parse and decide',
        run: async () => {
          let net = 0;
          let required = 0;
          await readAll(adapters['csv'] ?? fail(), { path }, folder.path, (fields) => {
            const parsed = parseDocument(fields);
            if (!parsed.ok) throw new Error(`The benchmark is wrong: ${parsed.faults[0]?.message.en ?? ''}`);
            if (decide(parsed.document).kind === 'required') required += 1;
            net += agorot(fields.netAmount);
          });
          if (required === 0) throw new Error('Nothing was decided.');
          return net;
        },
      },
      {
        name: 'decode and uDSV, objects',
        goal: 2,
        run: () => {
          const text = decoded();
          return total(initParser(inferSchema(text)).stringObjs<Record<string, string>>(text));
        },
      },
      {
        name: 'decode and PapaParse, objects',
        goal: 1.2,
        run: () => {
          const options = { header: true, skipEmptyLines: true } as const;
          return total(papaparse.parse<Record<string, string>>(decoded(), options).data);
        },
      },
    ],
    expected,
  );
}

async function uniformContest(order: RecordOrder, rounds: number): Promise<void> {
  const { adapters, readAll } = await import('./adapters-read.ts');
  using folder = temporaryFolder('bench');
  const { documents, lines } = writeUniformFile(folder.path, uniformRecords, order);
  const data = join(folder.path, 'BKMVDATA.TXT');
  const key = (found: UniformCounts): number => found.documents * 1e8 + found.lines;
  await compete(
    `Uniform file, ${spelled(uniformRecords)} records, ${order}`,
    rounds,
    [
      {
        name: 'adapter',
        run: async () => {
          const found = { documents: 0, lines: 0 };
          const each = ({ items }: InvoiceFields): void => {
            found.documents += 1;
            found.lines += items?.length ?? 0;
          };
          await readAll(adapters['uniform-file'] ?? fail(), { path: '.' }, folder.path, each);
          return key(found);
        },
      },
      { name: 'bare slicing', goal: 3, run: () => key(sliceFields(data)) },
    ],
    key({ documents, lines }),
  );
}

/** In turn, so that a slow minute of the machine hits all alike. One round before is not counted: it warms up. */
async function compete(
  title: string,
  rounds: number,
  contestants: readonly Contestant<number>[],
  expected: number,
): Promise<void> {
  const times = contestants.map((): number[] => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, { name, run: contest }] of contestants.entries()) {
      // What one contestant leaves behind is not the next one's work.
      collectGarbage();
      const start = performance.now();
      const found = await contest();
      if (round >= 0) times[index]?.push(performance.now() - start);
      if (found !== expected) throw new Error(`${name} found ${found} instead of ${expected}.`);
    }
  }
  const [own = []] = times;
  console.log(title);
  for (const [index, { name, goal }] of contestants.entries()) {
    const ratios = own.map((time, round) => time / (times[index]?.[round] ?? Number.NaN));
    const against =
      index === 0
        ? ''
        : `; ours takes ${median(ratios).toFixed(2)} times that, worst pair ${Math.max(...ratios).toFixed(2)}`;
    const verdict = goal === undefined ? '' : `, goal at most ${goal}: ${median(ratios) <= goal ? 'met' : 'MISSED'}`;
    console.log(
      `  ${median(times[index] ?? [])
        .toFixed(0)
        .padStart(6)} ms  ${name}${against}${verdict}`,
    );
  }
  console.log();
}

function agorot(amount: string): number {
  return Number(amount.replaceAll(/[,.]/g, ''));
}

function spelled(value: number): string {
  return value.toLocaleString('en');
}

function fail(): never {
  throw new Error('There is no such adapter.');
}
