import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { newKey } from '@ishur/engine';
import type { CaseChange } from '@ishur/engine';
import { openSqliteLedger } from '@ishur/ledger-sqlite';
import { temporaryFolder } from '../workspace/temporary-folder.ts';
import { median } from './alternate.ts';
import { openCaseMaker } from './engine-cases.ts';
import { atMost, spelled } from './engine-contest.ts';
import type { RestartReport } from './engine-restart-process.ts';
import { newSealer } from './engine-world.ts';

const COUNT = 100_000;
const CASES_A_COMMIT = 500;

/**
 * Every other case is queued, the rest is unconfirmed or was on the wire when its process died. From the start of a new process
 * to the first ask that leaves, beside a process that reads the table of cases from its beginning to its end. Sources are not
 * read: how long that takes is theirs.
 */
export async function restartAgainstScan(rounds: number): Promise<void> {
  using folder = temporaryFolder('bench');
  const file = join(folder.path, 'ishur.db');
  const key = newKey();
  await fill(file, key);
  const scans: RestartReport[] = [];
  const restarts: RestartReport[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const [scan, restart] = [await runOne('scan', file, key), await runOne('restart', file, key)];
    if (round < 0) continue;
    scans.push(scan);
    restarts.push(restart);
  }
  const scanMs = median(scans.map(({ ms }) => ms));
  const beyondMs = median(restarts.map(({ ms }, round) => ms - (scans[round]?.ms ?? Number.NaN)));
  const peakMiB = median(restarts.map(({ peakMiB: peak }) => peak));
  console.log(`\nRestart with ${spelled(COUNT)} open cases, in a process of its own`);
  console.log(`  table scan                  ${spelled(scanMs).padStart(6)} ms`);
  console.log(`  beyond it to the first ask  ${spelled(beyondMs).padStart(6)} ms, ${atMost(beyondMs, 1000, 'ms')}`);
  console.log(`  most memory                 ${spelled(peakMiB).padStart(6)} MiB, ${atMost(peakMiB, 150, 'MiB')}`);
}

async function fill(file: string, key: string): Promise<void> {
  const maker = await openCaseMaker();
  await using ledger = await openSqliteLedger({ file, tier: 'simulator', sealer: newSealer(key) });
  const kinds = [maker.seen, maker.unconfirmed, maker.seen, maker.asking] as const;
  for (let start = 0; start < COUNT; start += CASES_A_COMMIT) {
    const changes = Array.from({ length: CASES_A_COMMIT }, (_, index): CaseChange => {
      const make = kinds[index % kinds.length] ?? maker.seen;
      return make(String(1001 + start + index));
    });
    await ledger.commit(changes);
  }
}

async function runOne(side: 'scan' | 'restart', file: string, key: string): Promise<RestartReport> {
  const source = readFileSync(join(import.meta.dirname, 'engine-restart-process.ts'), 'utf8');
  const script = stripTypeScriptTypes(source);
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, side, file, key], {
    // Where packages are looked for.
    cwd: import.meta.dirname,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [[report], [code]] = (await Promise.all([once(child, 'message'), once(child, 'exit')])) as [
    [RestartReport],
    [number],
  ];
  if (code !== 0) throw new Error(`The process for ${side} ended with ${code}.`);
  return report;
}
