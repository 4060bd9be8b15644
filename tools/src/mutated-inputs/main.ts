/**
 * `pnpm mutated-inputs`: damages small valid sources in every way that a seed thinks of, lets the file adapters read them,
 * and fails where one crashes, hangs, loses a document or accepts something that nobody wrote.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SUBJECTS } from './cases.ts';
import { EXCUSES } from './excuses.ts';
import { runRange } from './run-range.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    adapter: { type: 'string', multiple: true },
    jobs: { type: 'string', default: '1' },
    show: { type: 'string', default: '10' },
    help: { type: 'boolean', default: false },
  },
});
const [count, seed, jobs, show] = [Number(values.count), Number(values.seed), Number(values.jobs), Number(values.show)];
if (values.help) usage(0);
const adapters = values.adapter ?? Object.keys(SUBJECTS);
if ([count, seed, jobs, show].some((number) => !Number.isSafeInteger(number) || number < 0) || jobs < 1) usage();
if (adapters.some((adapter) => !Object.hasOwn(SUBJECTS, adapter))) usage();

const folder = mkdtempSync(join(tmpdir(), 'קבצים שבורים '));
let findings = 0;
try {
  for (const adapter of adapters) findings += await runAdapter(adapter);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const [excuse, reason] of Object.entries(EXCUSES)) console.log(`excused, ${excuse}: ${reason}`);
console.log(
  `${String(count * adapters.length)} cases, seeds ${String(seed)} to ${String(seed + count - 1)}: ${String(findings)} findings`,
);
process.exitCode = findings === 0 ? 0 : 1;

async function runAdapter(adapter: string): Promise<number> {
  const start = performance.now();
  const counts = new Map<string, number>();
  let found = 0;
  const size = Math.ceil(count / jobs);
  const ranges = Array.from({ length: jobs }, (_, job) => ({
    adapter,
    folder: join(folder, String(job), adapter),
    from: seed + job * size,
    to: Math.min(seed + (job + 1) * size, seed + count),
  }));
  const add = (name: string, cases: number): void => void counts.set(name, (counts.get(name) ?? 0) + cases);
  await Promise.all(
    ranges.map((range) =>
      runRange(range, (report) => {
        if (report.kind === 'counts') {
          for (const [name, cases] of report.counts) add(name, cases);
          return;
        }
        found += 1;
        if (report.what === 'hang' || report.what === 'crash of the process') add(`FINDING: ${report.what}`, 1);
        if (found > show) return;
        console.log(
          `${adapter} --seed ${String(report.seed)} --count 1: ${report.what} (${report.damage})\n    ${report.detail}`,
        );
      }),
    ),
  );
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `${adapter}: ${String(count)} cases in ${seconds.toFixed(0)} s (${(count / seconds).toFixed(0)} a second)`,
  );
  for (const [name, cases] of [...counts].toSorted(([one], [two]) => one.localeCompare(two)))
    console.log(`  ${String(cases).padStart(9)}  ${name}`);
  return found;
}

function usage(code = 64): never {
  console.error(
    `Usage: pnpm mutated-inputs [--count N] [--seed S] [--adapter ${Object.keys(SUBJECTS).join('|')}]… [--jobs N] [--show N]`,
  );
  process.exit(code);
}
