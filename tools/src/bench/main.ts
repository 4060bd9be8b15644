/** `pnpm bench <name>`: runs tools/src/bench/<name>.ts, which exports `run`. Timings are told, never asserted. */
import { readdirSync } from 'node:fs';

interface Benchmark {
  readonly run: (args: readonly string[]) => Promise<void>;
}

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));

const [name, ...args] = process.argv.slice(2);
if (name === undefined || !names.includes(name)) {
  console.error(`Usage: pnpm bench <name>, where <name> is one of: ${names.join(', ')}.`);
  process.exitCode = 64;
} else {
  const { run } = (await import(`./${name}.bench.ts`)) as Benchmark;
  await run(args);
}
