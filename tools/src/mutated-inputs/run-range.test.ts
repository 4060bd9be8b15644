import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runRange } from './run-range.ts';
import type { Report } from './worker.ts';

/** Hangs at seed 3, dies at seed 5, and does the others. It needs nothing of ours, so that it starts at once. */
const PLANTED = `
const { parentPort, workerData } = require('node:worker_threads');
const { from, to, progress } = workerData;
const at = new Int32Array(progress);
for (let seed = from; seed < to; seed += 1) {
  Atomics.store(at, 0, seed - from);
  if (seed === 3) for (;;);
  if (seed === 5) throw new TypeError('planted');
  parentPort.postMessage({ kind: 'counts', counts: new Map([['done', 1]]), done: 1 });
}
`;

it('a case that hangs and one that kills its thread are findings, and those behind them are run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'planted-'));
  const reports: Report[] = [];
  const worker = new URL(
    `data:text/javascript,${encodeURIComponent(`import { createRequire } from 'node:module'; const require = createRequire('file:///'); ${PLANTED}`)}`,
  );
  try {
    await runRange({ adapter: 'none', folder, from: 1, to: 8 }, (report) => reports.push(report), {
      worker,
      longest: 600,
      start: 4000,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const findings = reports.flatMap((report) => (report.kind === 'finding' ? [[report.seed, report.what]] : []));
  expect(findings).toEqual([
    [3, 'hang'],
    [5, 'crash of the process'],
  ]);
  expect(reports.filter(({ kind }) => kind === 'counts').length).toBeGreaterThanOrEqual(3);
});
